import TestSupport

/// A system tool that ran to its end.
struct Tool {
  var status: Int32
  var output: [String]
  var errors: [String]

  /// Everything it printed.
  var said: [String] { output + errors }

  static func run(
    _ path: String, _ arguments: [String], environment: [String: String?] = [:]
  ) async throws -> Tool {
    let program = try RunningProgram(path, arguments, environment: environment)
    program.closeInput()
    let status = await program.wait()
    return Tool(status: status, output: program.output, errors: program.errors)
  }
}
