import Foundation
import LinuxPlatform
import TestSupport

/// Many days at one window: cards swiped, the window ended and started again, readers pulled out, cards lifted, the disk
/// full, the clock stepped, all by the numbers of one seed; at the end nothing told may be lost or double.
final class LongDays {
  /// How many swipes into a life what it holds is looked at first.
  private static let early = 100

  private let window: any YearWindow
  private let clock: SteppedClock
  private let swipes: Int
  private let stop: CancelFlag
  private var chances: YearChances
  private(set) var tally = YearTally()

  private var known = 0
  private var today: Set<Int> = []
  private var leftOfDay = 0
  private var life = YearLife()
  private var files: [String]?
  private var canTrace = false

  init(_ window: any YearWindow, clock: SteppedClock, swipes: Int, seed: UInt64, stop: CancelFlag) {
    self.window = window
    self.clock = clock
    self.swipes = swipes
    self.stop = stop
    chances = YearChances(seed: seed, swipes: swipes)
  }

  /// Goes on until so many swipes were answered or cut off, or `stop` is set; the window has ended when it returns.
  func run() async throws {
    canTrace = await WriteEnd.isPossible()
    try await begin()
    while tally.swipes < swipes, !stop.isCancelled {
      if leftOfDay == 0 { try await nextDay() }
      leftOfDay -= 1
      let person = newcomer()
      try await settle(person)
      if chances.isSwipedAgain() { try await settle(person) }
    }
    // What waits has to be at the centre before that is looked at.
    if window.centre != nil, tally.days > 0 { try await beginDay() }
    try await endWell()
  }

  /// Takes the central database away, if there is one and it is due.
  private func loseCentre() async throws {
    guard let centre = window.centre, centre.tries == 0, let tries = chances.lostCentre() else { return }
    await centre.lose(for: tries)
    tally.lostCentres += 1
  }

  /// Somebody who is not in the ledger of the day.
  private func newcomer() -> Int {
    while true {
      let person = chances.person(known: known)
      if person == known { known += 1 }
      if today.contains(person) { continue }
      return person
    }
  }

  /// Lays a card until it is told to be in the ledger.
  private func settle(_ person: Int) async throws {
    let isIn = today.contains(person)
    var wasUnanswered = false
    var isFull = 0
    while true {
      if let step = chances.clockStep() {
        try clock.step(to: clock.seconds + step)
        tally.clockSteps += 1
      }
      if isFull == 0, life.end != .write, let full = chances.fullDisk() {
        isFull = full.tries
        try await FileLimit.set(full.bytes, for: window.keeper)
        tally.fullDisks += 1
      }
      try await loseCentre()
      let told = try await swipe(person)
      try await window.centre?.pass()
      if tally.note(told, person: person, wasUnanswered: wasUnanswered, isIn: isIn) { break }
      if told == .nothing {
        wasUnanswered = true
        isFull = 0
        try await begin()
      } else if isFull > 0 {
        isFull -= 1
        if isFull == 0 { try await FileLimit.set(nil, for: window.keeper) }
      }
    }
    if isFull > 0 { try await FileLimit.set(nil, for: window.keeper) }
    today.insert(person)
  }

  /// One try, and what is due in the life of the window.
  private func swipe(_ person: Int) async throws -> Told {
    life.swipes += 1
    if life.swipes == Self.early, life.end != .write { life.early = try window.held() }
    let isOver = life.swipes > life.length
    switch life.end {
    case .clean where isOver, .write where isOver:
      try await endWell()
      try await begin()
    case .moment where isOver: return try await cutOff(person)
    default: break
    }
    let trouble = chances.trouble()
    switch trouble {
    case .lifted: tally.lifts += 1
    case .unplugged: tally.plugs += 1
    case .none: break
    }
    let told = try await window.swipe(person, trouble)
    if told == .nothing { tally.endsAtWrites += 1 }
    return told
  }

  /// Ends the window a moment after the swipe began.
  private func cutOff(_ person: Int) async throws -> Told {
    let end = ContinuousClock.now + chances.moment()
    let kill = window.killer
    startThread {
      while ContinuousClock.now < end {}
      kill()
    }
    let told = try await window.swipe(person, .none)
    await window.ended()
    tally.kills += 1
    // It was quicker than the end: the next try finds nobody.
    if told != .nothing { try await begin() }
    return told
  }

  private func begin() async throws {
    life = YearLife(length: chances.life(), end: chances.end())
    // Who may not trace a program cannot end it at a write.
    if life.end == .write, !canTrace { life.end = .moment }
    guard life.end == .write else { return try await window.start(endsAtWrite: nil) }
    // A traced program is slow.
    life.length = min(life.length, 60)
    do {
      try await window.start(endsAtWrite: chances.write(in: life.length))
    } catch {
      // The write was one of starting.
      window.killer()
      await window.ended()
      tally.endsAtWrites += 1
      life.end = .clean
      try await window.start(endsAtWrite: nil)
    }
  }

  private func nextDay() async throws {
    tally.days += 1
    (today, leftOfDay) = ([], chances.day())
    try clock.step(to: 1_798_761_600 + tally.days * 86_400 + 8 * 3_600)
    try await beginDay()
    print("day \(tally.days): \(tally.swipes) swipes before it")
    fflush(nil)
  }

  /// Has the batch of the day open; a window that delivers to a centre has nothing left to deliver then.
  private func beginDay() async throws {
    try await window.centre?.find()
    while true {
      switch try await window.begin(day: tally.days) {
      case .done: return
      case .refused(let reason): throw TestFailure("no batch for the day: \(reason)")
      case .nothing:
        tally.endsAtWrites += 1
        try await begin()
      }
    }
  }

  /// Compares what the window holds with what it held early, and stops it; there are no more files than at other ends.
  private func endWell() async throws {
    if !life.early.isEmpty, life.swipes >= 2 * Self.early {
      let settled = try window.settled(since: life.early)
      for (before, now) in zip(life.early, settled) where !now.isFlat(since: before) {
        tally.fault("after \(life.swipes) swipes \(now), early \(before)")
      }
    }
    guard try await window.stop() != .nothing else {
      guard life.end == .write else { throw TestFailure("the window did not stop when it was told to") }
      tally.endsAtWrites += 1
      return
    }
    tally.cleanEnds += 1
    let names = try FileManager.default.contentsOfDirectory(atPath: window.state).sorted()
    let first = files ?? names
    // What is kept beside the archive comes by and by; a file for each of anything would be many.
    if names.count > first.count + 2 { tally.fault("files \(names), at first \(first)") }
    files = first
  }
}
