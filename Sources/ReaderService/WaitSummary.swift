internal import KioskProtocol

/// What is known by now of several readers that are waited at for one card.
struct WaitSummary: Sendable {
  typealias Card = (supervisor: ReaderSupervisor, found: ReaderSupervisor.Found)

  /// The card that was there first.
  private(set) var winner: Card?
  /// Those that other readers have.
  private(set) var others: [Card] = []
  /// How many readers may still be heard of.
  private(set) var awaited: Int
  private let count: Int
  /// Why those that were asked last without success could not be asked, in the order in which they failed.
  private var failing: [(id: String, failure: KioskFailure)] = []

  /// Nothing was heard of so many readers.
  init(_ count: Int) {
    self.count = count
    awaited = count
  }

  /// Whether there is a card, or nowhere one to be hoped for.
  var isDecided: Bool { winner != nil || failing.count == count }

  /// When all fail: the plain time-out if there is one, or that the wait was ended, else the first failure.
  var failure: KioskFailure {
    let telling = failing.first { [.cardTimeout, .serviceStopping].contains($0.failure.reason) }
    return (telling ?? failing.first)?.failure ?? KioskFailure(.readerNone)
  }

  /// Takes in what became known.
  mutating func take(_ news: WaitNews) {
    let before = failing.firstIndex { $0.id == news.supervisor.id }
    switch news.event {
    case .hasNone: if let before { failing.remove(at: before) }
    case .failed(let failure):
      if let before {
        failing[before].failure = failure
      } else {
        failing.append((news.supervisor.id, failure))
      }
    case .found(let found, wins: true):
      winner = (news.supervisor, found)
      awaited -= 1
    case .found(let found, wins: false):
      others.append((news.supervisor, found))
      awaited -= 1
    case .over: awaited -= 1
    }
  }
}
