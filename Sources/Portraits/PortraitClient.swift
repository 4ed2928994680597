internal import Bytes
internal import KioskProtocol
internal import LinuxPlatform
public import PersonalData

/// Has portrait blocks decoded by idkiosk-portrait, one process a block, so that the maker's library cannot hurt more
/// than the one portrait.
public struct PortraitClient: Sendable {
  private let helper: String
  private let socket: String?
  private let settings: Changeable<PortraitSettings?>

  /// A client of the program at `helper`, or of the service at `socket` where one listens.
  ///
  /// The service takes the library from its own configuration; without `settings` nobody is asked at all.
  public init(helper: String, socket: String? = nil, settings: PortraitSettings?) {
    self.helper = helper
    self.socket = socket
    self.settings = Changeable(settings)
  }

  /// The library that portraits are decoded with, if there is one.
  public var library: String? { settings.value?.library }

  /// From now on, in every copy of this client, the library of `settings` is used.
  public func use(_ settings: PortraitSettings?) { self.settings.value = settings }

  /// Has one portrait block decoded.
  ///
  /// Ends at the deadline at the latest, and leaves no process and no descriptor behind. Blocks a thread of its own,
  /// none of the pool; cancelling does not end it earlier.
  public func decode(_ block: Personal<[UInt8]>) async -> PortraitOutcome {
    guard !block.disclosed().isEmpty else { return .absent }
    guard let settings = settings.value else { return .noDecoder }
    return await withCheckedContinuation { waiting in
      startThread { waiting.resume(returning: decodeBlocking(block, settings)) }
    }
  }

  private func decodeBlocking(_ block: Personal<[UInt8]>, _ settings: PortraitSettings) -> PortraitOutcome {
    let end = ContinuousClock.now + settings.deadline
    guard let request = PortraitChannel.request(block.disclosed()) else { return .failed(.portraitRefused) }
    if let socket, let service = try? TimedSocket.connect(to: socket, until: end) {
      return converse(request, over: service.raw, until: end)
    }
    do {
      // Without this the Swift runtime of the child would start a program of its own to describe a crash.
      let environment = ["SWIFT_BACKTRACE": "enable=no"]
      let child = try ChildProgram(path: helper, arguments: settings.flags, environment: environment)
      return converse(request, over: child.channel.raw, until: end)
    } catch {
      return .failed(.portraitHelperMissing)
    }
  }

  private func converse(
    _ request: [UInt8], over channel: CInt, until end: ContinuousClock.Instant
  ) -> PortraitOutcome {
    do {
      try TimedSocket.send(request, over: channel, until: end)
      let header = try TimedSocket.receive(PortraitChannel.headerSize, over: channel, until: end)
      switch try PortraitAnswerHeader(decoding: header) {
      case .none(let reason): return .failed(reason)
      case .picture(let length):
        let png = try TimedSocket.receive(length, over: channel, until: end)
        guard PortraitAnswerHeader.isPortrait(png) else { return .failed(.portraitCrashed) }
        let (width, height) = (PortraitChannel.width, PortraitChannel.height)
        return .decoded(DecodedPortrait(png: Personal(png), width: width, height: height))
      }
    } catch let error as SystemError where error.isTimeout {
      return .failed(.portraitTimeout)
    } catch {
      // The channel ended before the answer: the decoder took its process along.
      return .failed(.portraitCrashed)
    }
  }
}
