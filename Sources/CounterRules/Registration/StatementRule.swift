public import IdentityDocuments
internal import PersonalData

/// Compares what somebody states with what was read (docs/portals.md §2).
///
/// Whoever gets the answer learns of each field whether it is right, and of a wrong one whether width alone is why;
/// whatever else is wrong with it gives the same answer.
public enum StatementRule {
  /// The fields in which `stated` differs from `document`, which the archive found by the same number.
  ///
  /// Fields that the document does not have are not compared; one that it has and nobody stated differs.
  public static func differences(
    of stated: StatedDocument, at stage: StatedDocument.Stage, from document: IdentityDocument
  ) -> [StatedDifference] {
    var verdicts: [(DocumentField, StatedValue.Verdict?)] = [
      (
        .number,
        document.number.map {
          StatedValue.compare(stated.number.disclosed(), withNumber: $0.disclosed(), of: document.kind)
        }
      ),
      (.name, name(stated, document)),
    ]
    if stage == .document {
      verdicts += [
        (.address, text(stated.address, document.address)),
        (.authority, text(stated.authority, document.authority)),
        (.validFrom, date(stated.validFrom, document.validFrom)),
        (.validUntil, date(stated.validUntil, document.validUntil)),
        // The older form's, where it is used.
        (.sex, stated.sex == nil ? nil : code(stated.sex, document.sex)),
        (.ethnicGroup, stated.ethnicGroup == nil ? nil : code(stated.ethnicGroup, document.ethnicGroup)),
        (.birthDate, stated.birthDate == nil ? nil : date(stated.birthDate, document.birthDate)),
      ]
    }
    return verdicts.compactMap { field, verdict in
      switch verdict {
      case nil, .same: nil
      case .widthOnly: StatedDifference(field, isWidthOnly: true)
      case .other: StatedDifference(field)
      }
    }
  }

  /// A document may have a name in each script; either is the person's.
  private static func name(_ stated: StatedDocument, _ document: IdentityDocument) -> StatedValue.Verdict? {
    let verdicts = [document.name, document.englishName].compactMap { $0 }
      .filter { !$0.disclosed().isEmpty }
      .map { StatedValue.compare(stated.name.disclosed(), withText: $0.disclosed()) }
    guard !verdicts.isEmpty else { return nil }
    if verdicts.contains(.same) { return .same }
    return verdicts.contains(.widthOnly) ? .widthOnly : .other
  }

  private static func text(_ stated: Personal<String>?, _ own: Personal<String>?) -> StatedValue.Verdict? {
    own.map { StatedValue.compare(stated?.disclosed() ?? "", withText: $0.disclosed()) }
  }

  private static func date(_ stated: Personal<String>?, _ own: Personal<CardDate>?) -> StatedValue.Verdict? {
    own.map { StatedValue.compare(stated?.disclosed() ?? "", withDate: $0.disclosed()) }
  }

  private static func code(_ stated: Personal<String>?, _ own: Personal<CodedValue>?) -> StatedValue.Verdict?
  {
    own.map { StatedValue.compare(stated?.disclosed() ?? "", withCode: $0.disclosed()) }
  }
}
