internal import CounterRules
internal import KioskProtocol
internal import RPCTransport

/// What an administrator does with readers; the reader daemon does it.
struct ReaderKeeping: Sendable {
  let uplink: ReaderUplink

  func install(in calls: inout CounterCalls) {
    calls.on(ReaderRecord.self, needs: .keepReaders) { (params, _) async throws(KioskFailure) -> Empty in
      try await uplink.connection().call(ReaderRecord.self, params)
    }
    calls.on(ReaderAccept.self, needs: .keepReaders) { (params, _) async throws(KioskFailure) -> Empty in
      try await uplink.connection().call(ReaderAccept.self, params)
    }
    calls.on(ReaderCheck.self, needs: .keepReaders) {
      (params, _) async throws(KioskFailure) -> ReaderCheck.Output in
      try await uplink.connection().call(ReaderCheck.self, params)
    }
  }
}
