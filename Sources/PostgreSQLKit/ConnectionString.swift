internal import CPostgreSQL

/// A connection string as libpq takes it.
package enum ConnectionString {
  private static let files: Set<String> = ["passfile", "sslrootcert", "sslcert", "sslkey", "sslcrl"]

  /// The files that `text` names, with the word for each; `nil` where libpq does not understand it: a word that it does
  /// not know, a quote that does not end.
  package static func files(in text: String) -> [(word: String, path: String)]? {
    var error: UnsafeMutablePointer<CChar>?
    guard let options = unsafe PQconninfoParse(text, &error) else {
      unsafe PQfreemem(error)
      return nil
    }
    defer { unsafe PQconninfoFree(options) }
    var found: [(String, String)] = []
    var next = unsafe options
    while let keyword = unsafe next.pointee.keyword {
      let word = unsafe String(cString: keyword)
      if files.contains(word), let value = unsafe next.pointee.val {
        found.append((word, unsafe String(cString: value)))
      }
      unsafe next += 1
    }
    return found
  }
}
