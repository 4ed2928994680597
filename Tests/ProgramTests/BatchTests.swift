import Emulation
import Foundation
import TestSupport
import Testing

/// A batch at a window with a virtual reader, and calls on it with fewer words.
final class BatchWindow: Sendable {
  let window: PCSCWindow
  let client: WireClient
  let batch: String
  private let number = Awaited(100)
  static let enterprise = #"{"name":"样本公司","code":"91350100M000100Y43"}"#

  /// A window with one open batch; `more` are further members of `batch.open`.
  init(_ more: String = "", configuration: String = Kiosk.standInPortraits) async throws {
    window = try await PCSCWindow(configuration: configuration)
    client = try await window.kiosk.watch()
    let opened = try await client.call(
      50, "batch.open", #"{"name":"十一月","enterprise":\#(Self.enterprise)\#(more)}"#)
    batch = try #require(opened["result"]["batch"].text, "\(opened)")
    code = try #require(opened["result"]["code"].text)
  }

  let code: String

  func call(_ method: String, _ params: String = "", over other: WireClient? = nil) async throws -> JSONValue
  {
    number.change { $0 += 1 }
    return try await (other ?? client).call(
      number.value, method, #"{"batch":"\#(batch)"\#(params.isEmpty ? "" : ",")\#(params)}"#)
  }

  /// Lays a card and has it swiped.
  func swipe(_ card: SyntheticCard, over other: WireClient? = nil) async throws -> JSONValue {
    let path = try Cards.write(card, to: "card", in: window.kiosk.folder)
    try await window.lay(path)
    let answer = try await call("batch.swipe", #""timeoutSeconds":20"#, over: other)
    try await window.lift()
    return answer["result"].exists ? answer["result"] : answer
  }

  func reason(_ method: String, _ params: String = "", over other: WireClient? = nil) async throws -> String?
  {
    try await call(method, params, over: other)["error"]["data"]["reason"].text
  }

  func counters() async throws -> JSONValue {
    try await call("batch.show")["result"]["batch"]["counters"]
  }
}

@Suite("Batch swiping", .timeLimit(.minutes(2)))
struct BatchTests {
  private let people = SyntheticPeople(seed: 41)

  @Test("each card is filed and counted once, marked for what it was, and everyone who watches hears of it")
  func marks() async throws {
    let listed = [people.citizen(0), people.citizen(1), people.citizen(9)]
    let csv = "姓名,身份证号\\n" + listed.map { "\($0.name),\($0.number)\\n" }.joined()
    let bench = try await BatchWindow(#","broughtBy":"样本经办","expected":"\#(csv)""#)
    let first = try await bench.swipe(people.citizen(0))
    #expect(first["mark"].text == "filed" && first["outcome"].text == "filed")
    #expect(first["reading"]["name"].text == people.citizen(0).name)
    #expect(first["reading"]["portrait"]["state"].text == "decoded")
    #expect(first["reading"]["numberMasked"].text?.contains("*****") == true)
    #expect(first["counters"]["total"].number == 1 && first["counters"]["missing"].number == 2)
    #expect(try await bench.swipe(people.citizen(0))["mark"].text == "counted")
    #expect(try await bench.swipe(people.citizen(5))["mark"].text == "unexpected")
    let shown = try await bench.call("batch.show")["result"]
    #expect(shown["rows"].elements.map(\.["mark"].text) == ["unexpected", "filed"])
    #expect(shown["rows"][1]["listed"].flag == true && shown["rows"][0]["listed"].flag == false)
    #expect(shown["missing"].elements.count == 2 && shown["rowCount"].number == 2)
    #expect(shown["batch"]["broughtByMasked"].text == "样＊＊＊")
    #expect(!"\(shown)".contains(people.citizen(0).number) && !"\(shown)".contains(people.citizen(0).name))
    for (index, mark) in ["filed", "counted", "unexpected"].enumerated() {
      let told = try await bench.window.watcher.line(number: index + 1) {
        $0["method"].text == "batch.swiped"
      }
      #expect(told["params"]["mark"].text == mark && told["params"]["batch"].text == bench.batch)
      #expect(told["params"].names == ["batch", "counters", "mark"])
    }
    await bench.window.stop()
  }
}
