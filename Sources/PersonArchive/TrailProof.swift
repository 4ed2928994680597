/// How far the audit trail was gone through, and what was found wrong with it.
public struct TrailProof: Equatable, Sendable {
  /// What is wrong at one place.
  public struct Fault: Equatable, Sendable {
    /// What happened to a line.
    public enum Kind: String, CaseIterable, Sendable {
      /// Something in it is another, or somebody without the keys wrote it.
      case changed
      /// It is not there, though later ones of the window are.
      case missing
      /// It stands behind later ones.
      case reordered
      /// It was the last one or near it, and is not there.
      case cutOff
      /// The second place of the heads is not there or is not ours.
      case noHead
    }
    /// What happened.
    public var kind: Kind
    /// The id of the window whose chain it is in; "" for all of them.
    public var window: String
    /// Its place in that chain, from 1.
    public var place: Int
    /// Its number in the trail, where it is there.
    public var number: Int?

    /// A fault.
    public init(_ kind: Kind, window: String, place: Int, number: Int? = nil) {
      self.kind = kind
      self.window = window
      self.place = place
      self.number = number
    }
  }

  /// One window's chain.
  public struct Chain: Equatable, Sendable {
    /// Lines that were gone through.
    public var lines = 0
    /// The highest place.
    public var place = 0
    /// The code of the line there.
    public var code: [UInt8] = []
    /// The place of the first line that says that lines were cut off: the first of them stood there.
    public var cut: Int?
    /// The number of the line at the last place that the second place knows, where it is not the one that was there.
    public var other: Int?

    /// Nothing gone through yet.
    public init() {}
  }

  /// At most so many faults are kept: whoever sees a thousand has seen enough.
  public static let mostFaults = 1_000

  /// The last number gone through.
  public var number = 0
  /// Whether all of it was gone through.
  public var isDone = false
  /// The chains, by window.
  public var chains: [String: Chain] = [:]
  /// What was found.
  public var faults: [Fault] = []

  /// Nothing gone through yet.
  public init() {}

  /// Adds a fault, unless there are enough.
  public mutating func add(_ fault: Fault) {
    if faults.count < Self.mostFaults { faults.append(fault) }
  }
}
