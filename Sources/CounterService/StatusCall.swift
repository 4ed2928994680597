internal import CounterRules
internal import KioskProtocol
internal import PersonArchive
internal import RPCTransport

/// `status`: what works and what does not.
struct StatusCall: Sendable {
  let archive: ArchiveAccess
  let uplink: ReaderUplink
  let hasTrialInbox: Bool
  let finding: ArchiveFinding
  let delivery: CentreDelivery

  func install(in calls: inout CounterCalls) {
    calls.on(Status.self, needs: .seeWindow) { (_, call) async throws(KioskFailure) -> Status.Output in
      var archiveProblem: KioskFailure?
      var persons: Int?
      do throws(KioskFailure) { persons = try await archive.opened().count() } catch {
        archiveProblem = error
      }
      var readerProblem: KioskFailure?
      var readers: [WireReader] = []
      do throws(KioskFailure) {
        readers = try await uplink.connection().call(ReaderList.self, Empty()).readers
      } catch {
        readerProblem = error
      }
      return Status.Output(
        window: Status.Output.Window(id: call.window.id, name: call.window.name),
        archive: Status.Output.Part(archiveProblem ?? finding.failure), archiveCheck: finding.check,
        waiting: await delivery.waiting(), persons: persons, readerService: Status.Output.Part(readerProblem),
        readers: readers,
        trialInbox: hasTrialInbox ? true : nil)
    }
  }
}
