import TestSupport

/// A counter daemon under a service manager of the tests, which holds its socket and keeps what it hands over.
final class ManagedCounter: Sendable {
  let folder: ScratchFolder
  let manager: RunningProgram

  init(configuration: String = Kiosk.standInPortraits, watchdog: Int? = nil) async throws {
    folder = try ScratchFolder()
    let file = try folder.write(configuration, to: "idkiosk.conf")
    let flags = watchdog.map { ["--watchdog", String($0)] } ?? []
    manager = try RunningProgram(
      Programs.repository + "/Tools/service-manager.py",
      flags + [
        "counter", folder.file("counter.sock"), Programs.path("idkioskd"), "--runtime-dir", folder.path,
        "--state-dir", folder.file("state"), "--config", file,
      ])
    try await said("ready")
  }

  /// Waits until the manager has heard `word` more than `times` times.
  func said(_ word: String, after times: Int = 0) async throws {
    _ = try await manager.output { lines in lines.filter { $0 == word }.count > times }
  }

  /// How often it has heard `word`.
  func count(_ word: String) -> Int { manager.output.filter { $0 == word }.count }

  /// Starts the daemon anew, as an upgrade does, and waits until the new one serves.
  func restart() async throws {
    let before = count("ready")
    manager.write("restart")
    try await said("ready", after: before)
  }

  /// Has the configuration read again after it was written anew, and waits until that was done.
  func reload(_ configuration: String) async throws {
    try folder.write(configuration, to: "idkiosk.conf")
    let before = count("ready")
    manager.write("reload")
    try await said("ready", after: before)
  }

  /// A client that said hello.
  func client() async throws -> WireClient {
    let client = try WireClient(folder.file("counter.sock"))
    try await client.hello()
    return client
  }

  func stop() async {
    manager.closeInput()
    await manager.wait()
  }
}
