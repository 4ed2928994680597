import Emulation
import TestSupport

extension PageWindow {
  /// Invented people whose cards go into batches.
  static let staff = SyntheticPeople(seed: 77)
  static let enterpriseCode = "91350100M000100Y43"

  /// From the Read screen: opens a batch by keyboard alone and begins to swipe; its number.
  @discardableResult
  func openBatch(listFile: String? = nil) async throws -> String {
    try await fillBatchForm(listFile: listFile)
    try await browser.press("ENTER")
    try await browser.until("document.querySelector('[data-view=code] .batch-code')")
    try await browser.press("ENTER")
    try await isSwiping()
    let shown = try await browser.run(
      "return document.querySelector('.batch-head .batch-number').textContent"
    ).text
    return String((shown ?? "").dropFirst())
  }

  /// Opens a batch at the command line; its number and code.
  func openBatchByCommand() async throws -> (batch: String, code: String) {
    let opened = try await kiosk.client(
      "batch", "open", "十一月", "--enterprise", "样本公司", "--code", Self.enterpriseCode, "--json"
    ).json
    guard let batch = opened["batch"].text, let code = opened["code"].text else {
      throw TestFailure("no batch: \(opened)")
    }
    return (batch, code)
  }

  /// Types number and code of a batch where self-service asks for them.
  func enterBatch(_ batch: String, _ code: String) async throws {
    try await browser.until("document.activeElement?.id === 'enter-batch'")
    try await browser.press(batch, "TAB", code, "ENTER")
  }

  /// Types what a batch is opened with, up to the key that opens it.
  func fillBatchForm(listFile: String? = nil) async throws {
    try await browser.press("F3")
    try await browser.until("document.querySelector('[data-view=list] [data-key=new]')")
    try await browser.press("n")
    try await browser.until("document.activeElement?.id === 'batch-name'")
    try await browser.press("十一月", "TAB", "样本公司", "TAB", Self.enterpriseCode, "TAB", "样本经办")
    if let listFile { try await browser.tell("choose", ["#batch-file", listFile]) }
  }

  /// Waits until the swiping view waits for a card.
  func isSwiping() async throws {
    try await browser.until("document.querySelector('[data-view=swiping][data-phase=waiting]')")
  }

  /// Lays the card of one of the staff, waits for its mark and lifts it.
  func swipe(_ card: SyntheticCard, expecting mark: String) async throws {
    try await laySwiped(card, expecting: mark)
    try await reader.lift()
  }

  /// Lays a card and waits for its mark; the card stays.
  func laySwiped(_ card: SyntheticCard, expecting mark: String) async throws {
    try await lay(try MadeCards.write(card, in: folder, as: "swiped"))
    try await browser.until("document.querySelector('.batch-tile[data-mark=\(mark)][data-portrait=drawn]')")
  }

  /// A counter as it stands on the page.
  func counter(_ name: String) async throws -> Int? {
    try await browser.run(
      "return Number(document.querySelector('[data-counter=' + arguments[0] + '] dd')?.textContent)", name
    ).number
  }

  /// Waits until a counter stands at `count`.
  func counts(_ name: String, _ count: Int) async throws {
    try await browser.until("document.querySelector('[data-counter=\(name)] dd')?.textContent === '\(count)'")
  }
}
