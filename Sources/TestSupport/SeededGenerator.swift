import Emulation

/// Random numbers that a seed repeats; a failing test prints the seed.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  /// What repeats them.
  public let seed: UInt64
  private var numbers: SplitMix64

  /// The numbers of `seed`.
  public init(seed: UInt64) {
    self.seed = seed
    numbers = SplitMix64(seed: seed)
  }

  /// The next number.
  public mutating func next() -> UInt64 { numbers.next() }
}
