import Foundation
import LinuxPlatform
import TestSupport

/// Both daemons beside the machine's pcscd with a virtual reader: how soon they are ready, and what they cost while nobody
/// does anything.
struct IdleCosts {
  struct Result {
    var pcscdStarts = Samples()
    var readerStarts = Samples()
    var counterStarts = Samples()
    /// Shares of memory, in KiB.
    var pcscdMemory = 0.0
    var readerMemory = 0.0
    var counterMemory = 0.0
    /// Resident, in KiB.
    var pcscdResident = 0.0
    var readerResident = 0.0
    var counterResident = 0.0
    /// How often a thread of theirs woke, a second.
    var readerWakes = 0.0
    var counterWakes = 0.0
    var pcscdWakes = 0.0
  }

  let starts: Int
  let idle: Duration

  func measure() async throws -> Result {
    var result = Result()
    let virtual = try await VirtualReader()
    let folder = try ScratchFolder()
    let configuration = try folder.write(Kiosk.standInPortraits, to: "idkiosk.conf")
    for index in 1...starts {
      try await virtual.command("pcscd stop")
      let moment = ContinuousClock.now
      try await virtual.command("pcscd start")
      result.pcscdStarts.add(moment.duration(to: .now))
      let (reader, readerTime) = try await started {
        try Kiosk.startReaderDaemon(folder, "usb,pcsc", virtual.environment, configuration)
      }
      let (counter, counterTime) = try await started { try Kiosk.startCounterDaemon(folder, configuration) }
      result.readerStarts.add(readerTime)
      result.counterStarts.add(counterTime)
      if index == starts {
        let client = try await TimedClient(folder.file("counter.sock"))
        try await client.readersAreReady()
        try await look(virtual, reader: reader.pid, counter: counter.pid, &result)
      }
      _ = await counter.stop()
      _ = await reader.stop()
    }
    await virtual.stop()
    return result
  }

  private func look(_ virtual: VirtualReader, reader: Int32, counter: Int32, _ result: inout Result)
    async throws
  {
    guard
      let pcscd = try ProcessUse(virtual.program.pid).children().first(where: {
        ProcessUse($0).name == "pcscd"
      })
    else { throw TestFailure("no pcscd") }
    let uses = [pcscd, reader, counter].map { ProcessUse($0) }
    // What starting left to be done is done by then; threads that nothing needs any more have ended.
    await Pause.wait(idle)
    let before = try uses.map { try $0.wakes() }
    let start = ContinuousClock.now
    await Pause.wait(idle)
    let after = try uses.map { try $0.wakes() }
    let seconds = start.duration(to: .now) / .seconds(1)
    let wakes = zip(before, after).map { before, after in
      after.reduce(0.0) { $0 + $1.value - (before[$1.key] ?? 0) } / seconds
    }
    (result.pcscdWakes, result.readerWakes, result.counterWakes) = (wakes[0], wakes[1], wakes[2])
    let memory = try uses.map { try $0.share() }
    (result.pcscdMemory, result.readerMemory, result.counterMemory) = (memory[0], memory[1], memory[2])
    let resident = try uses.map { try $0.resident() }
    (result.pcscdResident, result.readerResident, result.counterResident) = (
      resident[0], resident[1], resident[2]
    )
  }

  private func started(_ start: () throws -> RunningProgram) async throws -> (RunningProgram, Duration) {
    let moment = ContinuousClock.now
    let program = try start()
    _ = try await program.errorLine { $0.hasSuffix(": ready") }
    return (program, moment.duration(to: .now))
  }
}
