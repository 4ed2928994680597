internal import CommandLineKit
internal import Glibc
internal import KioskProtocol
internal import LinuxPlatform
internal import PortraitImages
package import Portraits

/// What idkiosk-portrait does: confine itself, take one block from its channel, answer, end.
package enum PortraitHelper {
  /// The whole program; `arguments` without the program's name.
  package static func run(_ arguments: [String]) -> Never {
    if arguments == ["--help"] {
      try? Files.writeAll(Array(PortraitArguments.usage.utf8), to: 1)
      exit(0)
    }
    do throws(KioskFailure) {
      serve(try settings(arguments))
    } catch {
      guard error.reason != .startUsage else { refuse() }
      exit(Program.refuse("idkiosk-portrait", error))
    }
  }

  /// From `--config FILE`, as the systemd unit starts it, or from flags of its own, as the reader daemon does.
  private static func settings(_ arguments: [String]) throws(KioskFailure) -> PortraitSettings {
    guard arguments.first == "--config", arguments.count == 2, let file = arguments.last else {
      return try PortraitArguments.parse(arguments)
    }
    guard let settings = PortraitSettings(try Configuration(path: file)) else {
      throw KioskFailure(.portraitNoDecoder)
    }
    return settings
  }

  /// Says how the program is started, and ends it with status 64.
  package static func refuse() -> Never {
    try? Files.writeAll(Array(PortraitArguments.usage.utf8), to: 2)
    exit(64)  // EX_USAGE
  }

  /// Serves the one connection that is descriptor 3 and ends the process.
  package static func serve(_ settings: PortraitSettings) -> Never {
    let channel = PortraitChannel.descriptor
    var status = stat()
    guard unsafe fstat(channel, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK, isHandedOver() else {
      refuse()
    }
    guard Confinement.apply(keeping: channel) else { _exit(71) }  // EX_OSERR
    guard let block = receiveBlock(from: channel) else { _exit(65) }  // EX_DATAERR
    let answer: [UInt8]
    do {
      answer = PortraitChannel.answer(png: try picture(of: block, settings))
    } catch {
      answer = PortraitChannel.answer(error.reason)
    }
    try? Files.writeAll(answer, to: channel)
    // Not exit(): it would run what the library leaves for the end.
    _exit(0)
  }

  /// Whether the descriptor is meant for this process: systemd says for which process it opened how many.
  private static func isHandedOver() -> Bool {
    guard Environment.value("LISTEN_PID") == "\(getpid())" else { return true }
    return Environment.value("LISTEN_FDS") == "1"
  }

  private static func picture(of block: [UInt8], _ settings: PortraitSettings) throws(KioskFailure) -> [UInt8]
  {
    let pixels = try DecoderLibrary(settings).decode(block)
    do {
      return try PNGImage.encodeRGB(
        pixels: pixels, width: PortraitChannel.width, height: PortraitChannel.height)
    } catch {
      throw KioskFailure(.portraitWrongSize)
    }
  }

  private static func receiveBlock(from channel: CInt) -> [UInt8]? {
    guard let start = receive(4, from: channel), let length = try? PortraitChannel.blockLength(start) else {
      return nil
    }
    return receive(length, from: channel)
  }

  /// read(2) and not recv(2), which the filter refuses; the alarm ends an endless wait.
  private static func receive(_ count: Int, from channel: CInt) -> [UInt8]? {
    var received: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: count)
    while received.count < count {
      let got = unsafe read(channel, &chunk, count - received.count)
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { return nil }
      received += chunk.prefix(got)
    }
    return received
  }
}
