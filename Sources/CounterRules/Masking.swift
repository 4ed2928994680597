public import PersonalData

/// How values about people stand in lists (docs/counter-domain.md §4 and §7).
///
/// The number of stars is fixed, so that it does not tell how long the value is. A masked value is still one about a
/// person and stays covered.
public enum Masking {
  /// The first three and the last three characters: `340*****000`.
  ///
  /// A number of fewer than nine characters shows one at each end, one of fewer than four shows none.
  public static func number(_ number: Personal<String>) -> Personal<String> {
    number.map { text in
      switch text.count {
      case 9...: masked(text, first: 3, stars: 5, last: 3)
      case 4...: masked(text, first: 1, stars: 5, last: 1)
      default: text.isEmpty ? "" : "*****"
      }
    }
  }

  /// The first three and the last one digit of a mobile number: `135****0`.
  public static func phone(_ phone: Personal<String>) -> Personal<String> {
    phone.map { text in
      text.count >= 7 ? masked(text, first: 3, stars: 4, last: 1) : text.isEmpty ? "" : "****"
    }
  }

  /// The first character, and ＊ for each of the others; a name of one character shows nothing.
  public static func name(_ name: Personal<String>) -> Personal<String> {
    name.map { text in
      text.count < 2
        ? String(repeating: "＊", count: text.count)
        : text.prefix(1) + String(repeating: "＊", count: text.count - 1)
    }
  }

  private static func masked(_ text: String, first: Int, stars: Int, last: Int) -> String {
    text.prefix(first) + String(repeating: "*", count: stars) + text.suffix(last)
  }
}
