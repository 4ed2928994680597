import Emulation
import KioskProtocol
import LinuxPlatform
import ReaderDrivers
import ReaderKit
import SAMProtocol
import TestSupport
import Testing

@Suite("A scripted reader in real time")
struct ScriptedReaderTests {
  @Test("answers when its time has come, and not before")
  func waits() throws {
    let reader = ScriptedReader()
    reader.change { $0.times.find = .milliseconds(20) }
    let link = try reader.open()
    let limit = Limit(.seconds(60), CancelFlag())
    try link.write(SAMCommand.findCard.frame, limit: limit)
    #expect(try link.read(limit: limit) == SAMResponse(.findFailed).frame)
    reader.change { $0.times.find = .seconds(3_600) }
    try link.write(SAMCommand.findCard.frame, limit: limit)
    #expect(throws: KioskFailure(.readerTimeout)) {
      try link.read(limit: Limit(.milliseconds(1), CancelFlag()))
    }
  }

  @Test("lets a waiting reader know that the plug was pulled")
  func unplugged() async throws {
    let reader = ScriptedReader()
    let failure = Awaited<FailureReason?>(nil)
    reader.change { $0.plan(.drop) }
    startThread {
      do throws(KioskFailure) {
        let link = try reader.open()
        let limit = Limit(.seconds(60), CancelFlag())
        try link.write(SAMCommand.findCard.frame, limit: limit)
        reader.unplug()
        _ = try link.read(limit: limit)
      } catch {
        failure.change { $0 = error.reason }
      }
    }
    #expect(await failure.when { $0 != nil } == .readerGone)
    #expect(throws: KioskFailure(.readerGone)) { try reader.open() }
  }

  @Test("comes and goes through its source")
  func source() async throws {
    let reader = ScriptedReader()
    let source = ScriptedSource([reader])
    source.start()
    source.unplug(reader)
    source.plug(reader)
    await source.stop()
    var seen: [String] = []
    for await event in source.events {
      switch event {
      case .arrived(let device): seen.append("arrived " + device.id)
      case .left(let id): seen.append("left " + id)
      case .card: seen.append("card")
      }
    }
    #expect(seen == ["arrived ", "left ", "arrived "].map { $0 + reader.id })
    #expect(reader.counts.opened == 0)
  }
}
