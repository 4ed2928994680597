internal import Bytes
package import KioskProtocol
internal import LinuxPlatform
internal import Sealing

/// The second place of the audit trail's heads: the file `archive.audit` beside the archive.
///
/// It is written after each transaction that wrote a line, in two slots by turns, and is never ahead of the archive: a
/// program that is killed in between leaves it behind, which is no fault. Nobody without the keys can write it.
package final class TrailHeads {
  private static let magic: [UInt8] = Array("IDKt".utf8)
  private let file: SlotFile
  private let keys: OwnKeys
  private var turn = 0
  /// What the file said when it was opened, by window; `nil` where it said nothing.
  let found: [String: TrailHead]?
  private(set) var heads: [String: TrailHead]
  /// Whether this run began the file: then it says nothing that the archive could contradict.
  var isBegun = false
  /// Windows whose head the archive does not have: what the file says of them stays, to be told.
  var kept: Set<String> = []

  package init(path: String, keys: OwnKeys) throws(KioskFailure) {
    self.keys = keys
    do throws(SystemError) {
      file = try SlotFile(path: path)
      var newest: (turn: Int, heads: [String: TrailHead])?
      for slot in 0..<2 {
        guard let read = Self.decode(try file.read(slot), keys), read.turn > newest?.turn ?? -1 else {
          continue
        }
        newest = read
      }
      found = newest?.heads
      heads = newest?.heads ?? [:]
      turn = newest?.turn ?? 0
    } catch {
      throw KioskFailure(error)
    }
  }

  /// Begins a new file, on the disk when this returns: from now on there has to be one.
  func begin(_ newest: [String: TrailHead]) throws(KioskFailure) {
    do throws(SystemError) {
      try write(newest)
      try file.sync()
    } catch {
      throw KioskFailure(error)
    }
  }

  /// Keeps the newest heads; a full disk leaves the file behind, no more.
  func keep(_ newest: [String: TrailHead]) {
    if !newest.isEmpty { try? write(newest) }
  }

  private func write(_ newest: [String: TrailHead]) throws(SystemError) {
    for (window, head) in newest where !kept.contains(window) { heads[window] = head }
    turn += 1
    guard let bytes = encode() else { return }
    try file.write(bytes, to: turn % 2)
  }

  private func encode() -> [UInt8]? {
    var content: [UInt8] = []
    Self.put(turn, in: &content)
    Self.put(heads.count, in: &content)
    for (window, head) in heads.sorted(by: { $0.key < $1.key }) {
      Self.put(window.utf8.count, in: &content)
      content += window.utf8
      Self.put(head.count, in: &content)
      Self.put(head.chain.count, in: &content)
      content += head.chain
    }
    guard let code = try? keys.trailCode(Self.magic + content) else { return nil }
    var bytes = Self.magic
    Self.put(content.count, in: &bytes)
    return bytes + content + code
  }

  private static func put(_ number: Int, in bytes: inout [UInt8]) {
    let number = UInt32(truncatingIfNeeded: number)
    for shift in stride(from: 0, through: 24, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift)))
    }
  }

  private static func decode(_ bytes: [UInt8], _ keys: OwnKeys) -> (turn: Int, heads: [String: TrailHead])? {
    var reader = ByteReader(bytes)
    do throws(DecodeError) {
      guard try reader.array(magic.count) == magic else { return nil }
      let content = try reader.array(Int(try reader.u32LE()))
      let code = try reader.array(HMACSHA256.size)
      guard let own = try? keys.trailCode(magic + content), HMACSHA256.isEqual(own, code) else { return nil }
      var inner = ByteReader(content)
      let turn = Int(try inner.u32LE())
      var heads: [String: TrailHead] = [:]
      for _ in 0..<(try inner.u32LE()) {
        let window = String(decoding: try inner.array(Int(try inner.u32LE())), as: UTF8.self)
        let count = Int(try inner.u32LE())
        heads[window] = TrailHead(count: count, chain: try inner.array(Int(try inner.u32LE())))
      }
      return (turn, heads)
    } catch {
      return nil
    }
  }
}
