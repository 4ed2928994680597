import Foundation

extension SeededGenerator {
  /// The numbers of a seed that is printed, and that `IDKIOSK_SEED` gives back.
  public static func printed(_ name: String = #function) -> SeededGenerator {
    let given = ProcessInfo.processInfo.environment["IDKIOSK_SEED"].flatMap { UInt64($0) }
    let seed = given ?? .random(in: .min ... .max)
    print("\(name): seed \(seed)")
    return SeededGenerator(seed: seed)
  }
}
