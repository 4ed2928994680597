internal import KioskProtocol
internal import LinuxPlatform

/// One after another, in the order of coming.
actor Turns {
  /// How many may wait.
  static let most = 16
  private var waiting = 0
  private var last: Task<Void, Never>?

  /// Runs `body` when everything that came before is done; throws `request.tooMany` where too many wait.
  func take<Value: Sendable>(
    _ body: @escaping @Sendable () async throws(KioskFailure) -> Value
  ) async throws(KioskFailure) -> Value {
    guard waiting < Self.most else { throw KioskFailure(.requestTooMany) }
    waiting += 1
    defer { waiting -= 1 }
    let before = last
    let turn = Task<Result<Value, KioskFailure>, Never>(executorPreference: WorkQueue.shared) {
      await before?.value
      do throws(KioskFailure) { return .success(try await body()) } catch { return .failure(error) }
    }
    last = startTask { _ = await turn.value }
    return try await turn.value.get()
  }
}
