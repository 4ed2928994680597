/// Decides who may do what (docs/rights.md).
public enum RightsRule {
  /// Whether `party` may do `act` at a window with `policy`.
  ///
  /// A batch holder's acts are for the one batch alone; the caller of this rule compares it.
  public static func allows(_ act: Act, to party: ActingParty, policy: WindowPolicy) -> Bool {
    if act == .typeDocument || act == .confirmDocument, !policy.typesDocuments { return false }
    return switch party {
    case .localAdministrator: localAdministrator.contains(act)
    case .clerk(_, let role): rights(of: role).contains(act)
    case .batchHolder: policy.selfService.contains(.batch) && batchHolder.contains(act)
    case .localPage: localPage.contains(act)
    case .portal: portal.contains(act)
    case .selfService: selfService(policy).contains(act)
    }
  }

  /// The acts of a role.
  public static func rights(of role: Role) -> Set<Act> {
    switch role {
    case .clerk: clerk
    case .checker: clerk.union([.typeDocument, .confirmDocument, .linkPersons])
    case .supervisor:
      clerk.union([
        .typeDocument, .confirmDocument, .resolveConflict, .erasePerson, .linkPersons, .exportPersons,
        .releaseNumber,
        .readAudit,
        .seeClerks,
      ])
    case .administrator: administrator
    case .enterprise: signedIn.union([.openBatch, .swipeCard, .seeBatch, .keepBatch, .exportBatch])
    case .portal: signedIn.union([.askHandOff])
    case .portalFull: signedIn.union([.askHandOff, .showHandOff])
    }
  }

  private static let anybody: Set<Act> = [.seeWindow, .signIn]

  /// Whoever has an account has a password of its own.
  private static let signedIn: Set<Act> = anybody.union([.changePassword])

  private static let clerk: Set<Act> = signedIn.union([
    .resetReader, .readCard, .compareCard, .fileCard, .endSession, .listPersons, .seePerson, .showPerson,
    .showHistory, .findInRoster, .openBatch, .swipeCard, .seeBatch, .keepBatch, .exportBatch,
    .seeNumber, .sendCode, .confirmCode, .changeNumber, .handOff,
  ])

  private static let administrator: Set<Act> = signedIn.union([
    .setWindow, .keepReaders, .resetReader, .seeClerks, .keepClerks, .readAudit, .seeMessages, .testGateway,
    .keepArchive,
    .erasePerson, .exportPersons,
  ])

  /// Without an account, so without a password.
  private static let localAdministrator = administrator.union(clerk).subtracting([.changePassword])

  private static let batchHolder: Set<Act> = anybody.union([.swipeCard, .seeBatch])

  /// Reading, and nothing that stays.
  private static let localPage: Set<Act> = [.seeWindow, .readCard, .endSession]

  /// What people do at home, and nothing that is done at a window; its server may have an account besides.
  private static let portal: Set<Act> = [
    .seeWindow, .signIn, .checkRegistration, .register, .signInAtPortal, .seePortalSession,
  ]

  private static func selfService(_ policy: WindowPolicy) -> Set<Act> {
    var rights = anybody
    if policy.selfService.contains(.read) { rights.formUnion([.readCard, .compareCard, .endSession]) }
    if policy.selfService.contains(.done) { rights.formUnion([.fileCard, .handOff]) }
    // A first number only: changing one is an act of its own.
    if policy.selfService.contains(.bind) { rights.formUnion([.seeNumber, .sendCode, .confirmCode]) }
    return rights
  }
}
