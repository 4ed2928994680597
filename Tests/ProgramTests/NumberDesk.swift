import Foundation
import TestSupport

/// A window without a reader, where a checker types passports in; its messages leave over a gateway of one kind.
final class NumberDesk: Sendable {
  /// How messages leave.
  enum Way: String, CaseIterable, Sendable {
    case http, kannel, command
  }

  let kiosk: Kiosk
  /// The checker's connection.
  let client: WireClient
  private let watcher: WireClient
  private let way: Way
  private let gateway: RunningProgram
  /// Where the command writes what it gets; it is no file of the window's.
  private let outside: ScratchFolder

  init(_ way: Way, more: String = "") async throws {
    outside = try ScratchFolder()
    self.way = way
    gateway = try RunningProgram("/usr/bin/python3", [Programs.repository + "/Tools/sms-gateway.py"])
    let port = try await gateway.outputLine { $0.hasPrefix("ready ") }.dropFirst(6)
    let script = try outside.write(
      "read -r line <&3; printf '%s\\n' \"$line\" >>\(outside.file("got")); echo accepted >&3\n", to: "script"
    )
    let secret = try outside.write("k3y-of-the-gateway\n", to: "secret")
    chmod(secret, 0o600)
    let keys =
      switch way {
      case .http: "sms.gateway = http\nsms.url = http://127.0.0.1:\(port)/plain?to=${number}&text=${text}\n"
      case .kannel:
        "sms.gateway = kannel\nsms.url = http://127.0.0.1:\(port)/sendsms\nsms.user = u\nsms.secretFile = \(secret)\n"
      case .command: "sms.gateway = command\nsms.command = /bin/sh \(script)\n"
      }
    kiosk = try await SignInTests.kiosk(
      ["wang": "checker", "li": "clerk"],
      configuration: "window.typedDocuments = on\ncode.bindDigits = 8\ncode.changeDigits = 8\n" + keys + more)
    watcher = try await kiosk.watch()
    client = try WireClient(kiosk.folder.file("counter.sock"))
    try await client.hello()
  }

  /// Signs the checker in, and files a passport; the person's id.
  func passport(_ number: String) async throws -> String {
    _ = try await SignInTests.signIn(client, 2, "wang")
    let typed = try await client.call(
      3, "document.type",
      #"{"document":{"kind":"foreignPassport","number":"\#(number)","name":"SAMPLE"}}"#)
    guard let person = typed["result"]["filing"]["person"].text else { throw TestFailure("\(typed)") }
    return person
  }

  /// The text of the message with this number, once it was sent.
  func text(ofMessage number: Int, to phone: String) async throws -> String {
    _ = try await watcher.line {
      $0["method"].text == "sms.changed" && $0["params"]["message"].number == number
        && $0["params"]["delivery"]["state"].text == "sent"
    }
    // The gateway says it on a pipe of its own, perhaps after the daemon; the command has written its file before it accepts.
    if way != .command { _ = try await gateway.outputLine { $0.contains(phone) } }
    let file = (try? outside.bytes("got")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let lines = gateway.output + file.split(separator: "\n").map(String.init)
    guard let line = lines.last(where: { $0.contains(phone) }) else { throw TestFailure("no message") }
    return line.replacingOccurrences(of: phone, with: "")
  }

  /// Every line that anybody got from the daemons or that they wrote.
  var lines: [String] {
    client.lines + watcher.lines + kiosk.counterDaemon.errors + kiosk.counterDaemon.output
      + kiosk.readerDaemon.errors + kiosk.readerDaemon.output
  }

  func stop() async {
    await kiosk.stop()
    await gateway.stop()
  }
}
