/// A request of a page of a configured origin to a local service.
package struct LocalRequest: Sendable {
  /// The page's origin, as it is configured.
  package var origin: String
  /// Without what follows a question mark.
  package var path: String
  /// What follows it; of a name that stands there twice, the first.
  package var arguments: [String: String]
}

/// The answer to one.
package struct LocalReply: Sendable {
  var mediaType: String
  var body: [UInt8]

  /// An answer, `application/json` where nothing else is said.
  package init(_ body: [UInt8], mediaType: String = "application/json; charset=utf-8") {
    self.mediaType = mediaType
    self.body = body
  }
}
