import TestSupport

/// A life of the window, from its start to its end.
struct YearLife {
  /// How many swipes it is to have.
  var length = 0
  /// How many it had.
  var swipes = 0
  var end = YearChances.End.clean
  /// The least that its processes held early in it.
  var early: [Held] = []
}
