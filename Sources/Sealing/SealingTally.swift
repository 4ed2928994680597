internal import Synchronization

/// Counts what is sealed, opened and coded in one task: for holding two ways to the same amount of work.
///
/// Counts nothing where nobody asked.
package final class SealingTally: Sendable {
  /// Who counts in this task.
  @TaskLocal package static var current: SealingTally?

  private let operations = Atomic(0)

  /// Counts from zero.
  package init() {}

  /// How many there were.
  package var count: Int { operations.load(ordering: .relaxed) }

  /// Notes one.
  static func note() {
    guard let current else { return }
    current.operations.wrappingAdd(1, ordering: .relaxed)
  }
}
