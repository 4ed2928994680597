import KioskProtocol
import LinuxPlatform
import PersonalData
import ReaderDrivers
import ReaderKit
import Testing

@Suite("Readers that hand out the card in pages")
struct PageObjectReaderTests {
  static func object(text: Int = 256, photo: Int = 1_024) -> [UInt8] {
    let lengths = [text, photo].flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    return lengths + (0..<(text + photo)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }
  }

  private func read(_ card: ScriptedCard) throws -> CardContent {
    let driver = PageObjectReader(card)
    #expect(try driver.findCard(CancelFlag()))
    return try driver.readCard(CancelFlag()) { _ in }
  }

  private func failure(_ card: ScriptedCard) -> FailureReason? {
    do { _ = try read(card) } catch { return (error as? KioskFailure)?.reason }
    return nil
  }

  @Test("six pages are asked for once each and joined to the exact blocks")
  func sixPages() throws {
    let object = Self.object()
    let card = ScriptedCard(object: object)
    let content = try read(card)
    #expect(content.text.disclosed() == Array(object[4..<260]))
    #expect(content.photo.disclosed() == Array(object[260...]))
    #expect(card.commands == (0...5).map { [0xFF, 0xB0, UInt8($0), 0x00, 0x00] })
    #expect(content.timing.select == nil)
    #expect(content.timing.read != nil)
    #expect(!card.isConnected)
  }

  @Test(
    "other lengths than the usual ones are taken as they stand",
    arguments: [(256, 0), (252, 0), (250, 1_000), (256, 1_500), (508, 0), (256, 7_932)])
  func otherLengths(text: Int, photo: Int) throws {
    let object = Self.object(text: text, photo: photo)
    let card = ScriptedCard(object: object)
    let content = try read(card)
    #expect(content.text.disclosed() + content.photo.disclosed() == Array(object[4...]))
    #expect(content.text.disclosed().count == text)
    #expect(card.commands.count == (object.count + 255) / 256)
  }

  @Test(
    "a first page that claims an impossible size is some other card's",
    arguments: [(0, 0), (0, 1_024), (65_535, 65_535), (256, 65_535), (65_535, 1_024), (256, 7_933)])
  func lyingLengths(text: Int, photo: Int) {
    var page = Self.object()
    page.replaceSubrange(0..<4, with: [text, photo].flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
    let card = ScriptedCard(object: page)
    #expect(failure(card) == .cardNeedsSAM)
    // The first page, and then the number of the chip.
    #expect(card.commands.map { $0[1] } == [0xB0, 0x36])
    #expect(!card.isConnected)
  }

  @Test(
    "a claim of more than the card has ends in a page that is too short", arguments: [1_025, 2_000, 7_932])
  func claimOfMore(photo: Int) {
    var object = Self.object()
    object.replaceSubrange(2..<4, with: [UInt8(photo >> 8), UInt8(photo & 0xFF)])
    #expect(failure(ScriptedCard(object: object)) == .readerBadAnswer)
  }

  @Test("a short page is a bad answer, wherever it comes", arguments: 1...5, [0, 1, 3])
  func shortPage(short: Int, length: Int) {
    let object = Self.object()
    let card = ScriptedCard { page in
      let whole = object.dropFirst(page * 256).prefix(256)
      return .success(Array(page == short ? whole.prefix(length) : whole) + [0x90, 0x00])
    }
    #expect(failure(card) == .readerBadAnswer)
    #expect(!card.isConnected)
  }

  @Test("a last page that is filled up to its full size is cut to what the lengths say")
  func paddedLastPage() throws {
    let object = Self.object()
    let card = ScriptedCard(object: object + [UInt8](repeating: 0xFF, count: 252))
    #expect(try read(card).photo.disclosed() == Array(object[260...]))
  }

  @Test(
    "a card that refuses the first page needs a SAM",
    arguments: [[0x6D, 0x00], [0x6A, 0x81], [0x63, 0x00]])
  func refusedFirstPage(status: [UInt8]) {
    let card = ScriptedCard { _ in .success(status) }
    #expect(failure(card) == .cardNeedsSAM)
    #expect(!card.isConnected)
  }

  @Test("an ordinary memory card that answers with a few bytes needs a SAM")
  func memoryCard() {
    #expect(failure(ScriptedCard { _ in .success([1, 0, 4, 0] + [0x90, 0x00]) }) == .cardNeedsSAM)
  }

  @Test("a later page with another status than 90 00 is a failed read", arguments: 1...5)
  func refusedPage(refused: Int) {
    let object = Self.object()
    let card = ScriptedCard { page in
      .success(
        Array(object.dropFirst(page * 256).prefix(256)) + (page == refused ? [0x69, 0x82] : [0x90, 0x00]))
    }
    #expect(failure(card) == .cardReadFailed)
    #expect(!card.isConnected)
  }

  @Test("an answer without a status is a bad answer", arguments: [0, 1])
  func noStatus(count: Int) {
    #expect(
      failure(ScriptedCard { _ in .success([UInt8](repeating: 0x90, count: count)) }) == .readerBadAnswer)
  }

  @Test("a card pulled at any page tells so, and the channel is let go", arguments: 0...5)
  func pulled(at: Int) {
    let object = Self.object()
    let card = ScriptedCard { page in
      page == at
        ? .failure(KioskFailure(.cardRemoved))
        : .success(Array(object.dropFirst(page * 256).prefix(256)) + [0x90, 0x00])
    }
    #expect(failure(card) == .cardRemoved)
    #expect(card.commands.count == at + 1)
    #expect(!card.isConnected)
  }

  @Test("no card is no failure, a reader that is gone or busy is one")
  func connecting() throws {
    let card = ScriptedCard(object: Self.object())
    card.connecting = KioskFailure(.cardRemoved)
    #expect(try !PageObjectReader(card).findCard(CancelFlag()))
    card.connecting = KioskFailure(.readerGone)
    #expect(failure(card) == .readerGone)
    card.connecting = KioskFailure(.readerBusy)
    #expect(failure(card) == .readerBusy)
  }

  @Test("reading without having found a card finds it first")
  func readAtOnce() throws {
    let object = Self.object()
    let driver = PageObjectReader(ScriptedCard(object: object))
    let content = try driver.readCard(CancelFlag()) { _ in }
    #expect(content.text.disclosed() == Array(object[4..<260]))
  }

  @Test("nothing is sent once nobody waits any more")
  func cancelled() throws {
    let card = ScriptedCard(object: Self.object())
    let driver = PageObjectReader(card)
    #expect(try driver.findCard(CancelFlag()))
    let nobody = CancelFlag()
    nobody.cancel()
    #expect(throws: KioskFailure(.serviceStopping)) { try driver.readCard(nobody) { _ in } }
    #expect(card.commands.count == 1)
    #expect(!card.isConnected)
  }

  @Test("such a reader has no SAM id, and closing it closes the channel")
  func identityAndClose() throws {
    let card = ScriptedCard(object: Self.object())
    let driver = PageObjectReader(card)
    #expect(try driver.identify(CancelFlag()) == nil)
    driver.close()
    #expect(card.isClosed)
  }
}
