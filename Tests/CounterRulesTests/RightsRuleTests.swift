import CounterRules
import Testing

@Suite("Rights")
struct RightsRuleTests {
  /// Written out by hand: the table of docs/rights.md.
  private static let table: [(Role, Set<Act>)] = [
    (
      .clerk,
      [
        .seeWindow, .signIn, .changePassword, .resetReader, .readCard, .compareCard, .fileCard, .endSession,
        .listPersons,
        .seePerson,
        .showPerson, .showHistory, .findInRoster, .openBatch, .swipeCard, .seeBatch, .keepBatch, .exportBatch,
        .seeNumber, .sendCode, .confirmCode, .changeNumber, .handOff,
      ]
    ),
    (
      .checker,
      [
        .seeWindow, .signIn, .changePassword, .resetReader, .readCard, .compareCard, .fileCard, .endSession,
        .listPersons,
        .seePerson,
        .showPerson, .showHistory, .findInRoster, .openBatch, .swipeCard, .seeBatch, .keepBatch, .exportBatch,
        .seeNumber, .sendCode, .confirmCode, .changeNumber, .handOff,
        .typeDocument, .confirmDocument, .linkPersons,
      ]
    ),
    (
      .supervisor,
      [
        .seeWindow, .signIn, .changePassword, .resetReader, .readCard, .compareCard, .fileCard, .endSession,
        .listPersons,
        .seePerson,
        .showPerson, .showHistory, .findInRoster, .openBatch, .swipeCard, .seeBatch, .keepBatch, .exportBatch,
        .seeNumber, .sendCode, .confirmCode, .changeNumber, .handOff,
        .typeDocument, .confirmDocument, .resolveConflict, .erasePerson, .linkPersons, .exportPersons,
        .releaseNumber,
        .readAudit, .seeClerks,
      ]
    ),
    (
      .administrator,
      [
        .seeWindow, .signIn, .changePassword, .setWindow, .seeClerks, .keepClerks, .readAudit, .seeMessages,
        .testGateway, .keepArchive, .keepReaders, .resetReader, .erasePerson,
        .exportPersons,
      ]
    ),
    (
      .enterprise,
      [.seeWindow, .signIn, .changePassword, .openBatch, .swipeCard, .seeBatch, .keepBatch, .exportBatch]
    ),
    (.portal, [.seeWindow, .signIn, .changePassword, .askHandOff]),
    (.portalFull, [.seeWindow, .signIn, .changePassword, .askHandOff, .showHandOff]),
  ]
  private let typingWindow = WindowPolicy(typesDocuments: true)

  private func rights(of party: ActingParty, _ policy: WindowPolicy) -> Set<Act> {
    Set(Act.allCases.filter { RightsRule.allows($0, to: party, policy: policy) })
  }

  @Test("every role may do what its row says and nothing else", arguments: 0..<7)
  func roles(row: Int) {
    let (role, acts) = Self.table[row]
    #expect(rights(of: .clerk(name: "zhang", role: role), typingWindow) == acts)
    #expect(Set(Self.table.map(\.0)) == Set(Role.allCases))
  }

  @Test("documents are typed in only at windows with that right, whoever asks")
  func typing() {
    for role in Role.allCases {
      #expect(!rights(of: .clerk(name: "zhang", role: role), WindowPolicy()).contains(.typeDocument))
      #expect(!rights(of: .clerk(name: "zhang", role: role), WindowPolicy()).contains(.confirmDocument))
    }
  }

  @Test("without an account the window's policy decides, and an empty one leaves nothing to do")
  func selfService() {
    let all = rights(of: .selfService, WindowPolicy(selfService: [.read, .done, .batch]))
    #expect(all == [.seeWindow, .signIn, .readCard, .compareCard, .fileCard, .endSession, .handOff])
    let reading = rights(of: .selfService, WindowPolicy(selfService: [.read]))
    #expect(reading == [.seeWindow, .signIn, .readCard, .compareCard, .endSession])
    #expect(rights(of: .selfService, WindowPolicy(selfService: [])) == [.seeWindow, .signIn])
  }

  @Test(
    "alone somebody may bind a first number and never change one, and an enterprise's agent may do neither")
  func numbers() {
    let numbers: Set<Act> = [.seeNumber, .sendCode, .confirmCode, .changeNumber, .releaseNumber]
    #expect(
      rights(of: .selfService, WindowPolicy(selfService: [.bind])) == [
        .seeWindow, .signIn, .seeNumber, .sendCode, .confirmCode,
      ])
    for policy in [typingWindow, WindowPolicy(selfService: Set(WindowPolicy.SelfService.allCases))] {
      #expect(rights(of: .clerk(name: "agent", role: .enterprise), policy).isDisjoint(with: numbers))
      #expect(rights(of: .batchHolder(batch: "7"), policy).isDisjoint(with: numbers))
    }
  }

  @Test("a portal may do what people do at home, nobody else may, and it may nothing more")
  func portal() {
    let home: Set<Act> = [.checkRegistration, .register, .signInAtPortal, .seePortalSession]
    #expect(rights(of: .portal(uid: 1_001), typingWindow) == home.union([.seeWindow, .signIn]))
    let all = WindowPolicy(selfService: Set(WindowPolicy.SelfService.allCases), typesDocuments: true)
    let others: [ActingParty] =
      Role.allCases.map { .clerk(name: "zhang", role: $0) } + [
        .localAdministrator(uid: 0), .selfService, .batchHolder(batch: "7"),
        .localPage(service: "s", origin: "o"),
      ]
    for party in others { #expect(rights(of: party, all).isDisjoint(with: home)) }
  }

  @Test("the code of a batch is good for swiping and listing, where the policy has batches")
  func batchHolder() {
    let holder = ActingParty.batchHolder(batch: "7")
    #expect(
      rights(of: holder, WindowPolicy(selfService: [.batch])) == [.seeWindow, .signIn, .swipeCard, .seeBatch])
    #expect(rights(of: holder, WindowPolicy()) == [])
  }

  @Test("the machine's own administrator acts as administrator and clerk, and settles no conflict")
  func localAdministrator() {
    let rights = rights(of: .localAdministrator(uid: 0), typingWindow)
    #expect(rights == Self.table[0].1.union(Self.table[3].1).subtracting([.changePassword]))
  }
}
