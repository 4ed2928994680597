internal import Glibc
internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderDrivers
internal import ReaderKit
internal import ReaderLinks
internal import Synchronization

/// Shows what the PC/SC links see, line by line.
///
/// Tests start it, because libpcsclite takes the address of pcscd from
/// the environment of the whole process. Only synthetic cards come before it, so it prints their blocks.
///
/// Standard input takes `read ID`, `hold ID`, `release ID` and `stop`.
enum Probe {
  /// Runs until `stop`, or until its standard input ends.
  static func run() async -> CInt {
    guard let source = try? PCSCSource() else { return 71 }
    let devices = Devices()
    source.start()
    let watching = Task { for await event in source.events { devices.take(event) } }
    for await line in inputLines() {
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 2 else { break }
      devices.order(words[0], words[1])
    }
    await source.stop()
    await watching.value
    say("stopped")
    return 0
  }

  /// Writes one whole line at once.
  static func say(_ line: String) { try? Files.writeAll(Array((line + "\n").utf8), to: 1) }

  private static func inputLines() -> AsyncStream<String> {
    let (lines, sink) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .unbounded)
    startThread {
      while let line = readLine() { sink.yield(line) }
      sink.finish()
    }
    return lines
  }
}
