import Foundation

/// What was told in a year, by which its archive is judged.
struct YearTally {
  /// How often each person was told to be filed into the batch of a day that did not have them.
  private(set) var visits: [Int] = []
  /// Swipes that were answered, or whose window ended in the middle of them.
  private(set) var swipes = 0
  private(set) var again = 0
  /// Cards that were told to be unreadable, each a row of the ledger; and tries that might have left such a row.
  private(set) var failed = 0
  private(set) var unanswered = 0
  private(set) var refusals: [String: Int] = [:]
  /// What must not be, in words without persons.
  private(set) var faults: [String] = []
  var kills = 0
  var endsAtWrites = 0
  var cleanEnds = 0
  var plugs = 0
  var lifts = 0
  var fullDisks = 0
  var clockSteps = 0
  var days = 0
  /// How often the central database was lost, and cards that were told to wait for it.
  var lostCentres = 0
  private(set) var queued = 0

  /// How many are to be in the ledgers.
  var filed: Int { visits.reduce(0, +) }

  /// Notes what a swipe said; whether the card is settled: in the ledger of the day.
  ///
  /// `wasUnanswered` is whether an earlier try with this card on this day got no answer; `isIn`, whether the card was told
  /// to be in the ledger of the day before.
  mutating func note(_ told: Told, person: Int, wasUnanswered: Bool, isIn: Bool) -> Bool {
    swipes += 1
    switch told {
    case .done("filed"), .done("onFile"):
      if isIn { fault("a card that was in the ledger was filed into it once more") }
      count(person)
      return true
    case .done("queued"):
      queued += 1
      if isIn { again += 1 } else { count(person) }
      return true
    case .done("counted"):
      if isIn {
        again += 1
      } else if wasUnanswered {
        count(person)
      } else {
        fault("a card of which nothing but refusals was told is in the ledger")
        count(person)
      }
      return true
    case .done("failed"):
      failed += 1
    case .done(let mark): fault("a swipe was marked \(mark)")
    case .refused(let reason): refusals[reason, default: 0] += 1
    case .nothing: unanswered += 1
    }
    return false
  }

  mutating func fault(_ words: String) { if faults.count < 20 { faults.append(words) } }

  private mutating func count(_ person: Int) {
    while visits.count <= person { visits.append(0) }
    visits[person] += 1
  }
}
