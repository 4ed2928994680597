internal import CounterRules
internal import KioskProtocol
internal import RPCTransport

/// `reader.health`: how the readers have been doing.
struct ReaderHealthCall: Sendable {
  let uplink: ReaderUplink
  let figures: ReaderFiguresLog

  func install(in calls: inout CounterCalls) {
    calls.on(ReaderHealth.self, needs: .seeWindow) {
      (_, _) async throws(KioskFailure) -> ReaderHealth.Output in
      var readers: [ReaderHealth.Reader] = []
      for reader in try await uplink.connection().call(ReaderList.self, Empty()).readers {
        readers.append(await figures.health(of: reader))
      }
      return ReaderHealth.Output(readers: readers)
    }
  }
}
