import CounterRules
import DatabaseKit
import IdentityDocuments
import KioskProtocol
import OneTimeCodes
import PersonArchive
import PersonalData
import SealedArchive
import TestSupport
import Testing

@Suite("People at home", .everyEngine)
struct PortalTests {
  private let first = "13500000001"
  private let second = "13500000002"
  private let digest = [UInt8](repeating: 7, count: 32)

  private func outcomes(_ bench: NumberBench, _ count: Int) async throws -> [String?] {
    try await bench.store.audit(before: nil, limit: count).map(\.outcome)
  }

  @Test("a statement is compared in two stages with the current version, and the trail says what came of it")
  func stages() async throws {
    let bench = try await NumberBench()
    let person = try await bench.person()
    #expect(try await bench.check(bench.stated(person), .name) == [])
    #expect(try await bench.check(bench.stated(person)) == [])
    let differing = try await bench.check(
      bench.stated(person) {
        $0.address = Personal("ＭＡＲＫＥＲ－样本市一号")
        $0.validUntil = Personal("2035.06.13")
      })
    #expect(differing == [StatedDifference(.address, isWidthOnly: true), StatedDifference(.validUntil)])
    #expect(try await outcomes(bench, 3) == ["registration.differs", "passed", "passed"])
    let lines = try await bench.store.audit(before: nil, limit: 3)
    #expect(Set(lines.map(\.whom)).count == 1 && lines[0].whom != nil)
    #expect(lines.allSatisfy { $0.actor == "portal:1001" && $0.act == "registration.check" })
    var renewed = person
    renewed.session = "renewed"
    renewed.validFrom = "20250613"
    renewed.address = "MARKER-样本市二号"
    _ = try await bench.file(renewed)
    #expect(
      try await bench.check(bench.stated(person)).map(\.field) == [.address, .validFrom],
      "an earlier card's values are no longer right")
    #expect(try await bench.check(bench.stated(renewed)) == [])
  }

  @Test(
    "the refusals come in their order: not read, differs, registered, bound at the counter, another's number")
  func order() async throws {
    let bench = try await NumberBench()
    let people = try await [
      bench.person(), bench.person(1), bench.person(2), bench.person(3),
    ]
    var stranger = people[0]
    stranger.number = "110000199003070091"
    #expect(
      await bench.refusal { _ = try await bench.check(bench.stated(stranger)) }?.reason
        == .registrationNotRead)
    // One is registered from home, one has a number from the counter.
    let home = NumberVisit.Proof.stated(bench.stated(people[0]), bench.client())
    try await bench.issue(.register, home, to: first, life: 90)
    #expect(try await bench.register(bench.stated(people[0])).bound?.number.digits.disclosed() == first)
    try await bench.issue(people[1], second)
    try await bench.confirm(people[1])
    let expected: [FailureReason] = [.registrationExists, .registrationBoundAtCounter]
    for (person, reason) in zip(people, expected) {
      let wrong = bench.stated(person) { $0.address = Personal("别处") }
      #expect(try await bench.check(wrong) == [StatedDifference(.address)])
      #expect(try await bench.check(bench.stated(person), .name) == [], "a name opens nothing")
      #expect(await bench.refusal { _ = try await bench.check(bench.stated(person)) }?.reason == reason)
      for (stated, refused) in [(wrong, FailureReason.registrationDiffers), (bench.stated(person), reason)] {
        let refusal = await bench.refusal {
          try await bench.issue(.register, .stated(stated, bench.client()), to: second, life: 90)
        }
        #expect(refusal?.reason == refused)
      }
    }
    // Whose number it is is told only where a code is asked for.
    #expect(try await bench.check(bench.stated(people[2])) == [])
    let taken = await bench.refusal {
      try await bench.issue(
        .register, .stated(bench.stated(people[2]), bench.client()), to: second, life: 90)
    }
    #expect(taken?.reason == .phoneTaken)
    let unread = await bench.refusal {
      try await bench.issue(
        .register, .stated(bench.stated(stranger), bench.client()), to: second, life: 90)
    }
    #expect(unread?.reason == .registrationNotRead)
    #expect(try await outcomes(bench, 1) == ["registration.notRead"])
  }

  @Test("codes live as long as their policy says, whatever the time of day does", arguments: [90, 86_400])
  func lives(life: Int) async throws {
    let bench = try await NumberBench()
    let person = try await bench.person()
    let home = NumberVisit.Proof.stated(bench.stated(person), bench.client())
    try await bench.issue(.register, home, to: first, life: life)
    bench.pass(seconds: life)
    #expect(
      await bench.refusal { _ = try await bench.register(bench.stated(person)) }?.reason == .codeExpired)
    bench.pass(seconds: 3_600)
    try await bench.issue(.register, home, to: first, code: "654321", life: life)
    // An hour back: the time since the start goes on.
    var clock = bench.now
    clock.wall -= 3_600_000
    bench.set(clock)
    bench.pass(seconds: life - 1)
    let bound = try await bench.register(bench.stated(person), code: "654321").bound
    #expect(bound?.number.digits.disclosed() == first && bound?.isFaceConfirmed == false)
    bench.pass(seconds: 60)
    let registered = try bench.registered(person, first)
    try await bench.issue(.signIn, registered, to: first, life: life)
    bench.pass(seconds: life)
    #expect(await bench.refusal { _ = try await bench.signIn(person, first) }?.reason == .codeExpired)
    bench.pass(seconds: 60)
    try await bench.issue(.signIn, registered, to: first, life: life)
    bench.pass(seconds: life - 1)
    #expect(try await bench.signIn(person, first).secondsLeft == 1_800)
  }

  @Test("to sign in both numbers must belong together, and only then the picture is looked at")
  func together() async throws {
    let bench = try await NumberBench()
    let (person, other) = (try await bench.person(), try await bench.person(1))
    try await bench.issue(person, first)
    try await bench.confirm(person)
    bench.pass(seconds: 60)
    var stranger = person
    stranger.number = "110000199003070091"
    for (sample, number) in [(person, second), (other, first), (stranger, first)] {
      let proof = try bench.registered(sample, number, isPictureRight: false)
      let refusal = await bench.refusal { try await bench.issue(.signIn, proof, to: number, life: 90) }
      #expect(refusal?.reason == .portalNotTogether)
    }
    let wrong = try bench.registered(person, first, isPictureRight: false)
    let refusal = await bench.refusal { try await bench.issue(.signIn, wrong, to: first, life: 90) }
    #expect(refusal?.reason == .portalPictureWrong)
    try await bench.issue(.signIn, try bench.registered(person, first), to: first, life: 90)
    let pictureWrong = await bench.refusal {
      _ = try await bench.signIn(person, first, isPictureRight: false)
    }
    #expect(pictureWrong?.reason == .portalPictureWrong, "which is no try of the code")
    let codeWrong = await bench.refusal { _ = try await bench.signIn(person, first, code: "654321") }
    #expect(codeWrong == KioskFailure(.codeWrong, detail: 4))
    #expect(try await bench.signIn(person, first).secondsLeft == 1_800)
    #expect(await bench.refusal { _ = try await bench.signIn(person, first) }?.reason == .codeUsed)
  }

  /// Somebody with a number from the counter who is signed in.
  private func signedIn() async throws -> (NumberBench, Sample) {
    let bench = try await NumberBench()
    let person = try await bench.person()
    try await bench.issue(person, first)
    try await bench.confirm(person)
    bench.pass(seconds: 60)
    try await bench.issue(.signIn, try bench.registered(person, first), to: first, life: 90)
    _ = try await bench.signIn(person, first)
    return (bench, person)
  }

  private func isOver(_ bench: NumberBench, portal: UInt32 = NumberBench.portal) async -> Bool {
    let refusal = await bench.refusal {
      _ = try await bench.store.session(digest, of: portal, clock: bench.now)
    }
    return refusal?.reason == .portalSessionOver
  }

  @Test("a session is good at its portal for its time, over a restart, and until it is ended")
  func session() async throws {
    let (bench, person) = try await signedIn()
    bench.pass(seconds: 1_799)
    let id = try await bench.store.person(kind: person.kind, number: Personal(person.number)).id
    #expect(
      try await bench.store.session(digest, of: NumberBench.portal, clock: bench.now)
        == PortalSession(person: id, secondsLeft: 1))
    #expect(await isOver(bench, portal: 1_002))
    await bench.store.close()
    let again = try await NumberBench(bench.folder)
    again.set(bench.now)
    #expect(await !isOver(again))
    again.pass(seconds: 1)
    #expect(await isOver(again))
    let ended = try await signedIn().0
    let entry = ended.entry(.seePortalSession)
    try await ended.store.endSession(digest, of: NumberBench.portal, by: entry, clock: ended.now)
    #expect(await isOver(ended))
    let twice = await ended.refusal {
      try await ended.store.endSession(digest, of: NumberBench.portal, by: entry, clock: ended.now)
    }
    #expect(twice?.reason == .portalSessionOver)
  }

  @Test("a session ends in the moment in which the number is changed, released, or its owner erased")
  func revoked() async throws {
    let (changed, person) = try await signedIn()
    changed.pass(seconds: 60)
    try await changed.issue(person, second, .change)
    #expect(await !isOver(changed))
    try await changed.confirm(person, .change)
    #expect(await isOver(changed))
    for isErased in [false, true] {
      let (bench, person) = try await signedIn()
      let id = try await bench.store.person(kind: person.kind, number: Personal(person.number)).id
      let entry = bench.entry(.releaseNumber)
      if isErased {
        _ = try await bench.store.erase(person: id, by: entry, wiping: false)
      } else {
        try await bench.store.release(
          NumberRelease(entry: entry, person: id, clock: bench.now, notice: NumberBench.token()))
      }
      #expect(await isOver(bench))
    }
  }

  @Test("where nobody knows how much time has passed every session is over")
  func unknownTime() async throws {
    let (bench, person) = try await signedIn()
    var clock = bench.now
    clock.boot = "another"
    clock.wall -= 10_000
    bench.set(clock)
    #expect(await isOver(bench))
    // Counting on does not bring it back.
    _ = try await bench.check(bench.stated(person), .name)
    #expect(await isOver(bench))
  }

  @Test(
    "a number, a client, a portal and all together have so many tries, over a restart, and then it is said how long"
  )
  func limits() async throws {
    let bench = try await NumberBench()
    let person = try await bench.person()
    let wrong = bench.stated(person) { $0.address = Personal("别处") }
    for _ in 0..<10 { _ = try await bench.check(wrong) }
    #expect(
      await bench.refusal { _ = try await bench.check(wrong) }
        == KioskFailure(.portalTooMany, detail: 3_600))
    await bench.store.close()
    let again = try await NumberBench(bench.folder)
    again.set(bench.now)
    again.pass(seconds: 600)
    let fromElsewhere = await again.refusal {
      _ = try await again.check(again.stated(person), .document, again.client("203.0.113.9", portal: 1_002))
    }
    #expect(fromElsewhere == KioskFailure(.portalTooMany, detail: 3_000), "the number's, whoever asks")
    again.pass(seconds: 3_000)
    for _ in 0..<10 { _ = try await again.check(wrong) }
    again.pass(seconds: 3_600)
    // The day's: until the first ten are a day old.
    let day = await again.refusal { _ = try await again.check(wrong) }
    #expect(day == KioskFailure(.portalTooMany, detail: 86_400 - 7_200))
    #expect(
      try await again.store.audit(before: nil, limit: 100).filter { $0.outcome == "portal.tooMany" }.isEmpty)

    // A client of one portal is not the client of that name of another; unknown numbers count as well.
    let others = try await NumberBench()
    let limits = TryLimits(clientPerHour: 2, portalPerHour: 3, allPerHour: 5)
    func tried(_ index: Int, _ name: String, _ portal: UInt32) async -> FailureReason? {
      var unknown = person
      unknown.number = "11000019900307\(1_000 + index)"
      let stated = others.stated(unknown)
      return await others.refusal {
        _ = try await others.check(stated, .document, others.client(name, limits, portal: portal))
      }?.reason
    }
    #expect(await tried(0, "a", 1) == .registrationNotRead)
    #expect(await tried(1, "a", 1) == .registrationNotRead)
    #expect(await tried(2, "a", 1) == .portalTooMany)
    #expect(await tried(3, "b", 1) == .registrationNotRead)
    #expect(await tried(4, "c", 1) == .portalTooMany, "the portal's")
    #expect(await tried(5, "a", 2) == .registrationNotRead)
    #expect(await tried(6, "b", 2) == .registrationNotRead)
    #expect(await tried(7, "c", 3) == .portalTooMany, "everybody's")
  }

  @Test("of two people with one number each is looked at as the one who fits, at home and at sign-in")
  func namesakes() async throws {
    let bench = try await NumberBench()
    let person = try await bench.person()
    var other = person
    (other.session, other.sex, other.name) = ("other", "2", "MARKER-样本乙")
    _ = try await bench.store.file(other.filing)
    _ = try await bench.store.settle(conflict: "other", .newPerson, by: bench.entry(.resolveConflict))
    for sample in [person, other] { #expect(try await bench.check(bench.stated(sample)) == []) }
    let mixed = bench.stated(person) { $0.sex = Personal("女") }
    #expect(try await bench.check(mixed) == [StatedDifference(.sex)])
    try await bench.issue(.register, .stated(bench.stated(other), bench.client()), to: first, life: 90)
    _ = try await bench.register(bench.stated(other))
    #expect(try await bench.check(bench.stated(person)) == [])
    #expect(
      await bench.refusal { _ = try await bench.check(bench.stated(other)) }?.reason == .registrationExists)
    bench.pass(seconds: 60)
    try await bench.issue(.signIn, try bench.registered(other, first), to: first, life: 90)
    #expect(try await bench.signIn(other, first).secondsLeft == 1_800)
  }

  @Test("an erased person's tries go too, and what stands there of any names nobody")
  func secrecy() async throws {
    let bench = try await NumberBench()
    let person = try await bench.person()
    _ = try await bench.check(bench.stated(person))
    let id = try await bench.store.person(kind: person.kind, number: Personal(person.number)).id
    _ = try await bench.store.erase(person: id, by: bench.entry(.erasePerson), wiping: false)
    await bench.store.close()
    let db = try Engine.database(bench.folder)
    #expect(try db.integer("SELECT count(*) FROM portal_try") == 0)
  }
}
