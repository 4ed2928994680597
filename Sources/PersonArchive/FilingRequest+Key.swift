public import CounterRules
internal import IdentityDocuments
public import KioskProtocol

extension FilingRequest {
  /// What the archive will know the document by.
  ///
  /// Throws `document.unknownKind` and `document.numberBlank`: neither could ever be found again. Throws
  /// `document.notTyped` for a document that was typed in though it is read from its card: nothing that somebody
  /// typed ever stands in the place of what a card said.
  public func key() throws(KioskFailure) -> DocumentKey {
    guard document.kind != .unknown else { throw KioskFailure(.documentUnknownKind) }
    guard document.kind.isTyped == origin.isTyped else { throw KioskFailure(.documentNotTyped) }
    guard let key = DocumentKey(document) else { throw KioskFailure(.documentNumberBlank) }
    return key
  }
}
