/// The first two digits of division codes (docs/reader-protocol.md §8.1).
///
/// Only these are checked: codes of dissolved counties stay in issued numbers, so no current list of divisions fits.
enum Provinces {
  /// The whole first six digits of residence permits: Hong Kong, Macao, Taiwan (§8.2).
  static let ofResidencePermits: Set = ["810000", "820000", "830000"]

  /// Whether `code` is a province, a region or a municipality.
  static func isKnown(_ code: String) -> Bool {
    guard let number = Int(code) else { return false }
    return known.contains { $0.contains(number) }
  }

  private static let known = [11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71...71, 81...83]
}
