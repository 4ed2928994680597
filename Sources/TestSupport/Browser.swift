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

  /// Runs `body` with a browser of its own, of which there are at most two at once.
  package static func with<Value: Sendable>(_ body: (Browser) async throws -> Value) async throws -> Value {
    await BrowserRoom.shared.enter()
    let result: Result<Value, any Error>
    do {
      let browser = try Browser()
      do {
        _ = try await browser.answer(0)
        try await browser.size(.common)
        result = .success(try await body(browser))
      } catch {
        result = .failure(error)
      }
      // Chromium ends with browser.py, and that with its input; killed, it would leave Chromium behind.
      browser.program.closeInput()
      await browser.program.wait()
    } catch {
      result = .failure(error)
    }
    await BrowserRoom.shared.leave()
    return try result.get()
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
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func enter() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
