internal import CPCSC
internal import ReaderKit

/// Turns what pcscd says about its readers into events.
struct PCSCReaderTable {
  private struct Reader {
    var id: String
    var state: DWORD = 0
  }
  private var readers: [String: Reader] = [:]
  /// Outlives the reader: a card is never the same one again after the reader was away.
  private var insertions: [String: UInt64] = [:]

  /// The state to compare with for a reader; 0, "not known", for a new one.
  func state(of name: String) -> DWORD { readers[name]?.state ?? 0 }

  /// Takes the list of readers that are there now; returns who left, then who arrived.
  mutating func list(_ names: [String], open: (String) -> AttachedDevice.Opener) -> [DeviceEvent] {
    var events: [DeviceEvent] = []
    for (name, reader) in readers.sorted(by: { $0.key < $1.key }) where !names.contains(name) {
      readers[name] = nil
      events.append(.left(id: reader.id))
    }
    for name in names where readers[name] == nil {
      let id = freeID(for: name)
      readers[name] = Reader(id: id)
      events.append(
        .arrived(AttachedDevice(id: id, name: name, link: .pcsc, match: .pcsc, opener: open(name))))
    }
    return events
  }

  /// Takes the new state of a reader; its upper half counts the insertions and removals pcscd has seen.
  mutating func change(_ name: String, to state: DWORD) -> [DeviceEvent] {
    guard let reader = readers[name] else { return [] }
    readers[name]?.state = state
    let wasThere = Self.isPresent(reader.state)
    let isThere = Self.isPresent(state)
    let steps = UInt16(truncatingIfNeeded: state >> 16) &- UInt16(truncatingIfNeeded: reader.state >> 16)
    let isKnown = reader.state & 0xFFFF != 0
    let wasSwapped = wasThere && isThere && isKnown && steps > 0
    var events: [DeviceEvent] = []
    if wasThere, !isThere || wasSwapped { events.append(card(reader.id, present: false)) }
    if isThere, !wasThere || wasSwapped {
      insertions[reader.id, default: 0] += isKnown ? max(1, (UInt64(steps) + 1) / 2) : 1
      events.append(card(reader.id, present: true))
    }
    return events
  }

  private func card(_ id: String, present: Bool) -> DeviceEvent {
    .card(id: id, present: present, insertion: insertions[id] ?? 0)
  }

  /// A card that gives no answer to a reset lies there all the same.
  private static func isPresent(_ state: DWORD) -> Bool { state & DWORD(SCARD_STATE_PRESENT) != 0 }

  /// `pcsc-` and the name in lower-case letters, digits and dashes; numbered when another reader has that id.
  private func freeID(for name: String) -> String {
    let words = name.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    let slug = "pcsc-" + (words.isEmpty ? "reader" : words.joined(separator: "-"))
    let taken = Set(readers.values.map(\.id))
    var number = 2
    var id = slug
    while taken.contains(id) {
      id = "\(slug)-\(number)"
      number += 1
    }
    return id
  }
}
