internal import CPostgreSQL
internal import DatabaseKit

/// The arguments of one statement as libpq takes them: in binary, one after another.
struct Arguments {
  private var bytes: [UInt8] = []
  private var places: [(start: Int, count: Int)?] = []

  init(_ values: [Value]) {
    for value in values {
      let start = bytes.count
      switch value {
      case .null:
        places.append(nil)
        continue
      case .integer(let number):
        for shift in stride(from: 56, through: 0, by: -8) {
          bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
      case .text(let text): bytes += text.utf8
      case .blob(let blob): bytes += blob
      }
      places.append((start, bytes.count - start))
    }
    // So that there is an address even for nothing.
    bytes.append(0)
  }

  /// The numbers of PostgreSQL's types; 0 where the server is to find out.
  static func types(_ values: [Value]) -> [Oid] {
    values.map { value in
      switch value {
      case .null: 0
      case .integer: 20
      case .text: 25
      case .blob: 17
      }
    }
  }

  /// Sends the prepared statement; whether it was taken.
  @unsafe func send(_ statement: String, on handle: OpaquePointer) -> Bool {
    let lengths = places.map { CInt(truncatingIfNeeded: $0?.count ?? 0) }
    let formats = [CInt](repeating: 1, count: places.count)
    let count = CInt(truncatingIfNeeded: places.count)
    return unsafe bytes.withUnsafeBytes { bytes in
      var values: [UnsafePointer<CChar>?] = unsafe []
      for place in places {
        guard let place, let base = bytes.baseAddress else {
          unsafe values.append(nil)
          continue
        }
        unsafe values.append((base + place.start).assumingMemoryBound(to: CChar.self))
      }
      return unsafe PQsendQueryPrepared(handle, statement, count, values, lengths, formats, 1) == 1
    }
  }
}
