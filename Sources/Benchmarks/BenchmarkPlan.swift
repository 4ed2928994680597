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
    /// Only many days of one window, with all that may happen to it.
    case days(DaysPlan)
    /// The same at several windows at once.
    case windows(SeveralWindows)
    /// Only a window that does what standard input tells.
    case told(folder: String, seed: UInt64, centre: String?)
    /// Only plugging readers in and out, of every shape.
    case plugging(PlugCycles)
    /// Only looking people up, in an archive of so many.
    case lookingUp
    /// Only starting the daemons, and letting them idle.
    case starting
  }

  static let usage = """
    usage: idkiosk-bench [--smoke] [--folder DIR]
           idkiosk-bench --days SWIPES [--over link|centre|usb|pcsc] [--windows N] [--seed NUMBER] [--folder DIR]
           idkiosk-bench --plugs CYCLES [--seed NUMBER]
           idkiosk-bench --look-ups PERSONS [--folder DIR]
           idkiosk-bench --starts
      --smoke       a few rounds, to see that everything can be measured; the figures mean nothing
      --folder DIR  where the archives are written: on the disk that is to be measured (default: here)
      --days SWIPES many days at a window that is ended, unplugged and given full disks: nothing may be lost or double
      --over LINK   over which link its cards are read (default: link, inside the program; centre: the same
                    with the archive at a central database that is lost now and then)
      --windows N   shares the swipes out among so many windows side by side, each with an archive and a seed of its own
      --plugs CYCLES readers of every shape plugged in, pulled out in mid-read and plugged in again
      --look-ups PERSONS how fast people are found among so many
      --starts      what the daemons cost to start and while nobody does anything
      --seed NUMBER repeats what a run printed this number of

    """

  var work = Work.everything
  var folder = "."
  var isSmoke = false
  /// How many persons the archive has in which people are looked up, where that was asked for.
  var persons: Int?

  /// The plan that a command line asks for; `nil` when it is not understood.
  init?(arguments: [String]) {
    var rest = arguments[...]
    var days: Int?
    var plugs: Int?
    var planted: PlantedFault?
    var seed: UInt64?
    var link = DaysPlan.Link.link
    var centre: String?
    var windows = 1
    while let word = rest.popFirst() {
      switch word {
      case "--smoke": isSmoke = true
      case "--folder":
        guard let path = rest.popFirst() else { return nil }
        folder = path
      case "--days":
        guard let count = rest.popFirst().flatMap({ Int($0) }), count > 0 else { return nil }
        days = count
      case "--seed":
        guard let number = rest.popFirst().flatMap({ UInt64($0) }) else { return nil }
        seed = number
      case "--plant":
        // For the test of the check itself.
        guard let fault = rest.popFirst().flatMap({ PlantedFault(rawValue: $0) }) else { return nil }
        planted = fault
      case "--over":
        guard let name = rest.popFirst().flatMap({ DaysPlan.Link(rawValue: $0) }) else { return nil }
        link = name
      case "--windows":
        guard let count = rest.popFirst().flatMap({ Int($0) }), (1...64).contains(count) else { return nil }
        windows = count
      case "--plugs":
        guard let count = rest.popFirst().flatMap({ Int($0) }), count > 0 else { return nil }
        plugs = count
      case "--look-ups":
        guard let count = rest.popFirst().flatMap({ Int($0) }), count > 0 else { return nil }
        persons = count
        work = .lookingUp
      case "--starts": work = .starting
      case "--centre":
        guard let target = rest.popFirst() else { return nil }
        centre = target
      case "--only-days":
        guard let path = rest.popFirst(), let number = rest.popFirst().flatMap({ UInt64($0) }) else {
          return nil
        }
        work = .told(folder: path, seed: number, centre: centre)
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
    let chosen = seed ?? .random(in: 1...UInt64(Int.max))
    if let days {
      let plan = DaysPlan(swipes: days, link: link, seed: chosen, planted: planted)
      work = windows > 1 ? .windows(SeveralWindows(plan: plan, windows: windows)) : .days(plan)
    }
    if let plugs { work = .plugging(PlugCycles(cycles: plugs, seed: chosen)) }
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
  /// Commands sent to a card over pcscd, in one round.
  var exchanges: Int { isSmoke ? 50 : 5_000 }
  /// Calls over a socket, in one round.
  var calls: Int { isSmoke ? 20 : 10_000 }
  /// How long nothing is done while wakings are counted.
  var idle: Duration { isSmoke ? .seconds(1) : .seconds(20) }
  /// Persons that are sealed without a database.
  var sealed: Int { isSmoke ? 20 : 5_000 }
  /// Persons in the archives in which people are looked up.
  var lookedUp: [Int] {
    if let persons { return [persons] }
    return isSmoke ? [200, 400] : [10_000, 1_000_000]
  }
  /// How often somebody is looked up.
  var lookUps: Int { isSmoke ? 20 : 3_000 }
  /// Persons in an archive that is backed up.
  var backedUp: Int { isSmoke ? 200 : 20_000 }
  /// Starts of the daemons.
  var starts: Int { isSmoke ? 2 : 9 }
}
