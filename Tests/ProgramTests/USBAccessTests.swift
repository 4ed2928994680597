import TestSupport
import Testing

@Suite("A USB reader that cannot be opened", .timeLimit(.minutes(2)))
struct USBAccessTests {
  @Test("because its node is closed to the daemon is listed with the node and the one command that helps")
  func closedNode() async throws {
    let window = try await USBWindow { reader in
      try await reader.do("card 1")
      try await reader.do("plug")
      try await reader.do("access off")
    }
    let listed = try await window.settled()
    #expect(listed["failure"]["reason"].text == "reader.accessDenied")
    #expect(listed["node"].text == "/dev/bus/usb/001/011")
    let shown = try await window.kiosk.client("readers").output
    #expect(shown.contains("[reader.accessDenied]"))
    #expect(shown.contains(#"sudo chown "$(id -un)" /dev/bus/usb/001/011"#))
    #expect(try await window.read().json.reason == "reader.accessDenied")
    try await window.reader.do("access on")
    try await readsAgain(window)
  }

  @Test("because its node is not set up yet is used as soon as it is, without anybody asking")
  func opened() async throws {
    let window = try await USBWindow { reader in
      try await reader.do("plug")
      try await reader.do("access off")
    }
    #expect(try await window.settled()["failure"]["reason"].text == "reader.accessDenied")
    let watcher = try await window.kiosk.watch()
    try await window.reader.do("access on")
    let ready = try await watcher.line { $0["params"]["reader"]["state"].text == "ready" }
    #expect(ready["params"]["reader"]["samId"].exists)
    await window.stop()
  }

  @Test("because another program has it is busy, and reads when that one lets it go")
  func busy() async throws {
    var other: RunningProgram?
    let window = try await USBWindow { reader in
      try await reader.do("card 1")
      try await reader.do("plug")
      let probe = try RunningProgram(Programs.path("USBProbe"), environment: reader.environment)
      _ = try await probe.outputLine { $0.hasPrefix("arrived ") }
      probe.write("open \(reader.id())")
      _ = try await probe.outputLine { $0 == "open done" }
      other = probe
    }
    #expect(try await window.settled()["failure"]["reason"].text == "reader.busy")
    #expect(try await window.read().json.reason == "reader.busy")
    // The mocked kernel does not notice that a program ends.
    other?.write("close")
    _ = try await other?.outputLine { $0 == "close done" }
    try await readsAgain(window)
  }

  @Test("because the kernel refuses to hand it over says so, and reads once the kernel does")
  func refused() async throws {
    let window = try await USBWindow { reader in
      try await reader.do("claims off")
      try await reader.do("card 1")
      try await reader.do("plug")
    }
    #expect(try await window.settled()["failure"]["reason"].text == "reader.openFailed")
    #expect(try await window.read().json.reason == "reader.openFailed")
    try await window.reader.do("claims on")
    try await readsAgain(window)
  }

  @Test("because its endpoints are those of no known reader is unsupported, and nothing is sent to it")
  func strange() async throws {
    let window = try await USBWindow { reader in
      try await reader.do("endpoints strange")
      try await reader.do("plug")
    }
    #expect(try await window.settled()["failure"]["reason"].text == "reader.unsupported")
    #expect(try await window.read().json.reason == "reader.unsupported")
    try await window.reader.do("times instant")
    #expect(window.reader.bridge.output.allSatisfy { !$0.hasPrefix("request") && $0 != "claimed" })
    await window.stop()
  }

  private func readsAgain(_ window: USBWindow) async throws {
    #expect(try await window.read().json["document"].exists)
    let listed = try await window.kiosk.client("readers", "--json").json["readers"][0]
    #expect(listed["state"].text == "ready")
    #expect(!listed["failure"].exists)
    await window.stop()
  }
}
