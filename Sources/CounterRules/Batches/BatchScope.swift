/// Which batches somebody may touch at all.
public enum BatchScope: Equatable, Sendable {
  /// Every one.
  case all
  /// The one whose code was entered.
  case only(batch: String)
  /// Those that this party opened, by its name in the audit trail.
  case opened(by: String)

  /// Whether the batch with this id, opened by `opener`, is within.
  public func holds(batch: String, openedBy opener: String) -> Bool {
    switch self {
    case .all: true
    case .only(let id): id == batch
    case .opened(let name): name == opener
    }
  }
}

extension ActingParty {
  /// Which batches the party may touch; what it may do with them says `RightsRule`.
  public var batchScope: BatchScope {
    switch self {
    case .batchHolder(let batch): .only(batch: batch)
    case .clerk(_, .enterprise): .opened(by: auditName)
    // They have no right to any.
    case .localPage, .portal: .only(batch: "")
    case .localAdministrator, .clerk, .selfService: .all
    }
  }
}
