internal import Bytes
internal import CounterRules
internal import KioskProtocol
internal import Sealing

/// What is left of somebody who was erased: keyed, so that nobody without the archive's keys can tell who it was.
struct Tombstone: Hashable {
  /// Made from the person's id: what a restored backup is held against.
  var person: [UInt8]
  /// Made from kind and number: what a late reading is held against; empty where nothing told the number any more.
  var document: [UInt8]
  /// Seconds since 1970.
  var at: Int
}

/// The second place of the tombstones, the file `archive.erased`: an older archive in the archive's place obeys them.
extension Tombstone {
  /// Bytes of one in the file: person, document, time and a code over them.
  static let recordSize = 2 * HMACSHA256.size + 8 + 16

  /// As it stands in the file.
  func record(_ keys: OwnKeys) throws(KioskFailure) -> [UInt8] {
    var bytes = person + (document.isEmpty ? [UInt8](repeating: 0, count: HMACSHA256.size) : document)
    for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: at >> shift)) }
    return bytes + (try keys.tombstoneCode(bytes))
  }

  /// A record that these keys wrote; `nil` for anything else.
  init?(record: [UInt8], _ keys: OwnKeys) {
    var reader = ByteReader(record)
    do throws(DecodeError) {
      person = try reader.array(HMACSHA256.size)
      let document = try reader.array(HMACSHA256.size)
      self.document = document.contains { $0 != 0 } ? document : []
      at = try reader.array(8).reduce(0) { $0 << 8 | Int($1) }
      let code = try reader.array(16)
      guard let own = try? keys.tombstoneCode(Array(record.prefix(Self.recordSize - 16))),
        HMACSHA256.isEqual(own, code)
      else { return nil }
    } catch {
      return nil
    }
  }
}
