import Bytes
import KioskProtocol
import LinuxPlatform
import PersonalData
import ReaderDrivers
import ReaderKit
import ReaderLinks
import Synchronization

/// The USB source, at most one opened reader, and everything that happens as a line of output.
///
/// Commands: `open ID`, `identify`, `find`, `read`, `close` are done one after the other on the reader's thread;
/// `cancel` stops what is being done.
final class Probe: Sendable {
  private let source = USBSource(families: allFamilies)
  private let devices = Mutex<[String: AttachedDevice]>([:])
  private let jobs = Mutex<[[String]]>([])
  private let cancellation = Mutex(CancelFlag())
  private let wake = WakeUp()

  func start() { source.start() }

  func report() {
    say(source.problem.map { "problem \($0.rawValue)" } ?? "watching")
    Task {
      for await event in source.events { note(event) }
      say("events ended")
    }
    startThread { self.work() }
  }

  func stop() async { await source.stop() }

  func obey(_ words: [String]) {
    if words == ["cancel"] { return cancellation.withLock { $0.cancel() } }
    jobs.withLock { $0.append(words) }
    wake.signal()
  }

  private func note(_ event: DeviceEvent) {
    switch event {
    case .arrived(let device):
      devices.withLock { $0[device.id] = device }
      say("arrived \(device.id) \(device.node ?? "-") \(device.name)")
    case .left(let id): say("left \(id)")
    case .card: say("card")
    }
  }

  private func work() {
    var driver: (any ReaderDriver)?
    var whenLost: @Sendable () -> Void = {}
    while true {
      wake.wait()
      let words = jobs.withLock { $0.removeFirst() }
      let flag = cancellation.withLock { flag in
        flag = CancelFlag()
        return flag
      }
      if words[0] == "open", let device = devices.withLock({ $0[words[1]] }) { whenLost = device.whenLost }
      do throws(KioskFailure) {
        say("\(words[0]) \(try run(words, &driver, flag))")
      } catch {
        say("\(words[0]) failed \(error.reason.rawValue)")
        if error.reason == .readerGone { whenLost() }
      }
    }
  }

  private func run(
    _ words: [String], _ driver: inout (any ReaderDriver)?, _ flag: CancelFlag
  ) throws(KioskFailure) -> String {
    switch words[0] {
    case "open":
      guard let device = devices.withLock({ $0[words[1]] }), let family = allFamilies.family(of: device),
        case .transfers(let interfaces, let open) = device.opener, let wiring = family.wiring,
        case .bytes(let make) = family.maker
      else { throw KioskFailure(.readerUnknown) }
      driver?.close()
      driver = make(try ShapedLink(try open(), interfaces(), wiring))
      return "done"
    case "close":
      driver?.close()
      driver = nil
      return "done"
    case "identify": return try driver?.identify(flag) ?? "-"
    case "find": return "\(try driver?.findCard(flag) ?? false)"
    case "read":
      guard let content = try driver?.readCard(flag, progress: { _ in }) else { return "-" }
      return Hex.encode(content.text.disclosed()) + " " + Hex.encode(content.photo.disclosed())
    default: throw KioskFailure(.requestUnknownMethod)
    }
  }

  private func say(_ line: String) { try? Files.writeAll(Array((line + "\n").utf8), to: 1) }
}
