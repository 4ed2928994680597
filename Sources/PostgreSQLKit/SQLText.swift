/// A statement in the SQL that every engine understands, as PostgreSQL wants it.
///
/// `?` and `?1` become `$1`, `x''` becomes an empty `bytea`, and names that PostgreSQL keeps for itself are quoted. Names are
/// in lower case and keywords in upper case, so that one is told from the other.
package enum SQLText {
  private static let reserved: Set<Substring> = ["offset", "window"]

  /// The statement for PostgreSQL.
  package static func translated(_ sql: String) -> String {
    var result = ""
    var rest = sql[...]
    var arguments = 0
    while let next = rest.first {
      switch next {
      case "'":
        let end = rest.dropFirst().firstIndex(of: "'").map { rest.index(after: $0) } ?? rest.endIndex
        result += rest[..<end]
        rest = rest[end...]
      case "?":
        rest.removeFirst()
        let digits = rest.prefix(while: \.isNumber)
        arguments += 1
        result += "$" + (digits.isEmpty ? "\(arguments)" : String(digits))
        rest = rest.dropFirst(digits.count)
      case _ where next.isLetter || next == "_":
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        rest = rest.dropFirst(word.count)
        if word == "x", rest.hasPrefix("''") {
          result += "''::bytea"
          rest = rest.dropFirst(2)
        } else {
          result += reserved.contains(word) ? "\"\(word)\"" : String(word)
        }
      default:
        result.append(next)
        rest.removeFirst()
      }
    }
    return result
  }
}
