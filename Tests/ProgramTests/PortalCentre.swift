import Emulation
import Foundation
import IdentityDocuments
import PersonArchive
import PersonalData
import SQLiteStore
import SealedArchive
import TestSupport

/// A counter daemon at the centre, without any reader daemon, for a portal that runs as the user of the tests.
final class PortalCentre: Sendable {
  let folder: ScratchFolder
  let inbox: EmulatorInbox
  private let more: String
  private let running: Awaited<RunningProgram>

  /// The lines of the daemon's configuration but for the archive.
  private static func settings(_ inbox: EmulatorInbox, _ more: String) -> String {
    "window.id = centre\nportal.users = \(getuid())\nportal.clientPerHour = 500\n" + inbox.configuration
      + more
  }

  /// A centre on a file in which these people are.
  init(_ people: [SyntheticCard], more: String = "") async throws {
    folder = try ScratchFolder()
    inbox = try await EmulatorInbox()
    self.more = more
    try folder.makeFolder("state")
    let store = try await SQLiteStore.open(stateFolder: folder.file("state"))
    for (index, card) in people.enumerated() { _ = try await store.file(try Self.filing(card, index)) }
    await store.close()
    let file = try folder.write(Self.settings(inbox, more), to: "idkiosk.conf")
    running = Awaited(try Kiosk.startCounterDaemon(folder, file))
    _ = try await running.value.errorLine { $0.hasSuffix(": ready") }
  }

  /// A centre on the archive of a window at `target`.
  init(_ target: String, keysOf window: ScratchFolder, inbox: EmulatorInbox) async throws {
    folder = try ScratchFolder()
    self.inbox = inbox
    more = "archive.postgresql = \(target)\n"
    try folder.makeFolder("state")
    for name in ["state/archive.lookup-1.key", "state/archive.wrapping-1.key"] {
      try FileManager.default.copyItem(atPath: window.file(name), toPath: folder.file(name))
    }
    let file = try folder.write(Self.settings(inbox, more), to: "idkiosk.conf")
    let made = try await Kiosk.client(
      ["archive", "init", "--json", "--state-dir", folder.file("state"), "--config", file], in: folder)
    guard made.status == 0 else { throw TestFailure("\(made.errors)\(made.output)") }
    running = Awaited(try Kiosk.startCounterDaemon(folder, file))
    _ = try await running.value.errorLine { $0.hasSuffix(": ready") }
  }

  /// A connection of the portal's.
  func portal() async throws -> Portal {
    let client = try WireClient(folder.file("counter.sock"))
    try await client.hello()
    return Portal(client)
  }

  /// Ends the daemon, lets so many seconds pass for it, and starts it again.
  func pass(seconds: Int) async throws {
    await running.value.stop()
    let tool = try RunningProgram(
      "/usr/bin/sqlite3", [folder.file("state/archive.db"), Self.shift(seconds)])
    guard await tool.wait() == 0 else { throw TestFailure("sqlite3: \(tool.errors)") }
    let started = try Kiosk.startCounterDaemon(folder, folder.file("idkiosk.conf"))
    running.change { $0 = started }
    _ = try await started.errorLine { $0.hasSuffix(": ready") }
  }

  /// The statement that lets time pass.
  static func shift(_ seconds: Int) -> String {
    #"UPDATE counted_time SET "offset" = "offset" + \#(seconds * 1_000), latest = latest + \#(seconds * 1_000)"#
  }

  /// What the daemon wrote.
  var lines: [String] { running.value.errors + running.value.output }

  func stop() async {
    await running.value.stop()
    await inbox.stop()
  }

  private static func filing(_ card: SyntheticCard, _ index: Int) throws -> FilingRequest {
    guard let today = CalendarDate(compact: "20261121") else { throw TestFailure("no day") }
    return FilingRequest(
      origin: ReadingOrigin(
        session: "session-\(index)", readAt: "2026-11-20T09:15:02+08:00", window: "window-1", clerk: "zhang",
        reader: .init(id: "reader-1", name: "Reader", link: "usb", samID: "")),
      document: try DecodedText(decoding: card.text, today: today).document,
      photoBlock: Personal(card.photo), textBlock: Personal(card.text))
  }
}

/// What a portal says on its connection.
final class Portal: Sendable {
  let client: WireClient
  private let number = Awaited(10)

  init(_ client: WireClient) { self.client = client }

  func call(_ method: String, _ params: String) async throws -> JSONValue {
    number.change { $0 += 1 }
    return try await client.call(number.value, method, params)
  }

  func reason(_ method: String, _ params: String) async throws -> String? {
    try await call(method, params)["error"]["data"]["reason"].text
  }

  /// What the owner states of a card.
  static func statement(_ card: SyntheticCard, address: String? = nil) -> String {
    #"{"number":"\#(card.number)","name":"\#(card.name)","address":"\#(address ?? card.address)","#
      + #""authority":"\#(card.authority)","validFrom":"\#(card.validFrom)","validUntil":"\#(card.validUntil)"}"#
  }

  func check(
    _ card: SyntheticCard, stage: String = "document", address: String? = nil
  ) async throws -> JSONValue {
    try await call(
      "registration.check",
      #"{"client":"198.51.100.7","stage":"\#(stage)","statement":\#(Self.statement(card, address: address))}"#
    )
  }

  func sendCode(
    _ card: SyntheticCard, to phone: String, address: String? = nil
  ) async throws -> JSONValue {
    try await call(
      "registration.sendCode",
      #"{"client":"198.51.100.7","statement":\#(Self.statement(card, address: address)),"phone":"\#(phone)"}"#
    )
  }

  func confirm(_ card: SyntheticCard, _ code: String) async throws -> JSONValue {
    try await call(
      "registration.confirm",
      #"{"client":"198.51.100.7","statement":\#(Self.statement(card)),"code":"\#(code)"}"#)
  }

  /// A picture and what it shows.
  func picture(instead former: String? = nil) async throws -> (id: String, letters: String, png: Data) {
    let instead = former.map { #","instead":"\#($0)""# } ?? ""
    let answer = try await call("portal.picture", #"{"client":"198.51.100.7"\#(instead)}"#)["result"]
    guard let id = answer["picture"].text, let letters = answer["letters"].text,
      let png = answer["data"].text.flatMap({ Data(base64Encoded: $0) })
    else { throw TestFailure("no picture") }
    return (id, letters, png)
  }

  func signIn(
    _ method: String, _ card: SyntheticCard, _ phone: String, _ picture: String, _ letters: String,
    code: String? = nil
  ) async throws -> JSONValue {
    let said = code.map { #","code":"\#($0)""# } ?? ""
    return try await call(
      method,
      #"{"client":"198.51.100.7","number":"\#(card.number)","phone":"\#(phone)","picture":"\#(picture)","#
        + #""letters":"\#(letters)"\#(said)}"#)
  }

  func session(_ token: String, _ method: String = "portal.session") async throws -> JSONValue {
    try await call(method, #"{"session":"\#(token)"}"#)
  }
}

extension JSONValue {
  /// Why a call was refused.
  var refusal: String? { self["error"]["data"]["reason"].text }
}
