public import IdentityDocuments
public import PersonalData

/// What the archive knows a document by: its kind and its number, with width and case of X made even.
public struct DocumentKey: Hashable, Sendable {
  /// Which sort of document.
  public let kind: DocumentKind
  /// The normalised number, never blank.
  public let number: Personal<String>

  /// The key of `number`; `nil` where it is blank, because such a document cannot be found again.
  public init?(kind: DocumentKind, number: Personal<String>) {
    let normalized = number.map { NumberText.canonical($0, of: kind) }
    guard normalized.disclosed().contains(where: { $0 != " " }) else { return nil }
    self.kind = kind
    self.number = normalized
  }

  /// The key of `document`; `nil` where its number is blank or its kind has none.
  public init?(_ document: IdentityDocument) {
    guard let number = document.number else { return nil }
    self.init(kind: document.kind, number: number)
  }
}
