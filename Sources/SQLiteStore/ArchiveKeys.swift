internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonalData
internal import Sealing

/// The keys of one archive, each for one purpose and derived from the one in the key file.
struct ArchiveKeys: ~Copyable {
  /// What sealed bytes belong to; they open nowhere else.
  enum Place {
    case version(person: String, number: Int)
    case conflict(session: String)

    fileprivate var associatedData: [UInt8] {
      switch self {
      case .version(let person, let number): Array("version\u{0}\(person)\u{0}\(number)".utf8)
      case .conflict(let session): Array("conflict\u{0}\(session)".utf8)
      }
    }
  }

  private let sealing: SecretBytes
  private let lookingUp: SecretBytes
  private let check: SecretBytes
  private let auditing: SecretBytes

  init(from key: borrowing SecretBytes) throws(KioskFailure) {
    do throws(SealingError) {
      let sealing = try HMACSHA256.subkey("idkiosk archive: sealing, 1", of: key)
      let lookingUp = try HMACSHA256.subkey("idkiosk archive: looking up, 1", of: key)
      let check = try HMACSHA256.subkey("idkiosk archive: key check, 1", of: key)
      let auditing = try HMACSHA256.subkey("idkiosk archive: naming persons in the audit trail, 1", of: key)
      self.auditing = auditing
      self.sealing = sealing
      self.lookingUp = lookingUp
      self.check = check
    } catch {
      throw KioskFailure(error)
    }
  }

  /// What stands in the archive to tell its key from another one.
  borrowing func checkValue() throws(KioskFailure) -> [UInt8] {
    do { return try HMACSHA256.code([1], key: check) } catch { throw KioskFailure(error) }
  }

  /// What a document is found by: the same for every spelling of its number, and no way back to it.
  borrowing func lookup(_ key: DocumentKey) throws(KioskFailure) -> [UInt8] {
    let text = Array(key.kind.rawValue.utf8) + [0] + Array(key.number.disclosed().utf8)
    do { return try HMACSHA256.code(text, key: lookingUp) } catch { throw KioskFailure(error) }
  }

  /// How the audit trail names the document with this look-up value.
  borrowing func auditID(ofLookup lookup: [UInt8]) throws(KioskFailure) -> [UInt8] {
    do { return try HMACSHA256.code(lookup, key: auditing) } catch { throw KioskFailure(error) }
  }

  /// Seals `content` for `place`.
  borrowing func seal(_ content: SealedContent, for place: Place) throws(KioskFailure) -> [UInt8] {
    do {
      return try AESGCM.seal(content.encoded(), key: sealing, associated: place.associatedData)
    } catch {
      throw KioskFailure(error)
    }
  }

  /// Opens what was sealed for `place`; throws `archive.damaged` when it was not.
  borrowing func open(_ sealed: [UInt8], from place: Place) throws(KioskFailure) -> SealedContent {
    let plain: [UInt8]
    do {
      plain = try AESGCM.open(sealed, key: sealing, associated: place.associatedData)
    } catch {
      throw KioskFailure(error)
    }
    guard let content = SealedContent(decoding: plain) else { throw KioskFailure(.archiveDamaged) }
    return content
  }
}
