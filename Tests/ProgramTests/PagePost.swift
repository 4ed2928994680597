import TestSupport

/// A caller on the page's port: anybody at this machine, or whoever brings a token.
struct PagePost {
  let port: UInt16

  /// The page of a daemon that has one.
  init(_ daemon: RunningProgram) async throws { port = try await Kiosk.pagePort(daemon) }

  /// Makes one call on a connection of its own, again while it is told to wait for coming too often; the answer.
  func call(_ method: String, _ params: String = "{}", token: String? = nil) async throws -> JSONValue {
    while true {
      let connection = try PageConnection(port: port)
      connection.call(method, params, headers: token.map { ["Authorization: Bearer \($0)"] } ?? [])
      let answer = try await connection.answer()
      guard answer.status == 429 else { return answer.json }
    }
  }
}
