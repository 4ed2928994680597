internal import KioskProtocol

/// The part of a list that a caller asked for.
struct ListPage {
  /// The longest part.
  static let largest = 200
  /// How long it is where the caller did not say.
  static let usual = 50

  /// How many entries to pass over.
  let offset: Int
  /// How many to give at most.
  let limit: Int

  /// Throws `request.badParameters` for a part that cannot be.
  init(offset: Int? = nil, limit: Int?) throws(KioskFailure) {
    self.offset = offset ?? 0
    self.limit = limit ?? Self.usual
    guard (0...Int(Int32.max)).contains(self.offset), (1...Self.largest).contains(self.limit) else {
      throw KioskFailure(.requestBadParameters)
    }
  }
}
