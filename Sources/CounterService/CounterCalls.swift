internal import CounterRules
internal import KioskProtocol
internal import RPCTransport

/// Every call of the counter, each with the act it is: none can be offered without naming its right.
struct CounterCalls {
  private(set) var router = RPCRouter(serverName: "idkioskd")
  private let desk: Desk

  init(_ desk: Desk) { self.desk = desk }

  /// Answers `Method` with `body`, for callers who may do `act`.
  mutating func on<Method: RPCMethod>(
    _ method: Method.Type, needs act: Act,
    _ body: @escaping @Sendable (Method.Params, CounterCall) async throws(KioskFailure) -> Method.Output
  ) {
    router.on(method) { [desk] (params, caller) async throws(KioskFailure) -> Method.Output in
      try await body(params, try await desk.admit(caller, to: act))
    }
  }
}
