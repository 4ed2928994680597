internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import OneTimeCodes
internal import PersonArchive
internal import PersonalData
internal import Sealing

/// The keys of what belongs to no person, which no rotation changes: they stand in the archive, wrapped, in one piece.
package final class OwnKeys {
  /// Bytes of all of them.
  static let size = 4 * KeyFile.size
  /// Seals batches, lists and messages.
  let data: DataKey
  private let codes: SecretBytes
  private let batchCodes: SecretBytes
  private let trail: SecretBytes
  private let erased: SecretBytes
  private let handedOff: SecretBytes
  private let handOffUses: SecretBytes

  init(_ keys: borrowing SecretBytes) throws(KioskFailure) {
    guard keys.count == Self.size else { throw KioskFailure(.archiveDamaged) }
    data = try DataKey(keys.part(0, of: KeyFile.size))
    codes = keys.part(1, of: KeyFile.size)
    batchCodes = keys.part(2, of: KeyFile.size)
    trail = keys.part(3, of: KeyFile.size)
    do {
      let last = keys.part(3, of: KeyFile.size)
      erased = try HMACSHA256.subkey("idkiosk archive: erased persons, 1", of: last)
      handedOff = try HMACSHA256.subkey("idkiosk archive: persons handed to portals, 1", of: last)
      handOffUses = try HMACSHA256.subkey("idkiosk archive: uses of hand-offs, 1", of: last)
    } catch {
      throw KioskFailure(error)
    }
  }

  /// What is kept of a code: bound to its challenge and all that this is about.
  func hash(_ code: OneTimeCode, of challenge: ChallengeRow) throws(KioskFailure) -> [UInt8] {
    let text =
      Array("\(challenge.id)\u{0}\(challenge.purpose.rawValue)\u{0}".utf8) + challenge.subject
      + Array(code.digits.disclosed().utf8)
    do { return try HMACSHA256.code(text, key: codes) } catch { throw KioskFailure(error) }
  }

  /// What a challenge is about, in a form that no rotation changes: the person and the number.
  func subject(person: String, number: MobileNumber) throws(KioskFailure) -> [UInt8] {
    let text = Array("\(person)\u{0}".utf8) + Array(number.digits.disclosed().utf8)
    do { return try HMACSHA256.code(text, key: codes) } catch { throw KioskFailure(error) }
  }

  /// What tries about a document are counted by.
  func tried(_ key: DocumentKey) throws(KioskFailure) -> [UInt8] {
    try tried("number\u{0}\(key.kind.rawValue)\u{0}\(key.number.disclosed())")
  }

  /// What tries of a portal's client are counted by.
  func tried(_ client: PortalClient) throws(KioskFailure) -> [UInt8] {
    try tried("client\u{0}\(client.portal)\u{0}\(client.name.disclosed())")
  }

  private func tried(_ what: String) throws(KioskFailure) -> [UInt8] {
    do { return try HMACSHA256.code(Array("portal try\u{0}\(what)".utf8), key: codes) } catch {
      throw KioskFailure(error)
    }
  }

  /// What stands in the archive for the code of one batch: no way back to it without the key.
  func hash(ofCode code: Personal<String>, ofBatch row: Int) throws(KioskFailure) -> [UInt8] {
    let text = Array("\(row)\u{0}\(code.disclosed())".utf8)
    do { return try HMACSHA256.code(text, key: batchCodes) } catch { throw KioskFailure(error) }
  }

  /// The code of one line of the audit trail.
  func trailCode(_ line: [UInt8]) throws(KioskFailure) -> [UInt8] {
    do { return try HMACSHA256.code(line, key: trail) } catch { throw KioskFailure(error) }
  }

  /// What is left of a person with this id.
  func tombstone(person id: String) throws(KioskFailure) -> [UInt8] {
    do { return try HMACSHA256.code([1] + Array(id.utf8), key: erased) } catch { throw KioskFailure(error) }
  }

  /// What is left of a document.
  func tombstone(_ key: DocumentKey) throws(KioskFailure) -> [UInt8] {
    let text = [2] + Array(key.kind.rawValue.utf8) + [0] + Array(key.number.disclosed().utf8)
    do { return try HMACSHA256.code(text, key: erased) } catch { throw KioskFailure(error) }
  }

  /// The code of a tombstone's record.
  func tombstoneCode(_ record: [UInt8]) throws(KioskFailure) -> [UInt8] {
    do { return Array(try HMACSHA256.code([3] + record, key: erased).prefix(16)) } catch {
      throw KioskFailure(error)
    }
  }

  /// What names a person to one portal in one hand-off.
  func reference(to person: String, for purpose: HandOffPurpose) throws(KioskFailure) -> [UInt8] {
    do { return try AESGCM.seal(Array(person.utf8), key: handedOff, associated: purpose.bytes) } catch {
      throw KioskFailure(error)
    }
  }

  /// The id of the person whom a reference names; `nil` for one that was not made for this.
  func person(named reference: [UInt8], for purpose: HandOffPurpose) throws(KioskFailure) -> String? {
    do throws(SealingError) {
      let id = try AESGCM.open(reference, key: handedOff, associated: purpose.bytes)
      return String(decoding: id, as: UTF8.self)
    } catch .notAuthentic {
      return nil
    } catch {
      throw KioskFailure(error)
    }
  }

  /// What is kept of a hand-off that was used.
  func use(of purpose: HandOffPurpose) throws(KioskFailure) -> [UInt8] {
    do { return try HMACSHA256.code(purpose.bytes, key: handOffUses) } catch { throw KioskFailure(error) }
  }
}
