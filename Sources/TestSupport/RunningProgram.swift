import Foundation

/// A program that a test started.
///
/// Its output is collected line by line; it is killed with its owner.
public final class RunningProgram: Sendable {
  private struct State: Sendable {
    var lines: [[String]] = [[], []]
    var pending: [Data] = [Data(), Data()]
    var open = 2
    var status: Int32?
  }
  private let state: Awaited<State>
  private let process: SpawnedProcess

  /// Starts `path`; `environment` is laid over the test's own, `nil` takes a variable away.
  public init(_ path: String, _ arguments: [String] = [], environment: [String: String?] = [:]) throws {
    var variables = ProcessInfo.processInfo.environment
    for (name, value) in environment { variables[name] = value }
    let state = Awaited(State())
    self.state = state
    signal(SIGPIPE, SIG_IGN)
    process = try SpawnedProcess(
      path, arguments, environment: variables,
      received: { bytes, stream in state.change { Self.received(Data(bytes), from: stream, &$0) } },
      ended: { status in state.change { $0.status = status } })
  }

  deinit { process.send(SIGKILL) }

  /// Its process id.
  public var pid: Int32 { process.pid }
  /// Whole lines of standard output so far.
  public var output: [String] { state.value.lines[0] }
  /// Whole lines of standard error so far.
  public var errors: [String] { state.value.lines[1] }

  /// Sends a signal.
  public func send(_ signal: Int32) { process.send(signal) }

  /// Writes a line to its standard input.
  public func write(_ line: String) { process.write(line + "\n") }

  /// Closes its standard input.
  public func closeInput() { process.closeInput() }

  /// Waits for its end and the last of its output; the exit status, or 128 + signal.
  @discardableResult
  public func wait() async -> Int32 { await state.when { $0.status != nil && $0.open == 0 }.status ?? -1 }

  /// Asks it to stop (TERM) and waits for its end.
  @discardableResult
  public func stop() async -> Int32 {
    send(SIGTERM)
    return await wait()
  }

  /// Waits for a line of standard output that `matches`; throws when the program ended without one.
  public func outputLine(_ matches: @escaping @Sendable (String) -> Bool) async throws -> String {
    try await line(of: 0, matches)
  }

  /// Waits for a line of standard error that `matches`; throws when the program ended without one.
  public func errorLine(_ matches: @escaping @Sendable (String) -> Bool) async throws -> String {
    try await line(of: 1, matches)
  }

  /// Waits until the lines of standard output satisfy `condition` and returns them; throws when the program ended first.
  @discardableResult
  public func output(_ condition: @escaping @Sendable ([String]) -> Bool) async throws -> [String] {
    try await lines(of: 0, condition)
  }

  /// Waits until the lines of standard error satisfy `condition` and returns them; throws when the program ended first.
  @discardableResult
  public func errors(_ condition: @escaping @Sendable ([String]) -> Bool) async throws -> [String] {
    try await lines(of: 1, condition)
  }

  private func lines(of stream: Int, _ condition: @escaping @Sendable ([String]) -> Bool) async throws
    -> [String]
  {
    let lines = await state.when { $0.open == 0 || condition($0.lines[stream]) }.lines
    guard condition(lines[stream]) else {
      throw TestFailure("the program ended before that; it said: \(lines[1].suffix(5))")
    }
    return lines[stream]
  }

  private func line(of stream: Int, _ matches: @escaping @Sendable (String) -> Bool) async throws -> String {
    let state = await state.when { $0.open == 0 || $0.lines[stream].contains(where: matches) }
    guard let line = state.lines[stream].first(where: matches) else {
      throw TestFailure("the program ended without that line; it said: \(state.lines[1].suffix(5))")
    }
    return line
  }

  private static func received(_ data: Data, from stream: Int, _ state: inout State) {
    state.pending[stream] += data
    while let end = state.pending[stream].firstIndex(of: 0x0A) {
      let line = String(decoding: state.pending[stream][..<end], as: UTF8.self)
      Reasons.note(in: line)
      state.lines[stream].append(line)
      state.pending[stream].removeSubrange(...end)
    }
    guard data.isEmpty else { return }
    if !state.pending[stream].isEmpty {
      state.lines[stream].append(String(decoding: state.pending[stream], as: UTF8.self))
    }
    state.open -= 1
  }
}
