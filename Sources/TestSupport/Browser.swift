import Foundation
import Synchronization

/// A headless Chromium, driven by Tests/Browser/browser.py; ends with its owner.
package final class Browser: Sendable {
  /// How large the page is, in its own pixels, and how many of the screen's one of them takes.
  package struct Size: Sendable {
    package var name: String
    package var width: Int
    package var height: Int
    package var scale = 1

    /// What clerks have.
    package static let common = Size(name: "1366", width: 1366, height: 768)
    /// Small, large, and the common one at a zoom of 200 %.
    package static let others = [
      Size(name: "1024", width: 1024, height: 768), Size(name: "1920", width: 1920, height: 1080),
      Size(name: "zoom", width: 683, height: 384, scale: 2),
    ]
  }

  private let program: RunningProgram
  private let last = Mutex(0)

  private init() throws {
    program = try RunningProgram(
      "/usr/bin/python3", [Programs.repository + "/Tests/Browser/browser.py"],
      environment: ["PYTHONDONTWRITEBYTECODE": "1"])
  }

  /// Runs `body` with a browser that holds nothing of any other test; there are at most two at once.
  ///
  /// A browser that did its work well goes to whoever waits for one: starting it is half of what a short test costs.
  package static func with<Value: Sendable>(_ body: (Browser) async throws -> Value) async throws -> Value {
    let used = await BrowserRoom.shared.enter()
    let browser: Browser
    do { browser = if let used { used } else { try await started() } } catch {
      _ = await BrowserRoom.shared.leave(nil)
      throw error
    }
    do {
      if used != nil { try await browser.tell("fresh") }
      try await browser.size(.common)
      let value = try await body(browser)
      if await !BrowserRoom.shared.leave(browser) { await browser.end() }
      return value
    } catch {
      await browser.end()
      _ = await BrowserRoom.shared.leave(nil)
      throw error
    }
  }

  private static func started() async throws -> Browser {
    let browser = try Browser()
    do { _ = try await browser.answer(0) } catch {
      await browser.end()
      throw error
    }
    return browser
  }

  /// Chromium ends with browser.py, and that with its input; killed, it would leave Chromium behind.
  private func end() async {
    program.closeInput()
    await program.wait()
  }

  /// Does one thing of browser.py and returns what it gave.
  @discardableResult
  package func tell(_ verb: String, _ arguments: [Any] = []) async throws -> JSONValue {
    let id = last.withLock { last in
      last += 1
      return last
    }
    let request: [String: Any] = ["id": id, "do": verb, "with": arguments]
    program.write(String(decoding: try JSONSerialization.data(withJSONObject: request), as: UTF8.self))
    return try await answer(id)
  }

  private func answer(_ id: Int) async throws -> JSONValue {
    let line = try await program.outputLine { JSONValue($0)["id"].number == id }
    let answer = JSONValue(line)
    if let problem = answer["error"].text { throw TestFailure(problem) }
    return answer["ok"]
  }

  package func open(_ address: String) async throws { try await tell("open", [address]) }
  package func reload() async throws { try await tell("reload") }
  package func size(_ size: Size, dark: Bool = false) async throws {
    try await tell("size", [size.width, size.height, size.scale, dark])
  }
  /// Runs `script` at the beginning of every page from now on.
  package func before(_ script: String) async throws { try await tell("before", [script]) }
  /// Presses keys: `ENTER`, `F2`, `ALT+l`, or text that is typed.
  package func press(_ keys: String...) async throws { try await tell("keys", keys) }
  /// What the body of a function returns.
  @discardableResult
  package func run(_ script: String, _ arguments: Any...) async throws -> JSONValue {
    try await tell("run", [script] + arguments)
  }
  /// Waits until an expression is true.
  package func until(_ expression: String) async throws { try await tell("until", [expression]) }
  /// Everything that stands on the page.
  package func text() async throws -> String { try await run("return document.body.innerText").text ?? "" }
  /// What the pages complained of since the last time.
  package func console() async throws -> [String] { try await tell("console").elements.compactMap(\.text) }
}

/// Two browsers at once and no more: each is several processes.
private actor BrowserRoom {
  static let shared = BrowserRoom()
  private var free = 2
  private var waiting: [CheckedContinuation<Browser?, Never>] = []

  /// Waits for room; the browser that was handed over, or `nil` where one has to be started.
  func enter() async -> Browser? {
    if free > 0 {
      free -= 1
      return nil
    }
    return await withCheckedContinuation { waiting.append($0) }
  }

  /// Gives the room to the next, and `browser` with it; whether there was one.
  func leave(_ browser: Browser?) -> Bool {
    guard !waiting.isEmpty else {
      free += 1
      return false
    }
    waiting.removeFirst().resume(returning: browser)
    return true
  }
}
