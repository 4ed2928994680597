internal import KioskProtocol
internal import Sealing

/// The archive's key that wraps data keys, in one of its versions.
package final class WrappingKey {
  /// Bytes of the version in front of what is wrapped.
  static let versionSize = 4
  let version: Int
  private let key: SecretBytes
  private let check: SecretBytes

  init(version: Int, _ key: borrowing SecretBytes) throws(KioskFailure) {
    self.version = version
    do throws(SealingError) {
      let wrapping = try HMACSHA256.subkey("idkiosk archive: wrapping, 1", of: key)
      let check = try HMACSHA256.subkey("idkiosk archive: wrapping key check, 1", of: key)
      self.key = wrapping
      self.check = check
    } catch {
      throw KioskFailure(error)
    }
  }

  /// What stands in the archive to tell this key from another one.
  func checkValue() throws(KioskFailure) -> [UInt8] {
    do { return try HMACSHA256.code([1], key: check) } catch { throw KioskFailure(error) }
  }

  /// Wraps the key of `place`.
  func wrap(_ secret: borrowing SecretBytes, for place: SealedPlace) throws(KioskFailure) -> [UInt8] {
    do throws(SealingError) {
      let sealed = try AESGCM.seal(secret: secret, key: key, associated: place.associatedData)
      return Self.bytes(of: version) + sealed
    } catch {
      throw KioskFailure(error)
    }
  }

  /// Unwraps what this version wrapped for `place`; throws `archive.damaged` for anything else.
  func unwrap(_ wrapped: [UInt8], from place: SealedPlace) throws(KioskFailure) -> SecretBytes {
    do throws(SealingError) {
      return try AESGCM.openSecret(
        Array(wrapped.dropFirst(Self.versionSize)), key: key, associated: place.associatedData)
    } catch {
      throw KioskFailure(error)
    }
  }

  /// Which version wrapped this; `nil` where that cannot be told.
  static func version(of wrapped: [UInt8]) -> Int? {
    guard wrapped.count > versionSize else { return nil }
    return wrapped.prefix(versionSize).reduce(0) { $0 << 8 | Int($1) }
  }

  private static func bytes(of version: Int) -> [UInt8] {
    stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: version >> $0) }
  }
}
