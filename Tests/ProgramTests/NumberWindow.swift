import Emulation
import Foundation
import Synchronization
import TestSupport

/// A whole window whose messages go into the emulator's inbox.
final class NumberWindow: Sendable {
  let window: PCSCWindow
  let inbox: EmulatorInbox?
  private let restarted = Mutex<RunningProgram?>(nil)
  private let lying = Mutex<String?>(nil)
  private let configuration: String

  /// `answer` is what the inbox says to each message; `nil` leaves the gateway down.
  init(answer: String? = "accepted", more: String = "", folder: ScratchFolder? = nil) async throws {
    let gateway: String
    if let answer {
      let inbox = try await EmulatorInbox(answer: answer)
      self.inbox = inbox
      gateway = inbox.configuration
    } else {
      inbox = nil
      gateway = "sms.gateway = inbox\nsms.inbox = /nowhere/inbox.sock\nsms.seconds = 10\n"
    }
    configuration = Kiosk.standInPortraits + gateway + more
    window = try await PCSCWindow(configuration: configuration, folder: folder)
  }

  var folder: ScratchFolder { window.kiosk.folder }

  /// Lays a card, reads and files it; its session and person.
  func read(_ card: SyntheticCard, _ name: String, file: Bool = true) async throws -> (
    session: String, person: String
  ) {
    // Laying the card that lies there again would end its session at some moment.
    if lying.withLock({ $0 }) != name {
      try await window.reader.put(try Cards.write(card, to: name, in: folder))
    }
    lying.withLock { $0 = name }
    var options = ["read", "--json", "--timeout", "20"]
    if file { options.append("--file") }
    let answer = try await Kiosk.client(options, in: folder)
    guard let session = answer.json["session"].text else { throw TestFailure("not read: \(answer.errors)") }
    return (session, answer.json["filing"]["person"].text ?? "")
  }

  /// Lifts the card, so that the next one begins a session of its own.
  func lift() async throws {
    let watcher = try WireClient(folder.file("counter.sock"))
    try await watcher.hello()
    _ = try await watcher.call(2, "watch")
    lying.withLock { $0 = nil }
    try await window.reader.lift()
    _ = try await watcher.line {
      $0["method"].text == "card.changed" && $0["params"]["state"].text == "lifted"
    }
  }

  /// One call over a connection of its own.
  func call(_ method: String, _ params: String) async throws -> JSONValue {
    let client = try WireClient(folder.file("counter.sock"))
    try await client.hello()
    return try await client.call(2, method, params)
  }

  func send(_ session: String, _ purpose: String, _ phone: String) async throws -> JSONValue {
    try await call(
      "phone.sendCode",
      #"{"session":"\#(session)","purpose":"\#(purpose)","phone":"\#(phone)","faceConfirmed":true}"#)
  }

  func confirm(_ session: String, _ purpose: String, _ code: String) async throws -> JSONValue {
    try await call(
      "phone.confirm",
      #"{"session":"\#(session)","purpose":"\#(purpose)","code":"\#(code)","faceConfirmed":true}"#)
  }

  func show(_ session: String) async throws -> JSONValue {
    try await call("phone.show", #"{"session":"\#(session)"}"#)["result"]
  }

  /// The code in the newest message to `phone`, once it has come.
  func code(to phone: String, number count: Int = 1) async throws -> String {
    guard let inbox else { throw TestFailure("no inbox") }
    return try await inbox.code(to: phone, message: count)
  }

  /// Ends the counter daemon, lets so many seconds pass for it, and starts it again.
  func pass(seconds: Int) async throws {
    let running = restarted.withLock { $0 } ?? window.kiosk.counterDaemon
    await running.stop()
    let database = folder.file("state/archive.db")
    let change =
      "UPDATE counted_time SET offset = offset + \(seconds * 1_000), latest = latest + \(seconds * 1_000)"
    let tool = try RunningProgram("/usr/bin/sqlite3", [database, change])
    guard await tool.wait() == 0 else { throw TestFailure("sqlite3: \(tool.errors)") }
    let started = try Kiosk.startCounterDaemon(folder, try folder.write(configuration, to: "idkiosk.conf"))
    _ = try await started.errorLine { $0.hasSuffix(": ready") }
    restarted.withLock { $0 = started }
  }

  /// Waits until the newest message stands as `state`, and returns its delivery.
  func delivery(_ state: String, reason: String? = nil) async throws -> JSONValue {
    let client = try WireClient(folder.file("counter.sock"))
    try await client.hello()
    _ = try await client.call(2, "watch")
    let queue = try await client.call(3, "sms.queue", #"{"limit":1}"#)
    let delivery = queue["result"]["messages"][0]["delivery"]
    if delivery["state"].text == state, reason == nil || delivery["reason"].text == reason { return delivery }
    return try await client.line {
      $0["method"].text == "sms.changed" && $0["params"]["delivery"]["state"].text == state
        && (reason == nil || $0["params"]["delivery"]["reason"].text == reason)
    }["params"]["delivery"]
  }

  func stop() async {
    await window.stop()
    if let running = restarted.withLock({ $0 }) { await running.stop() }
    if let inbox { await inbox.stop() }
  }
}
