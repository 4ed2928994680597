internal import Bytes

/// Writes named values one after another.
struct EntryWriter {
  private(set) var bytes: [UInt8]

  init(format: UInt8) {
    bytes = [format]
    // More than a document with both blocks takes.
    bytes.reserveCapacity(2_048)
  }

  /// Adds a value.
  ///
  /// Names are ours and short.
  mutating func add(_ name: String, _ value: some Collection<UInt8>) {
    bytes.append(UInt8(truncatingIfNeeded: name.utf8.count))
    bytes += name.utf8
    let count = UInt32(truncatingIfNeeded: value.count)
    for shift in stride(from: 0, through: 24, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: count >> UInt32(shift)))
    }
    bytes += value
  }

  /// Adds a text.
  mutating func add(_ name: String, _ text: String) { add(name, text.utf8) }
}

/// Named values as `EntryWriter` wrote them.
struct Entries {
  private var found: [String: [[UInt8]]] = [:]

  /// `nil` when the bytes are cut, of another format, or anything is left over.
  init?(_ bytes: [UInt8], format: UInt8) {
    var reader = ByteReader(bytes)
    do throws(DecodeError) {
      guard try reader.u8() == format else { return nil }
      while reader.remaining > 0 {
        let name = String(decoding: try reader.take(Int(try reader.u8())), as: UTF8.self)
        let count = Int(try reader.u32LE())
        found[name, default: []].append(try reader.array(count))
      }
    } catch {
      return nil
    }
  }

  /// All values of a name, in their order.
  func values(_ name: String) -> [[UInt8]] { found[name] ?? [] }

  /// The one text of a name.
  func text(_ name: String) -> String? { values(name).first.map { String(decoding: $0, as: UTF8.self) } }
}
