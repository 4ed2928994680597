/// Who acts.
public enum ActingParty: Equatable, Hashable, Sendable {
  /// The daemon's own user or root on the unix socket, not signed in.
  case localAdministrator(uid: UInt32)
  /// Somebody who signed in.
  case clerk(name: String, role: Role)
  /// Whoever entered the code of an open batch.
  case batchHolder(batch: String)
  /// A page of a configured origin that asks a maker's local service.
  case localPage(service: String, origin: String)
  /// The program of a portal that the configuration names, by its user; for people at home.
  case portal(uid: UInt32)
  /// Anybody else at this machine.
  case selfService

  /// As the audit trail names it.
  public var auditName: String {
    switch self {
    case .localAdministrator(let uid): "local:\(uid)"
    case .clerk(let name, _): "clerk:\(name)"
    case .batchHolder(let batch): "batch:\(batch)"
    case .localPage(_, let origin): "origin:\(origin)"
    case .portal(let uid): "portal:\(uid)"
    case .selfService: "self-service"
    }
  }

  /// As what it acted, for the audit trail.
  public var auditRole: String {
    switch self {
    case .localAdministrator: "localAdministrator"
    case .clerk(_, let role): role.rawValue
    case .batchHolder: "batchHolder"
    case .localPage(let service, _): "page:\(service)"
    case .portal: "portalProgram"
    case .selfService: "selfService"
    }
  }

  /// The name that stands beside what was read and filed; `nil` where nobody signed in.
  public var clerkName: String? {
    if case .clerk(let name, _) = self { name } else { nil }
  }
}
