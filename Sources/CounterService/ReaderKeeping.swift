internal import CounterRules
internal import KioskProtocol
internal import PersonArchive
internal import RPCTransport

/// What is done with readers by hand; the reader daemon does it, and the audit trail says who wanted it.
struct ReaderKeeping: Sendable {
  let uplink: ReaderUplink
  let archive: ArchiveAccess

  func install(in calls: inout CounterCalls) {
    calls.on(ReaderRecord.self, needs: .keepReaders) { (params, call) async throws(KioskFailure) -> Empty in
      let done = try await uplink.connection().call(ReaderRecord.self, params)
      try await note(.keepReaders, params.reader, params.on ? "recorded" : "notRecorded", call)
      return done
    }
    calls.on(ReaderAccept.self, needs: .keepReaders) { (params, call) async throws(KioskFailure) -> Empty in
      let done = try await uplink.connection().call(ReaderAccept.self, params)
      try await note(.keepReaders, params.reader, "accepted", call)
      return done
    }
    calls.on(ReaderReset.self, needs: .resetReader) {
      (params, call) async throws(KioskFailure) -> ReaderReset.Output in
      let done = try await uplink.connection().call(ReaderReset.self, params)
      try await note(.resetReader, params.reader, done.module ? "reset" : "opened", call)
      return done
    }
    calls.on(ReaderCheck.self, needs: .keepReaders) {
      (params, _) async throws(KioskFailure) -> ReaderCheck.Output in
      try await uplink.connection().call(ReaderCheck.self, params)
    }
  }

  /// Only of readers that are there: an id that nobody has stands in no line.
  private func note(
    _ act: Act, _ reader: String, _ outcome: String, _ call: CounterCall
  ) async throws(KioskFailure) {
    try await archive.opened().note(call.entry(act, subject: reader), outcome: outcome)
  }
}
