import KioskProtocol
import PersonalData
import PortraitImages
import Portraits
import TestSupport
import Testing

@Suite("Decoding portraits with a library that behaves", .timeLimit(.minutes(2)))
struct PortraitClientTests {
  static func standIn(_ interface: PortraitInterface, code: Int32 = 7) -> PortraitSettings {
    PortraitSettings(library: Faces.standIn, interface: interface, code: code)
  }

  @Test("A drawn face arrives upright and in its colours", arguments: PortraitInterface.allCases)
  func drawn(interface: PortraitInterface) async throws {
    let image = try Faces.picture(
      await Faces.client(Self.standIn(interface)).decode(Faces.block(seed: 4)))
    #expect((image.width, image.height) == (102, 126))
    // The caption's paper is near the lower edge, and more red than blue.
    #expect(Faces.pixel(image, 6, 118) == [255, 250, 238])
    #expect(Faces.pixel(image, 6, 125 - 118) != [255, 250, 238])
    // The caption begins with an upright N on the left: its second row of dots is full, the last is not.
    #expect(Faces.pixel(image, 10, 111) == Faces.pixel(image, 8, 111))
    #expect(Faces.pixel(image, 10, 117) == [255, 250, 238])
  }

  @Test("The three interfaces give one and the same picture, and each seed another")
  func sameByAllInterfaces() async throws {
    var pictures: [PNGImage] = []
    for seed: UInt32 in [1, 2, 3] {
      var byInterface: [PNGImage] = []
      for interface in PortraitInterface.allCases {
        let client = Faces.client(Self.standIn(interface))
        byInterface.append(try Faces.picture(await client.decode(Faces.block(seed: seed))))
      }
      #expect(byInterface[0] == byInterface[1])
      #expect(byInterface[0] == byInterface[2])
      pictures.append(byInterface[0])
    }
    #expect(pictures[0] != pictures[1])
    #expect(pictures[1] != pictures[2])
  }

  @Test("The configured code reaches the library")
  func code() async {
    let outcome = await Faces.client(Self.standIn(.unpack, code: 8)).decode(Faces.block(seed: 1))
    #expect(outcome == .failed(.portraitRefused))
  }

  @Test("A block that the library does not know is refused by it", arguments: PortraitInterface.allCases)
  func foreignBlock(interface: PortraitInterface) async {
    let block = Personal([UInt8](repeating: 0x57, count: 1_024))
    #expect(await Faces.client(Self.standIn(interface)).decode(block) == .failed(.portraitRefused))
  }

  @Test("A block larger than any card's is refused without asking anybody")
  func tooLarge() async {
    let client = PortraitClient(helper: "/nonexistent", settings: Self.standIn(.unpack))
    #expect(await client.decode(Personal([UInt8](repeating: 0, count: 4_097))) == .failed(.portraitRefused))
  }

  @Test("A card without a block and a kiosk without a decoder each have their own answer")
  func absent() async {
    let none = await Faces.client(Self.standIn(.unpack)).decode(Personal([]))
    #expect(none == .absent)
    #expect(none.reason == .portraitBlockAbsent)
    let noDecoder = await Faces.client(nil).decode(Faces.block(seed: 1))
    #expect(noDecoder == .noDecoder)
    #expect(noDecoder.reason == .portraitNoDecoder)
  }

  @Test("A missing library, one that is no library, a missing function and a missing program are told apart")
  func missing() async throws {
    let folder = try ScratchFolder()
    let text = try folder.write("not a library\n", to: "text.so")
    for path in [folder.file("none.so"), text, folder.path] {
      let settings = PortraitSettings(library: path, interface: .unpack)
      #expect(await Faces.client(settings).decode(Faces.block(seed: 1)) == .failed(.portraitLibraryUnusable))
    }
    let noFunction = PortraitSettings(library: Faces.standIn, interface: .unpack, symbol: "unpack2")
    #expect(await Faces.client(noFunction).decode(Faces.block(seed: 1)) == .failed(.portraitSymbolMissing))
    for helper in [folder.file("none"), text, folder.path] {
      let client = PortraitClient(helper: helper, settings: Self.standIn(.unpack))
      #expect(await client.decode(Faces.block(seed: 1)) == .failed(.portraitHelperMissing))
    }
  }

  @Test("Many portraits at once do not disturb each other")
  func many() async throws {
    let client = Faces.client(Self.standIn(.underscoreUnpack))
    let one = try Faces.picture(await client.decode(Faces.block(seed: 5)))
    let all = await withTaskGroup(of: PortraitOutcome.self) { group in
      for _ in 0..<8 { group.addTask { await client.decode(Faces.block(seed: 5)) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    for outcome in all { #expect(try Faces.picture(outcome) == one) }
  }
}
