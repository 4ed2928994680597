import IdentityDocuments
import PersonalData

/// Decides what filing a reading does (docs/counter-domain.md §2).
public enum FilingRule {
  /// The decision for `reading`, where `kept` are all versions filed under the same key, in any order.
  ///
  /// The order of the checks is part of the rule. A conflict makes no version: the reading is kept for a supervisor.
  public static func decide(reading: FiledValues, kept: [FiledVersion]) -> FilingDecision {
    guard DocumentKey(reading.document) != nil else { return FilingDecision(.failed) }
    guard let current = kept.current else { return FilingDecision(.filed, newVersion: reading) }

    let differences = reading.differences(from: current.values)
    let findings = nameFindings(differences)
    if differences.contains(.sex) || differences.contains(.birthDate) {
      return FilingDecision(.conflict, changed: differences, findings: findings)
    }
    if differences.isEmpty { return FilingDecision(.unchanged, repeats: current.version) }
    // Newest first: of two equal versions the later one is the one a clerk would look at.
    let newestFirst = kept.sorted { $0.version > $1.version }
    if let same = newestFirst.first(where: { reading.differences(from: $0.values).isEmpty }) {
      return FilingDecision(.older, repeats: same.version, findings: findings)
    }
    if startsEarlier(reading, than: current) {
      return FilingDecision(.older, newVersion: reading, findings: findings)
    }
    return FilingDecision(
      .renewed, newVersion: reading.carryingOver(current.values), changed: differences, findings: findings)
  }

  private static func startsEarlier(_ reading: FiledValues, than current: FiledVersion) -> Bool {
    guard let currentStart = current.validFrom else { return false }
    guard let start = reading.document.validFrom?.disclosed().day else { return true }
    return start < currentStart
  }

  private static func nameFindings(_ differences: [DocumentField]) -> [Finding] {
    differences.filter { $0 == .name || $0 == .englishName }.map { Finding($0, .nameDiffersFromFile) }
  }
}
