import Foundation

/// How much is measured, and where.
struct BenchmarkPlan: Sendable {
  /// What one start of the program does.
  enum Work: Sendable {
    /// Measures everything and prints the table.
    case everything
    /// Only files so many people into a new archive in the folder, so that strace can count what that does.
    case filing(folder: String, count: Int)
    /// Only swipes people from number `first` on into the batch of the archive in the folder, and says each answer.
    case swiping(folder: String, first: Int, count: Int)
  }

  static let usage = """
    usage: idkiosk-bench [--smoke] [--folder DIR]
      --smoke       a few rounds, to see that everything can be measured; the figures mean nothing
      --folder DIR  where the archives are written: on the disk that is to be measured (default: here)

    """

  var work = Work.everything
  var folder = "."
  var isSmoke = false

  /// The plan that a command line asks for; `nil` when it is not understood.
  init?(arguments: [String]) {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      switch word {
      case "--smoke": isSmoke = true
      case "--folder":
        guard let path = rest.popFirst() else { return nil }
        folder = path
      case "--only-file":
        guard let path = rest.popFirst(), let count = rest.popFirst().flatMap({ Int($0) }), count > 0 else {
          return nil
        }
        work = .filing(folder: path, count: count)
      case "--only-swipe":
        guard let path = rest.popFirst(), let first = rest.popFirst().flatMap({ Int($0) }),
          let count = rest.popFirst().flatMap({ Int($0) }), first >= 0, count > 0
        else { return nil }
        work = .swiping(folder: path, first: first, count: count)
      default: return nil
      }
    }
  }

  /// Reads that are measured, of each sort.
  var reads: Int { isSmoke ? 10 : 600 }
  /// Reads before those.
  var warmUp: Int { isSmoke ? 2 : 60 }
  /// Cards laid on the virtual PC/SC reader.
  var pageReads: Int { isSmoke ? 3 : 40 }
  /// Calls over the page's HTTP; more would come faster than it admits.
  var pageCalls: Int { isSmoke ? 5 : 150 }
  /// People filed in one round.
  var filings: Int { isSmoke ? 25 : 1_000 }
  /// One-time codes issued and confirmed in one round.
  var codes: Int { isSmoke ? 10 : 300 }
  /// One-time codes that wait while memory is measured.
  var waitingCodes: Int { isSmoke ? 1_000 : 100_000 }
  /// Rounds of the archive, each with one of the baseline beside it.
  var rounds: Int { isSmoke ? 3 : 9 }
  /// People filed while strace counts.
  var countedFilings: Int { isSmoke ? 20 : 500 }
  /// Cards swiped into a batch at a reader that takes a second for each.
  var swipes: Int { isSmoke ? 2 : 60 }
  /// Portraits that are painted in a browser.
  var paints: Int { isSmoke ? 2 : 100 }
  /// Times that the page is opened.
  var loads: Int { isSmoke ? 2 : 20 }
  /// Reads at a virtual reader of each shape.
  var shapeReads: Int { isSmoke ? 3 : 300 }
  /// Rounds with several readers at once.
  var crowdRounds: Int { isSmoke ? 2 : 20 }
  /// Starts of the daemons.
  var starts: Int { isSmoke ? 2 : 9 }
}
