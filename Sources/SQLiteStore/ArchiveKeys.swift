internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import OneTimeCodes
internal import PersonalData
internal import Sealing

/// The keys of one archive, each for one purpose and derived from the one in the key file.
struct ArchiveKeys: ~Copyable {
  /// What sealed bytes belong to; they open nowhere else.
  enum Place {
    case version(person: String, number: Int)
    case conflict(session: String)
    case challenge(id: String)
    case binding(person: String, challenge: Int)
    case message(id: String)
    case batch(row: Int)
    case expected(lookup: [UInt8])

    fileprivate var associatedData: [UInt8] {
      switch self {
      case .version(let person, let number): Array("version\u{0}\(person)\u{0}\(number)".utf8)
      case .conflict(let session): Array("conflict\u{0}\(session)".utf8)
      case .challenge(let id): Array("challenge\u{0}\(id)".utf8)
      case .binding(let person, let challenge): Array("binding\u{0}\(person)\u{0}\(challenge)".utf8)
      case .message(let id): Array("message\u{0}\(id)".utf8)
      case .batch(let row): Array("batch\u{0}\(row)".utf8)
      case .expected(let lookup): Array("expected\u{0}".utf8) + lookup
      }
    }
  }

  private let sealing: SecretBytes
  private let lookingUp: SecretBytes
  private let check: SecretBytes
  private let auditing: SecretBytes
  private let numbering: SecretBytes
  private let naming: SecretBytes
  private let coding: SecretBytes
  private let batchCodes: SecretBytes

  init(from key: borrowing SecretBytes) throws(KioskFailure) {
    do throws(SealingError) {
      let sealing = try HMACSHA256.subkey("idkiosk archive: sealing, 1", of: key)
      let lookingUp = try HMACSHA256.subkey("idkiosk archive: looking up, 1", of: key)
      let check = try HMACSHA256.subkey("idkiosk archive: key check, 1", of: key)
      let auditing = try HMACSHA256.subkey("idkiosk archive: naming persons in the audit trail, 1", of: key)
      let numbering = try HMACSHA256.subkey("idkiosk archive: looking up mobile numbers, 1", of: key)
      let naming = try HMACSHA256.subkey("idkiosk archive: looking up names, 1", of: key)
      let coding = try HMACSHA256.subkey("idkiosk archive: one-time codes, 1", of: key)
      let batchCodes = try HMACSHA256.subkey("idkiosk archive: batch codes, 1", of: key)
      self.auditing = auditing
      self.numbering = numbering
      self.naming = naming
      self.coding = coding
      self.batchCodes = batchCodes
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

  /// What a mobile number is found by.
  borrowing func lookup(_ number: MobileNumber) throws(KioskFailure) -> [UInt8] {
    do { return try HMACSHA256.code(Array(number.digits.disclosed().utf8), key: numbering) } catch {
      throw KioskFailure(error)
    }
  }

  /// What a name is found by; half of a code is enough to tell names apart.
  borrowing func lookup(_ name: NameKey) throws(KioskFailure) -> [UInt8] {
    do {
      let code = try HMACSHA256.code(Array(name.text.disclosed().utf8), key: naming)
      return Array(code.prefix(HMACSHA256.size / 2))
    } catch {
      throw KioskFailure(error)
    }
  }

  /// What is kept of a code: bound to its challenge's id, document, number and purpose.
  borrowing func hash(
    _ code: OneTimeCode, of challenge: String, for subject: CodeSubject
  ) throws(KioskFailure) -> [UInt8] {
    let text =
      Array("\(challenge)\u{0}\(subject.purpose.rawValue)\u{0}".utf8) + subject.document + subject.number
      + Array(code.digits.disclosed().utf8)
    do { return try HMACSHA256.code(text, key: coding) } catch { throw KioskFailure(error) }
  }

  /// What stands in the archive for the code of one batch: no way back to it without the key.
  borrowing func hash(ofCode code: Personal<String>, ofBatch row: Int) throws(KioskFailure) -> [UInt8] {
    let text = Array("\(row)\u{0}\(code.disclosed())".utf8)
    do { return try HMACSHA256.code(text, key: batchCodes) } catch { throw KioskFailure(error) }
  }

  /// Seals `content` for `place`.
  borrowing func seal(_ content: SealedContent, for place: Place) throws(KioskFailure) -> [UInt8] {
    try seal(content.encoded(), for: place)
  }

  /// Seals `bytes` for `place`.
  borrowing func seal(_ bytes: [UInt8], for place: Place) throws(KioskFailure) -> [UInt8] {
    do { return try AESGCM.seal(bytes, key: sealing, associated: place.associatedData) } catch {
      throw KioskFailure(error)
    }
  }

  /// Opens what was sealed for `place`; throws `archive.damaged` when it was not.
  borrowing func open(_ sealed: [UInt8], from place: Place) throws(KioskFailure) -> SealedContent {
    guard let content = SealedContent(decoding: try openBytes(sealed, from: place)) else {
      throw KioskFailure(.archiveDamaged)
    }
    return content
  }

  /// Opens bytes that were sealed for `place`; throws `archive.damaged` when they were not.
  borrowing func openBytes(_ sealed: [UInt8], from place: Place) throws(KioskFailure) -> [UInt8] {
    do { return try AESGCM.open(sealed, key: sealing, associated: place.associatedData) } catch {
      throw KioskFailure(error)
    }
  }
}
