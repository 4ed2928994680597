import Foundation
import LinuxPlatform
import TestSupport

/// What the two daemons cost as programs of their own: their starts and their memory.
struct DaemonCosts {
  struct Result {
    var readerStarts = Samples()
    var counterStarts = Samples()
    /// When ready, and after reading.
    var readerMemory: [String] = []
    var counterMemory: [String] = []
  }

  let starts: Int
  let reads: Int

  func measure() async throws -> Result {
    let virtual = try await VirtualReader()
    let folder = try ScratchFolder()
    let configuration = try folder.write(Kiosk.standInPortraits, to: "idkiosk.conf")
    var result = Result()
    for index in 1...starts {
      let (reader, readerTime) = try await started {
        try Kiosk.startReaderDaemon(folder, "usb,pcsc", virtual.environment, configuration)
      }
      let (counter, counterTime) = try await started {
        try Kiosk.startCounterDaemon(folder, configuration)
      }
      result.readerStarts.add(readerTime)
      result.counterStarts.add(counterTime)
      if index == starts {
        let ready = (Self.memory(reader), Self.memory(counter))
        try await readAll(virtual, folder)
        result.readerMemory = [ready.0, Self.memory(reader)]
        result.counterMemory = [ready.1, Self.memory(counter)]
      }
      _ = await counter.stop()
      _ = await reader.stop()
    }
    await virtual.stop()
    return result
  }

  private func started(_ start: () throws -> RunningProgram) async throws -> (RunningProgram, Duration) {
    let moment = ContinuousClock.now
    let program = try start()
    _ = try await program.errorLine { $0.hasSuffix(": ready") }
    return (program, moment.duration(to: .now))
  }

  private func readAll(_ virtual: VirtualReader, _ folder: ScratchFolder) async throws {
    let client = try await TimedClient(folder.file("counter.sock"))
    try await client.readersAreReady()
    let desk = PageDesk(reader: virtual, client: client)
    try await desk.begin()
    for index in 0..<reads { _ = try await desk.read(index, files: true) }
  }

  static func memory(_ program: RunningProgram) -> String {
    let status = (try? Files.read("/proc/\(program.pid)/status", limit: 1 << 16)) ?? []
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM") }
    return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.map(String.init)
      ?? "unknown"
  }
}
