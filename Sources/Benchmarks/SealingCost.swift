import Foundation
import Sealing
import TestSupport

/// What sealing one new person costs: the same operations on bytes of the same sizes, without a database.
struct SealingCost {
  struct Result {
    /// A person's key with its three parts, wrapped.
    var key = Samples()
    /// Values and portrait sealed, the row of the reading marked.
    var content = Samples()
    /// Both keyed look-up values, and the line of the audit trail with its code.
    var codes = Samples()
  }

  static let valueBytes = 900
  static let portraitBytes = 1_024

  let count: Int

  func measure() throws -> Result {
    var result = Result()
    let archiveKey = try SecretBytes(random: AESGCM.keySize)
    let place = [UInt8](repeating: 1, count: 64)
    let values = [UInt8](repeating: 2, count: Self.valueBytes)
    let portrait = [UInt8](repeating: 3, count: Self.portraitBytes)
    for _ in 0..<count {
      let start = ContinuousClock.now
      let key = try SecretBytes(random: AESGCM.keySize)
      let sealing = try HMACSHA256.subkey("idkiosk data key: sealing, 1", of: key)
      let marking = try HMACSHA256.subkey("idkiosk data key: marking rows, 1", of: key)
      let trail = try HMACSHA256.subkey("idkiosk data key: audit trail, 1", of: key)
      _ = try AESGCM.seal(secret: key, key: archiveKey, associated: place)
      let middle = ContinuousClock.now
      _ = try AESGCM.seal(values, key: sealing, associated: place)
      _ = try AESGCM.seal(portrait, key: sealing, associated: place)
      _ = try HMACSHA256.code(place, key: marking)
      let late = ContinuousClock.now
      for _ in 0..<2 { _ = try HMACSHA256.code(place, key: archiveKey) }
      _ = try HMACSHA256.code([1], key: trail)
      _ = try HMACSHA256.code(place + place, key: archiveKey)
      let end = ContinuousClock.now
      result.key.add(start.duration(to: middle))
      result.content.add(middle.duration(to: late))
      result.codes.add(late.duration(to: end))
    }
    return result
  }
}
