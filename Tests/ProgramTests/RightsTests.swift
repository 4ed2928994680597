import CommandLineKit
import CounterRules
import CounterService
import Foundation
import LinuxPlatform
import Portraits
import TestSupport
import Testing

@Suite("Rights, each tried without having it", .timeLimit(.minutes(2)))
struct RightsTests {
  private typealias Answering = (CallRights.Call, Int) async throws -> JSONValue
  private static let typing = "window.typedDocuments = on\n"
  private static let refusals = ["rights.denied", "rights.signInNeeded", "clerk.signInExpired"]
  private static let accounts = Dictionary(
    uniqueKeysWithValues: Role.allCases.map { (account(of: $0), $0.rawValue) })

  /// An account's name has small letters only.
  private static func account(of role: Role) -> String { "a-\(role)".lowercased() }

  /// Makes every call and holds what came against what `party` may do.
  private func sweep(
    _ party: ActingParty, _ policy: WindowPolicy = WindowPolicy(typesDocuments: true), refused: String,
    _ answer: Answering
  ) async throws {
    for (index, call) in CallRights.all.enumerated() {
      let reason = SignInTests.reason(try await answer(call, 100 + index))
      if call.name == "batch.enter", !policy.selfService.contains(.batch) {
        // Anybody may enter a code, but at this window none is good for anything.
        #expect(reason == "rights.signInNeeded")
      } else if RightsRule.allows(call.act, to: party, policy: policy) {
        #expect(!Self.refusals.contains(reason ?? ""), "\(party) \(call.name): \(reason ?? "")")
      } else {
        #expect(reason == refused, "\(party) \(call.name): \(reason ?? "answered")")
      }
    }
  }

  /// Expects every line of the trail to be of an act that its actor has a right to.
  private func checkTrail(_ kiosk: Kiosk) async throws {
    var before = Int.max
    var seen = 0
    while true {
      let page = try await kiosk.client("audit", "list", "--json", "--before", "\(before)", "--limit", "200")
      let lines = page.json["lines"].elements
      for line in lines {
        let act = try #require(line["act"].text.flatMap(Act.init(rawValue:)))
        let role = try #require(line["role"].text)
        let party: ActingParty =
          switch role {
          case "localAdministrator": .localAdministrator(uid: 0)
          case "selfService": .selfService
          default: .clerk(name: "", role: try #require(Role(rawValue: role)))
          }
        #expect(RightsRule.allows(act, to: party, policy: WindowPolicy(typesDocuments: true)), "\(line)")
        #expect(line["window"].text == "test-window")
        seen += 1
      }
      guard let last = lines.last?["number"].number, last > 1 else { break }
      before = last
    }
    #expect(seen > 0)
  }

  @Test("there is a row for every call that the counter offers, with its act, and for every act")
  func complete() async throws {
    let folder = try ScratchFolder()
    let daemon = try await CounterDaemon(
      listener: try UnixSocket.listen(at: folder.file("counter.sock"), mode: 0o600),
      readerSocket: folder.file("reader.sock"), stateFolder: folder.file("state"),
      configuration: Configuration(), portraits: PortraitClient(helper: "/none", settings: nil))
    let rows = CallRights.all.map { "\($0.name) \($0.act)" }
    #expect(Set(rows) == Set(daemon.acts.map { "\($0.key) \($0.value)" }))
    #expect(rows.count == Set(rows).count)
    #expect(Set(CallRights.all.map(\.act)).union(CallRights.withoutCall) == Set(Act.allCases))
    #expect(Set(CallRights.all.map(\.act)).isDisjoint(with: CallRights.withoutCall))
    await daemon.stop()
  }

  @Test("on the socket, a clerk of each role may do what the role may and nothing else")
  func roles() async throws {
    let kiosk = try await SignInTests.kiosk(Self.accounts, configuration: Self.typing)
    for role in Role.allCases {
      let client = try WireClient(kiosk.folder.file("counter.sock"))
      try await client.hello()
      #expect(try await SignInTests.signIn(client, 2, Self.account(of: role))["result"].exists)
      try await sweep(.clerk(name: "a-\(role)", role: role), refused: "rights.denied") { call, id in
        if call.name == "clerk.signIn" {
          // A refused sign-in leaves the former one as it is.
          #expect(
            SignInTests.reason(try await client.call(id, call.name, call.params)) == "clerk.signInRefused")
          return try await client.call(id + 500, "clerk.whoAmI")
        }
        return try await client.call(id, call.name, call.params)
      }
      #expect(try await client.call(99, "clerk.whoAmI")["result"]["kind"].text == "localAdministrator")
    }
    try await checkTrail(kiosk)
    await kiosk.stop()
  }

  @Test("on the socket, the daemon's own user and root act as administrator and clerk")
  func localAdministrator() async throws {
    let kiosk = try await SignInTests.kiosk([:], configuration: Self.typing)
    let client = try WireClient(kiosk.folder.file("counter.sock"))
    try await client.hello()
    try await sweep(.localAdministrator(uid: 0), refused: "rights.denied") { call, id in
      try await client.call(id, call.name, call.params)
    }
    try await checkTrail(kiosk)
    await kiosk.stop()
  }

  @Test("on the socket, another user has what the window gives to everybody", .enabled(if: Cards.isRoot))
  func otherUser() async throws {
    let kiosk = try await SignInTests.kiosk(["li": "clerk"], configuration: Self.typing)
    let other = try await OtherUser(kiosk.folder)
    try await sweep(.selfService, refused: "rights.signInNeeded") { call, id in
      try await other.call(id, call.name, call.params)
    }
    let answer = try await other.call(
      50, "clerk.signIn", #"{"name":"li","password":"\#(SignInTests.password)"}"#)
    #expect(answer["result"]["role"].text == "clerk")
    try await sweep(.clerk(name: "li", role: .clerk), refused: "rights.denied") { call, id in
      try await other.call(id + 100, call.name, call.params)
    }
    await other.stop()
    try await checkTrail(kiosk)
    await kiosk.stop()
  }

  @Test("on the page, without a sign-in the window's policy decides, from the moment that it changes")
  func page() async throws {
    let kiosk = try await SignInTests.kiosk([:], configuration: "page.port = 0\n")
    let page = try await PagePost(kiosk.counterDaemon)
    for words in ["read, done", "batch", "none"] {
      #expect(try await kiosk.client("window", "set", "window.selfService", words).status == 0)
      let policy = WindowPolicy(
        selfService: Set(words.split(separator: ", ").compactMap { .init(rawValue: String($0)) }))
      try await sweep(.selfService, policy, refused: "rights.signInNeeded") { call, _ in
        try await page.call(call.name, call.params)
      }
      let filing = try await page.call("card.read", #"{"file":true,"timeoutSeconds":0}"#)
      #expect((SignInTests.reason(filing) == "rights.signInNeeded") == (words != "read, done"))
    }
    await kiosk.stop()
  }

  @Test("a token that was made up, signed out or taken away is good for nothing but a new sign-in")
  func tokens() async throws {
    let kiosk = try await SignInTests.kiosk(["li": "clerk"], configuration: "page.port = 0\n")
    let page = try await PagePost(kiosk.counterDaemon)
    func signIn() async throws -> String {
      let answer = try await page.call(
        "clerk.signIn", #"{"name":"li","password":"\#(SignInTests.password)"}"#)
      return try #require(answer["result"]["token"].text)
    }
    let signedOut = try await signIn()
    #expect(try await page.call("person.list", token: signedOut)["result"].exists)
    #expect(try await page.call("clerk.signOut", token: signedOut)["result"].exists)
    let takenAway = try await signIn()
    #expect(try await kiosk.client("clerk", "role", "li", "checker").status == 0)
    for token in [signedOut, takenAway, String(repeating: "0", count: 64), "x"] {
      for call in CallRights.all {
        let reason = SignInTests.reason(try await page.call(call.name, call.params, token: token))
        switch call.name {
        case "clerk.signIn": #expect(reason == "clerk.signInRefused")
        case "clerk.signOut": #expect(reason == nil)
        default: #expect(reason == "clerk.signInExpired", "\(call.name): \(reason ?? "answered")")
        }
      }
    }
    let anew = try await signIn()
    #expect(try await page.call("clerk.whoAmI", token: anew)["result"]["role"].text == "checker")
    await kiosk.stop()
  }
}
