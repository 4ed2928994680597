internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive

extension FilingResult {
  /// The answer of an earlier filing of the same session.
  init(_ row: FilingRow) throws(KioskFailure) {
    guard let outcome = FilingOutcome(rawValue: row.outcome) else { throw KioskFailure(.archiveDamaged) }
    self.init(
      outcome: outcome, person: row.person, version: row.version, changed: .init(stored: row.changed),
      findings: .init(stored: row.findings))
  }
}

extension [DocumentField] {
  /// Names with a space between.
  var stored: String { map(\.rawValue).joined(separator: " ") }

  init(stored text: String) { self = text.split(separator: " ").compactMap { Element(rawValue: String($0)) } }
}

extension [Finding] {
  /// Fields and codes, with a comma between findings.
  var stored: String { map { "\($0.field.rawValue) \($0.code.rawValue)" }.joined(separator: ",") }

  init(stored text: String) { self = text.split(separator: ",").compactMap { Element(stored: String($0)) } }
}
