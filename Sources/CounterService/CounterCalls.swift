internal import CounterRules
internal import KioskProtocol
internal import RPCTransport

/// Every call of the counter, each with the act it is: none can be offered without naming its right.
struct CounterCalls {
  private(set) var router = RPCRouter(serverName: "idkioskd")
  /// The act that each call needs, by the call's name.
  private(set) var acts: [String: Act] = [:]
  private let desk: Desk

  init(_ desk: Desk) { self.desk = desk }

  /// Answers `Method` with `body`, for callers who may do `act`.
  mutating func on<Method: RPCMethod>(
    _ method: Method.Type, needs act: Act,
    _ body: @escaping @Sendable (Method.Params, CounterCall) async throws(KioskFailure) -> Method.Output
  ) {
    acts[Method.name] = act
    router.on(method) { [desk] (params, caller) async throws(KioskFailure) -> Method.Output in
      try await body(params, try await desk.admit(caller, to: act))
    }
  }

  /// The same for a call that ends or replaces a sign-in: whether the caller's own still holds does not count.
  mutating func onAnew<Method: RPCMethod>(
    _ method: Method.Type, needs act: Act,
    _ body: @escaping @Sendable (Method.Params, CounterCall) async throws(KioskFailure) -> Method.Output
  ) {
    acts[Method.name] = act
    router.on(method) { [desk] (params, caller) async throws(KioskFailure) -> Method.Output in
      let party = desk.partyWithoutSignIn(caller)
      try desk.check(party, mayDo: act)
      return try await body(params, CounterCall(caller: caller, party: party, window: desk.window))
    }
  }
}
