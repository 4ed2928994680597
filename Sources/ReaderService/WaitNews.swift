internal import KioskProtocol

/// Something that became known of one of several readers that are waited at.
struct WaitNews: Sendable {
  enum Event: Sendable {
    /// It was asked, and has no card yet.
    case hasNone
    /// It could not be asked.
    case failed(KioskFailure)
    /// It has a card; `wins` where no other one had one before.
    case found(ReaderSupervisor.Found, wins: Bool)
    /// It is asked no more, after it failed.
    case over
  }

  var supervisor: ReaderSupervisor
  var event: Event
}
