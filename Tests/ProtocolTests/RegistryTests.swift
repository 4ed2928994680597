import CommandLineKit
import CounterRules
import Foundation
import KioskProtocol
import LinuxPlatform
import Portraits
import TestSupport
import Testing

@testable import CounterService
@testable import ReaderService

@Suite("The protocol's registry", .timeLimit(.minutes(2)))
struct RegistryTests {
  @Test("every call of the counter daemon stands in it, with its right, and no other")
  func counter() async throws {
    let folder = try ScratchFolder()
    let daemon = try await CounterDaemon(
      listener: try UnixSocket.listen(at: folder.file("counter.sock"), mode: 0o600),
      readerSocket: folder.file("reader.sock"), stateFolder: folder.file("state"),
      configuration: try Configuration(path: folder.file("none")),
      portraits: PortraitClient(helper: "/none", settings: nil))
    let offered = daemon.acts.mapValues { $0.rawValue }
    await daemon.stop()
    let written = ProtocolRegistry.calls.filter { $0.server == .counter && $0.name != Hello.name }
    compare(offered: Set(offered.keys), written: written.map(\.name))
    for call in written {
      #expect(offered[call.name] == call.act?.rawValue, "the right that \(call.name) needs")
    }
  }

  @Test("every call of the reader daemon stands in it, and no other")
  func reader() async throws {
    let folder = try ScratchFolder()
    let daemon = ReaderDaemon(
      listener: try UnixSocket.listen(at: folder.file("reader.sock"), mode: 0o600), sources: [],
      families: [], portraits: PortraitClient(helper: "/none", settings: nil), sessionLife: .seconds(1),
      allowed: [])
    let offered = daemon.calls
    await daemon.stop()
    let written = ProtocolRegistry.calls.filter { $0.server == .reader && $0.name != Hello.name }
    compare(offered: offered, written: written.map(\.name))
  }

  @Test("every notification that a program sends stands in it")
  func notifications() throws {
    let types = try Set(matches(of: /struct (\w+): RPCNotification/, inKioskProtocol: true))
    let sent = types.intersection(try matches(of: /(\w+)\(/, inKioskProtocol: false))
    let missing = sent.subtracting(ProtocolRegistry.notifications.map(\.type)).sorted()
    #expect(missing.isEmpty, "add a line to ProtocolRegistry.notifications for \(missing)")
    #expect(!sent.isEmpty)
  }

  private func matches(
    of pattern: Regex<(Substring, Substring)>, inKioskProtocol: Bool
  ) throws -> [String] {
    let folder = Programs.repository + "/Sources"
    var found: [String] = []
    for file in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where file.hasSuffix(".swift") && file.hasPrefix("KioskProtocol/") == inKioskProtocol {
      let source = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      found += source.matches(of: pattern).map { String($0.1) }
    }
    return found
  }

  private func compare(offered: Set<String>, written: [String]) {
    let missing = offered.subtracting(written).sorted()
    #expect(missing.isEmpty, "add a line to ProtocolRegistry.calls for \(missing)")
    let gone = Set(written).subtracting(offered).sorted()
    #expect(gone.isEmpty, "no daemon answers \(gone)")
    #expect(Set(written).count == written.count)
  }
}
