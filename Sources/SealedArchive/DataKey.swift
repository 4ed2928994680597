internal import KioskProtocol
internal import Sealing

/// The key of one person, of one conflict, or of what belongs to nobody: whoever destroys it destroys what it sealed.
///
/// It stands in the archive, wrapped by the archive's key: four bytes with the version of that, then the sealed key.
final class DataKey {
  private let sealing: SecretBytes
  private let marking: SecretBytes
  private let trail: SecretBytes

  init(_ key: borrowing SecretBytes) throws(KioskFailure) {
    do throws(SealingError) {
      let sealing = try HMACSHA256.subkey("idkiosk data key: sealing, 1", of: key)
      let marking = try HMACSHA256.subkey("idkiosk data key: marking rows, 1", of: key)
      let trail = try HMACSHA256.subkey("idkiosk data key: audit trail, 1", of: key)
      self.sealing = sealing
      self.marking = marking
      self.trail = trail
    } catch {
      throw KioskFailure(error)
    }
  }

  /// Seals `bytes` for `place`.
  func seal(_ bytes: [UInt8], for place: SealedPlace) throws(KioskFailure) -> [UInt8] {
    do { return try AESGCM.seal(bytes, key: sealing, associated: place.associatedData) } catch {
      throw KioskFailure(error)
    }
  }

  /// Opens what was sealed for `place`; throws `archive.damaged` when it was not.
  func open(_ sealed: [UInt8], from place: SealedPlace) throws(KioskFailure) -> [UInt8] {
    do { return try AESGCM.open(sealed, key: sealing, associated: place.associatedData) } catch {
      throw KioskFailure(error)
    }
  }

  /// What stands beside plain columns, so that none of them changes unnoticed.
  func mark(_ place: SealedPlace) throws(KioskFailure) -> [UInt8] {
    do { return Array(try HMACSHA256.code(place.associatedData, key: marking).prefix(16)) } catch {
      throw KioskFailure(error)
    }
  }

  /// How the audit trail names the person: nobody can say who that was once the key is destroyed.
  func auditID() throws(KioskFailure) -> [UInt8] {
    do { return try HMACSHA256.code([1], key: trail) } catch { throw KioskFailure(error) }
  }
}
