extension RunningProgram {
  /// Gives a virtual reader a command and waits for its `ok`; throws when it is not understood.
  func obey(_ command: String, prefix: String = "") async throws {
    let word = command.prefix { $0 != " " }
    let answers = [prefix + "ok " + word, prefix + "bad " + word]
    let before = output.filter { answers.contains($0) }.count
    write(prefix + command)
    let lines = try await output { $0.filter { answers.contains($0) }.count > before }
    guard lines.filter({ answers.contains($0) })[before] == answers[0] else {
      throw TestFailure("the virtual reader does not know: \(word)")
    }
  }
}
