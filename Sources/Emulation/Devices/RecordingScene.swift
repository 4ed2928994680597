internal import KioskProtocol
internal import ReaderDrivers
internal import SAMProtocol

/// What happens in a recorded conversation: something goes wrong, or nothing does.
package struct RecordingScene: Sendable {
  /// Part of the file's name.
  package var name: String
  /// In a few words.
  package var what: String
  /// Whether the plug is pulled, so that it must be put in again.
  var isUnplugged = false
  /// The calls; after a card was found, it is read.
  var calls: [RecordedCall.Kind] = [.identify, .find]
  /// Makes it go wrong.
  var arrange: @Sendable (VirtualDevice) -> Void = { _ in }

  /// A read without anything wrong, and whether the card still lies there.
  package static let good = RecordingScene(
    name: "good", what: "a good read", calls: [.identify, .find, .still])

  /// With readers that have a security module.
  package static let frames: [RecordingScene] = [
    good,
    fault("no-card", "no card lies there, then one is laid", .liftCard, nil, laid: true),
    fault("late", "the card is found after the deadline", .delay(.milliseconds(2_500)), .findCard),
    fault("silent", "the module does not answer the read", .drop, .readTextAndPhoto),
    fault("cut", "the answer to the read stops in the middle", .cut(300), .readTextAndPhoto),
    fault("checksum", "the answer to the read has a wrong checksum", .wrongChecksum, .readTextAndPhoto),
    fault(
      "noise", "bytes of no frame come before the answer to the read", .noise([0xAA, 0x00, 0x17, 0xAA]),
      .readTextAndPhoto),
    fault(
      "length", "the answer to the read counts more bytes than come", .lyingLength(3_000), .readTextAndPhoto),
    fault("refused", "the card refuses the module once", .status(0x31), .selectCard),
    fault("twice", "the answer to the find comes twice", .twice, .findCard),
    RecordingScene(
      name: "unplugged", what: "the plug is pulled in the middle of the read", isUnplugged: true
    ) { $0.unplug(afterBytes: $0.kind == .counted ? 700 : 900) },
  ]

  /// With readers that hand out pages.
  package static let pages: [RecordingScene] = [
    good,
    page("pulled-at-first", "the card is pulled at the first page") { $0.fault = .pull(at: 1) },
    page("pulled", "the card is pulled at the third page") { $0.fault = .pull(at: 3) },
    page("refused", "the first page is refused") { $0.fault = .status(at: 1, 0x6A82) },
    page("refused-later", "a later page is refused") { $0.fault = .status(at: 4, 0x6982) },
    page("short", "a page comes one byte short") { $0.fault = .shortPage(2) },
    page("ordinary", "a card that hands out no pages") { $0 = PageCard() },
    page("bare", "a card that gives its chip's number") {
      $0 = PageCard(chipNumber: [0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88])
    },
    page("foreign", "a memory card that answers the same command") {
      $0 = PageCard(object: [0x12, 0x34, 0x56, 0x78] + [UInt8](repeating: 0x9A, count: 60))
    },
    RecordingScene(name: "busy", what: "another program has the card, then lets it go") {
      $0.refuseConnecting(.readerBusy)
    },
    RecordingScene(name: "unplugged", what: "the plug is pulled in the middle of the read", isUnplugged: true)
    {
      $0.unplug(afterBytes: 700)
    },
  ]

  /// The plug is pulled after so many bytes.
  package static func unplugged(afterBytes count: Int) -> RecordingScene {
    RecordingScene(name: "unplugged", what: "the plug is pulled", isUnplugged: true) {
      $0.unplug(afterBytes: count)
    }
  }

  private static func fault(
    _ name: String, _ what: String, _ fault: VirtualSAM.Fault, _ command: SAMCommand?, laid: Bool = false
  ) -> RecordingScene {
    RecordingScene(name: name, what: what) { device in
      device.change { $0.plan(fault, for: laid ? .findCard : command, times: 1) }
    }
  }

  private static func page(
    _ name: String, _ what: String, _ change: @escaping @Sendable (inout PageCard) -> Void
  ) -> RecordingScene {
    RecordingScene(name: name, what: what) { device in
      device.changePage { card in
        guard var changed = card else { return }
        change(&changed)
        card = changed
      }
    }
  }
}
