internal import KioskProtocol
internal import Sealing

/// The one key of an archive from before each person had one; good for taking such an archive over, and for nothing else.
final class SingleKey {
  /// What was sealed under it.
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

  init(_ key: borrowing SecretBytes) throws(KioskFailure) {
    do throws(SealingError) {
      sealing = try HMACSHA256.subkey("idkiosk archive: sealing, 1", of: key)
    } catch {
      throw KioskFailure(error)
    }
  }

  /// What was sealed for `place`; throws `archive.damaged` when it was not.
  func open(_ sealed: [UInt8], from place: Place) throws(KioskFailure) -> [UInt8] {
    do { return try AESGCM.open(sealed, key: sealing, associated: place.associatedData) } catch {
      throw KioskFailure(error)
    }
  }

  /// The keys of what belongs to nobody, so that codes given out before stay good.
  static func ownKeys(from key: borrowing SecretBytes) throws(KioskFailure) -> SecretBytes {
    do throws(SealingError) {
      let codes = try HMACSHA256.subkey("idkiosk archive: one-time codes, 1", of: key)
      let batchCodes = try HMACSHA256.subkey("idkiosk archive: batch codes, 1", of: key)
      let front = SecretBytes(joining: try SecretBytes(random: KeyFile.size), codes)
      let back = SecretBytes(joining: batchCodes, try SecretBytes(random: KeyFile.size))
      return SecretBytes(joining: front, back)
    } catch {
      throw KioskFailure(error)
    }
  }
}
