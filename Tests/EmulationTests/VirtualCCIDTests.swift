import Testing

@testable import Emulation

@Suite("The firmware of the virtual CCID reader")
struct VirtualCCIDTests {
  private static let powerOn: [UInt8] = [0x62, 0, 0, 0, 0, 0, 7, 0, 0, 0]
  private static let firstPage: [UInt8] = [0x6F, 5, 0, 0, 0, 0, 8, 0, 0, 0, 0xFF, 0xB0, 0, 0, 0]

  private func answer(_ outputs: [VirtualCCID.Output]) -> [UInt8]? {
    outputs.compactMap { if case .answer(let bytes, _) = $0 { bytes } else { nil } }.last
  }

  @Test("describes itself in exactly the bytes that its lengths count")
  func descriptors() {
    let configuration = CCIDDescriptors.configuration
    #expect(Int(configuration[2]) | Int(configuration[3]) << 8 == configuration.count)
    var rest = configuration[...]
    var kinds: [UInt8] = []
    while let size = rest.first, size > 1 {
      kinds.append(rest[rest.startIndex + 1])
      rest = rest.dropFirst(Int(size))
    }
    #expect(rest.isEmpty)
    #expect(kinds == [2, 4, 0x21, 5, 5, 5])
    #expect(CCIDDescriptors.device(vendor: 1, product: 2).count == 18)
  }

  @Test("answers by the number of the request, in whatever pieces it came, and tells an empty slot")
  func messages() {
    var reader = VirtualCCID()
    #expect(answer(reader.receive(Self.powerOn)) == [0x80, 0, 0, 0, 0, 0, 7, 0x42, 0xFE, 0])
    #expect(reader.lay(PageCard()) == [.event("inserted"), .change([0x50, 0x03])])
    #expect(answer(reader.receive(Self.firstPage))?[7...8] == [0x41, 0xFE])
    #expect(reader.receive(Array(Self.powerOn.prefix(6))).isEmpty)
    let powered = answer(reader.receive(Array(Self.powerOn.dropFirst(6))))
    #expect(powered?.dropFirst(10).elementsEqual(PageCard.bareATR) == true)
    #expect(answer(reader.receive(Self.firstPage)) == [0x80, 2, 0, 0, 0, 0, 8, 0, 0, 0, 0x6D, 0x00])
    #expect(reader.lift() == [.event("removed"), .change([0x50, 0x02])])
  }

  @Test("lets nobody miss that a card left, however quickly the next one was laid")
  func exchanged() {
    var reader = VirtualCCID()
    let look: [UInt8] = [0x65, 0, 0, 0, 0, 0, 9, 0, 0, 0]
    func state(_ outputs: [VirtualCCID.Output]) -> UInt8? { answer(outputs)?[7] }
    _ = reader.lay(PageCard())
    #expect(state(reader.receive(look)) == 1)
    _ = reader.lay(PageCard())
    // pcscd forgets what it saw if it looked only because it was about to switch the power.
    for _ in 1...2 {
      let missing = reader.receive(look)
      #expect(state(missing) == 2 && missing.last == .change([0x50, 0x03]))
    }
    #expect(state(reader.receive(look)) == 1)
    _ = reader.lift()
    #expect(reader.receive(look).count == 1)
    #expect(state(reader.receive(look)) == 2)
    // Plugging it in tells everything anew.
    _ = reader.lay(PageCard())
    _ = reader.lay(PageCard())
    _ = reader.powerOn()
    #expect(state(reader.receive(look)) == 1)
  }

  @Test("does each fault at its command, once")
  func faults() {
    var reader = VirtualCCID()
    _ = reader.lay(PageCard())
    _ = reader.receive(Self.powerOn)
    let whole = answer(reader.receive(Self.firstPage))
    func plan(_ words: String) -> Bool {
      guard
        let (fault, at) = VirtualCCID.Fault.parse(
          words.split(separator: " ").map(String.init), cards: { _ in nil })
      else { return false }
      reader.plan(fault, at: at)
      return true
    }
    #expect(plan("unplug-at 2"))
    #expect(answer(reader.receive(Self.firstPage)) == whole)
    #expect(reader.receive(Self.firstPage).last == .unplug)
    #expect(answer(reader.receive(Self.firstPage)) == whole)
    #expect(plan("cut 3") && answer(reader.receive(Self.firstPage)) == whole.map { Array($0.prefix(3)) })
    #expect(plan("hang") && reader.receive(Self.firstPage).last == .event("silent"))
    #expect(plan("more-time 2") && reader.receive(Self.firstPage).count == 4)
    for words in ["pull-at 0", "pull-at", "cut", "cut x", "bend", "swap nobody", "status-at 1 6F00 1"] {
      #expect(!plan(words), "\(words)")
    }
  }
}
