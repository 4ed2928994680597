import Emulation
import Foundation
import TestSupport
import Testing

/// A batch at a window with a virtual reader, and calls on it with fewer words.
final class BatchWindow: Sendable {
  static let enterprise = #"{"name":"样本公司","code":"91350100M000100Y43"}"#

  let window: PCSCWindow
  let client: WireClient
  let batch: String
  let code: String
  private let number = Awaited(100)

  /// A window with one open batch; `more` are further members of `batch.open`.
  init(_ more: String = "", configuration: String = Kiosk.standInPortraits) async throws {
    window = try await PCSCWindow(configuration: configuration)
    client = try await window.kiosk.watch()
    let opened = try await client.call(
      50, "batch.open", #"{"name":"十一月","enterprise":\#(Self.enterprise)\#(more)}"#)
    batch = try #require(opened["result"]["batch"].text, "\(opened)")
    code = try #require(opened["result"]["code"].text)
  }

  /// Makes a call about the batch, with further members.
  func call(
    _ method: String, _ params: String = "", over other: WireClient? = nil
  ) async throws -> JSONValue {
    number.change { $0 += 1 }
    return try await (other ?? client).call(
      number.value, method, #"{"batch":"\#(batch)"\#(params.isEmpty ? "" : ",")\#(params)}"#)
  }

  /// Lays a card, has it swiped and lifts it; what the swipe gave, or its error.
  func swipe(_ card: SyntheticCard, over other: WireClient? = nil) async throws -> JSONValue {
    try await window.lay(try Cards.write(card, to: "card", in: window.kiosk.folder))
    let answer = try await call("batch.swipe", #""timeoutSeconds":20"#, over: other)
    try await window.lift()
    return answer["result"].exists ? answer["result"] : answer
  }

  /// Why a call is refused.
  func reason(
    _ method: String, _ params: String = "", over other: WireClient? = nil
  ) async throws -> String? {
    try await call(method, params, over: other)["error"]["data"]["reason"].text
  }

  /// What stands in the ledger.
  func counters() async throws -> JSONValue {
    try await call("batch.show")["result"]["batch"]["counters"]
  }
}
