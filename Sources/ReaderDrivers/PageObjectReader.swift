internal import Bytes
public import KioskProtocol
public import LinuxPlatform
internal import PersonalData
public import ReaderKit
internal import SAMProtocol

/// A PC/SC reader that hands out the decrypted card as one object in 256-byte pages (docs/reader-protocol.md §4.1).
///
/// Whether a reader is one shows only when a card lies on it and is asked for the first page; any other card ends in
/// `card.needsSAM`. The select step does not exist here.
public final class PageObjectReader: ReaderDriver {
  private static let pageSize = 256
  /// Far more than any card holds; a first page that claims more is not ours.
  private static let largestObject = 8_192

  private struct Found {
    var size: Int
    var firstPage: [UInt8]
    var duration: Duration
  }
  private let channel: any CardChannel
  private var found: Found?
  /// The last card that gave no pages.
  public private(set) var lyingCard: LyingCard?

  /// A driver for an opened channel.
  public init(_ channel: any CardChannel) { self.channel = channel }

  /// Asks nothing: such a reader has no SAM id to tell, and pcscd has already said that it is there.
  public func identify(_ cancellation: CancelFlag) throws(KioskFailure) -> String? { nil }

  /// Connects and asks the card for its first page; `card.needsSAM` when it does not give one.
  public func findCard(_ cancellation: CancelFlag) throws(KioskFailure) -> Bool {
    letGo()
    let start = ContinuousClock.now
    let atr: [UInt8]
    lyingCard = nil
    do throws(KioskFailure) { atr = try channel.connect() } catch {
      if error.reason == .cardRemoved { return false }
      throw error
    }
    do throws(KioskFailure) {
      let page = try self.page(0, cancellation)
      // An ordinary memory card answers the same command with what it stores, so the lengths must make sense too.
      guard let page, let size = Self.objectSize(page), page.count == min(size, Self.pageSize) else {
        lyingCard = LyingCard(kind: KnownATRs.kind(of: atr), chipNumber: chipNumber(cancellation))
        throw KioskFailure(.cardNeedsSAM)
      }
      found = Found(size: size, firstPage: page, duration: ContinuousClock.now - start)
      return true
    } catch {
      letGo()
      throw error
    }
  }

  /// Reads the remaining pages of the card that was just found, and lets it go.
  public func readCard(
    _ cancellation: CancelFlag, progress: (ReadStep) -> Void
  ) throws(KioskFailure) -> CardContent {
    if found == nil, try !findCard(cancellation) { throw KioskFailure(.cardRemoved) }
    defer { letGo() }
    guard let found else { throw KioskFailure(.cardRemoved) }
    progress(.read)
    let start = ContinuousClock.now
    var object = found.firstPage
    while object.count < found.size {
      guard let page = try page(object.count / Self.pageSize, cancellation) else {
        throw KioskFailure(.cardReadFailed)
      }
      let missing = min(found.size - object.count, Self.pageSize)
      guard page.count >= missing else { throw KioskFailure(.readerBadAnswer) }
      object += page.prefix(missing)
    }
    let blocks: SAMCardBlocks
    do { blocks = try SAMCardBlocks(data: object) } catch { throw KioskFailure(.readerBadAnswer) }
    var timing = StepTimes()
    timing.find = found.duration
    timing.read = ContinuousClock.now - start
    return CardContent(text: Personal(blocks.text), photo: Personal(blocks.photo), timing: timing)
  }

  /// Lets the card go and closes the channel.
  public func close() {
    letGo()
    channel.close()
  }

  /// The eight bytes that an identity card gives to the bare command; few readers pass it on.
  private func chipNumber(_ cancellation: CancelFlag) -> Personal<String>? {
    guard !cancellation.isCancelled, let answer = try? channel.transmit([0x00, 0x36, 0x00, 0x00, 0x08]),
      answer.count == 10, answer.suffix(2) == [0x90, 0x00]
    else { return nil }
    return Personal(Hex.encode(answer.dropLast(2)).uppercased())
  }

  private func letGo() {
    found = nil
    channel.disconnect()
  }

  /// A page without its status, or `nil` when the status is not 90 00.
  private func page(_ number: Int, _ cancellation: CancelFlag) throws(KioskFailure) -> [UInt8]? {
    guard !cancellation.isCancelled else { throw KioskFailure(.serviceStopping) }
    let answer = try channel.transmit([0xFF, 0xB0, UInt8(truncatingIfNeeded: number), 0x00, 0x00])
    guard answer.count >= 2 else { throw KioskFailure(.readerBadAnswer) }
    return answer.suffix(2) == [0x90, 0x00] ? answer.dropLast(2) : nil
  }

  /// The size of the whole object as its first four bytes tell it: text length, photo length, both big-endian.
  private static func objectSize(_ page: [UInt8]) -> Int? {
    var reader = ByteReader(page)
    guard let text = try? reader.u16BE(), let photo = try? reader.u16BE(), text > 0 else { return nil }
    let size = 4 + Int(text) + Int(photo)
    return size <= largestObject ? size : nil
  }
}
