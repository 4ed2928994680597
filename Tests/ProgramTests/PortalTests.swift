import Emulation
import Foundation
import PortraitImages
import TestSupport
import Testing

@Suite("A portal at the centre", .timeLimit(.minutes(2)))
struct PortalTests {
  private let people = SyntheticPeople(seed: 81)
  private let first = "13500000001"
  private let second = "13500000002"

  @Test(
    "somebody registers the own number from home, signs in with it, and is signed out; each refusal has its reason"
  )
  func home() async throws {
    let (owner, other, stranger) = (people.citizen(0), people.citizen(1), people.citizen(2))
    let centre = try await PortalCentre([owner, other])
    var portal = try await centre.portal()
    // Registration, stage by stage.
    #expect(try await portal.check(owner, stage: "name")["result"]["passed"].flag == true)
    #expect(try await portal.check(stranger, stage: "name").refusal == "registration.notRead")
    let wide = try await portal.check(owner, address: Self.wide(owner.address))["result"]
    #expect(wide["passed"].flag == false && wide["differing"].elements.count == 1)
    #expect(wide["differing"][0]["field"].text == "address" && wide["differing"][0]["widthOnly"].flag == true)
    let wrong = try await portal.check(owner, address: "别处")["result"]
    #expect(
      wrong["differing"][0]["field"].text == "address" && wrong["differing"][0]["widthOnly"].flag == false)
    #expect(try await portal.check(owner)["result"]["passed"].flag == true)
    #expect(try await portal.check(owner, stage: "third").refusal == "request.badParameters")
    #expect(try await portal.sendCode(owner, to: first, address: "别处").refusal == "registration.differs")
    let sent = try await portal.sendCode(owner, to: first)
    #expect(
      sent["result"]["secondsLeft"].number == 86_400 && sent["result"]["phoneMasked"].text == "135****1")
    let code = try await centre.inbox.code(to: first)
    let registered = try await portal.confirm(owner, code)
    let person = try #require(registered["result"]["person"].text, "\(registered)")
    #expect(try await portal.check(owner).refusal == "registration.exists")
    #expect(try await portal.sendCode(other, to: first).refusal == "phone.taken")

    // Signing in.
    try await centre.pass(seconds: 61)
    portal = try await centre.portal()
    let shown = try await portal.picture()
    let png = try PNGImage.decodeRGB([UInt8](shown.png))
    #expect(png.width == 240 && png.height == 80)
    let another = try await portal.picture(instead: shown.id)
    let gone = try await portal.signIn("portal.sendCode", owner, first, shown.id, shown.letters)
    #expect(gone.refusal == "portal.pictureWrong", "another was asked for")
    let apart = try await portal.signIn("portal.sendCode", other, first, "none", "x")
    #expect(apart.refusal == "portal.notTogether")
    let asked = try await portal.signIn(
      "portal.sendCode", owner, first, another.id, another.letters.lowercased())
    #expect(asked["result"]["secondsLeft"].number == 90, "\(asked)")
    let newest = try await centre.inbox.code(to: first, message: 2)
    let again = try await portal.signIn("portal.sendCode", owner, first, another.id, another.letters)
    #expect(again.refusal == "portal.pictureWrong", "one picture is good for one code")
    let third = try await portal.picture()
    let signedIn = try await portal.signIn(
      "portal.signIn", owner, first, third.id, third.letters, code: newest)
    let token = try #require(signedIn["result"]["session"].text, "\(signedIn)")
    #expect(signedIn["result"]["person"].text == person && token.count == 64)
    let used = try await portal.signIn("portal.signIn", owner, first, third.id, third.letters, code: newest)
    #expect(used.refusal == "portal.pictureWrong", "and for one sign-in")
    #expect(try await portal.session(token)["result"]["person"].text == person)
    #expect(try await portal.session(String(token.reversed())).refusal == "portal.sessionOver")
    try await centre.pass(seconds: 0)
    portal = try await centre.portal()
    #expect(try await portal.session(token)["result"]["person"].text == person, "over a restart")
    #expect(try await portal.session(token, "portal.signOut")["result"].exists)
    #expect(try await portal.session(token).refusal == "portal.sessionOver")

    // As often as this and no more; then everybody is told how long.
    var refusals: [String?] = []
    for _ in 0..<11 { refusals.append(try await portal.check(stranger).refusal) }
    #expect(refusals.contains("registration.notRead") && refusals.last == "portal.tooMany")
    let secrets = [owner.number, owner.address, first, token]
    for line in centre.lines { for secret in secrets { #expect(!line.contains(secret)) } }
    await centre.stop()
  }

  @Test(
    "whoever is not named as a portal is refused, the machine's own administrator too, and a portal may do nothing else"
  )
  func rights() async throws {
    let centre = try await PortalCentre([])
    let portal = try await centre.portal()
    #expect(try await portal.reason("person.list", "{}") == "rights.denied")
    #expect(try await portal.reason("card.read", #"{"timeoutSeconds":0}"#) == "rights.denied")
    #expect(try await portal.call("clerk.whoAmI", "{}")["result"]["kind"].text == "portal")
    #expect(try await portal.call("status", "{}")["result"].exists)
    await centre.stop()
    let plain = try ScratchFolder()
    let daemon = try Kiosk.startCounterDaemon(plain, plain.file("none.conf"))
    _ = try await daemon.errorLine { $0.hasSuffix(": ready") }
    let client = try WireClient(plain.file("counter.sock"))
    try await client.hello()
    let administrator = Portal(client)
    #expect(try await administrator.check(people.citizen(0)).refusal == "rights.denied")
    #expect(try await administrator.session("x").refusal == "rights.denied")
    await daemon.stop()
  }

  @Test("on PostgreSQL a window files and changes the number, and the portal's session ends in that moment")
  func centre() async throws {
    let server = try await PostgreSQLServer.shared.value
    let target = try await server.makeSchema()
    let inbox = try await EmulatorInbox()
    let window = try await CentreWindow(target, inbox.configuration)
    let owner = people.citizen(5)
    let centre = try await PortalCentre(target, keysOf: window.window.kiosk.folder, inbox: inbox)
    let portal = try await centre.portal()
    #expect(try await portal.check(owner, stage: "name").refusal == "registration.notRead")
    try await window.window.lay(try Cards.write(owner, to: "card", in: window.window.kiosk.folder))
    let read = try await window.window.read("--file").json
    let session = try #require(read["session"].text, "\(read)")
    let watcher = window.window.watcher
    func counter(_ id: Int, _ method: String, _ purpose: String, _ more: String) async throws -> JSONValue {
      try await watcher.call(
        id, method, #"{"session":"\#(session)","purpose":"\#(purpose)","faceConfirmed":true,\#(more)}"#)
    }
    func pass() async throws { _ = try await server.sql(PortalCentre.shift(61), schema: target) }

    #expect(try await portal.check(owner)["result"]["passed"].flag == true)
    _ = try await counter(900, "phone.sendCode", "bind", #""phone":"13500000001""#)
    let bound = try await counter(
      901, "phone.confirm", "bind", #""code":"\#(try await inbox.code(to: first))""#)
    #expect(bound["result"]["phoneMasked"].text == "135****1", "\(bound)")
    #expect(try await portal.check(owner).refusal == "registration.boundAtCounter")
    #expect(try await portal.sendCode(owner, to: second).refusal == "registration.boundAtCounter")

    try await pass()
    let picture = try await portal.picture()
    let asked = try await portal.signIn("portal.sendCode", owner, first, picture.id, picture.letters)
    #expect(asked["result"]["triesLeft"].number == 5, "\(asked)")
    let code = try await inbox.code(to: first, message: 2)
    let signedIn = try await portal.signIn(
      "portal.signIn", owner, first, picture.id, picture.letters, code: code)
    let token = try #require(signedIn["result"]["session"].text, "\(signedIn)")

    try await pass()
    _ = try await counter(902, "phone.sendCode", "change", #""phone":"13500000002""#)
    let newest = try await inbox.code(to: second)
    #expect(try await portal.session(token)["result"]["secondsLeft"].number != nil)
    let changed = try await counter(903, "phone.confirm", "change", #""code":"\#(newest)""#)
    #expect(changed["result"]["phoneMasked"].text == "135****2", "\(changed)")
    #expect(try await portal.session(token).refusal == "portal.sessionOver")
    let former = try await portal.picture()
    #expect(
      try await portal.signIn("portal.sendCode", owner, first, former.id, former.letters).refusal
        == "portal.notTogether")
    await window.stop()
    await centre.stop()
  }

  /// Digits in full width.
  private static func wide(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          (0x30...0x39).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
        }))
  }
}
