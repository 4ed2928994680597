/// A small generator of numbers that come out the same on every machine and in every version of Swift.
package struct SplitMix64: Sendable {
  private var state: UInt64

  /// A generator that starts at `seed`.
  package init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to but not including `limit`; 0 where there is none.
  package mutating func below(_ limit: Int) -> Int {
    limit > 0 ? Int(truncatingIfNeeded: next() >> 1) % limit : 0
  }

  /// One element of `choices`, or `otherwise` where there is none.
  package mutating func pick<Element>(_ choices: [Element], otherwise: Element) -> Element {
    let index = below(choices.count)
    return choices.indices.contains(index) ? choices[index] : otherwise
  }
}
