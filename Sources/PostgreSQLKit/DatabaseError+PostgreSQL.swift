internal import DatabaseKit

extension DatabaseError {
  /// What an SQLSTATE means; its code is the SQLSTATE read as a number to the base 36.
  init(sqlState: String) {
    let kind: Kind =
      switch sqlState {
      case "53100": .full
      case "25006": .readOnly
      case "XX001", "XX002": .damaged
      case "53300": .crowded
      case "40001", "40P01": .collided
      case "57014", "55P03", "25P03": .slow
      case "57P01", "57P02", "57P03", "57P05": .away
      case "3D000", "42501": .refused
      default:
        switch sqlState.prefix(2) {
        case "08": .away
        case "23": .constraint
        case "28": .refused
        case "42": .statement
        default: .other
        }
      }
    self.init(kind, code: Int(sqlState, radix: 36) ?? 0)
  }

  /// No answer came before the deadline.
  static let late = DatabaseError(sqlState: "57014")
  /// No server showed the certificate that the connection string asks for.
  static let untrusted = DatabaseError(.untrusted, code: Int("08001", radix: 36) ?? 0)
  /// The connection is gone, or there was none.
  static let lost = DatabaseError(sqlState: "08006")
}
