/// What a clerk should know about a number before binding it; never a reason to refuse.
public enum NumberWarning: String, CaseIterable, Codable, Sendable {
  /// It was another person's until recently.
  case boundElsewhereRecently = "phone.boundElsewhereRecently"
  /// Many codes were asked for or said wrongly for it.
  case manyAttempts = "phone.manyAttempts"
  /// This person's number changed often.
  case changedOften = "phone.changedOften"

  /// How long the end of a binding counts as recent: 90 days, in milliseconds.
  public static let recently = 90 * 86_400_000
  /// From so many codes or wrong tries for a number in a day on.
  public static let attempts = 4
  /// From so many bindings of a person in `often` on.
  public static let changes = 3
  /// The time in which changes are counted: a year, in milliseconds.
  public static let often = 365 * 86_400_000
}
