public import CounterRules
internal import IdentityDocuments
public import KioskProtocol

extension FilingRequest {
  /// What the archive will know the document by.
  ///
  /// Throws `document.unknownKind` and `document.numberBlank`: neither could ever be found again.
  public func key() throws(KioskFailure) -> DocumentKey {
    guard document.kind != .unknown else { throw KioskFailure(.documentUnknownKind) }
    guard let key = DocumentKey(document) else { throw KioskFailure(.documentNumberBlank) }
    return key
  }
}
