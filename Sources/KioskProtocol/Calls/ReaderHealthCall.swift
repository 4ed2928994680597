/// `reader.health`: how the readers have been doing: counts since the counter started, times of the last 200 readings.
package enum ReaderHealth: RPCMethod {
  package static let name = "reader.health"
  package typealias Params = Empty
  package struct Output: Codable, Sendable {
    package var readers: [Reader]
    package init(readers: [Reader]) { self.readers = readers }
  }

  package enum Step: String, Codable, CaseIterable, Sendable { case find, select, read, portrait, total }

  /// How often readings failed for one reason.
  package struct Failed: Codable, Sendable {
    package var reason: FailureReason
    package var count: Int
    package init(reason: FailureReason, count: Int) {
      self.reason = reason
      self.count = count
    }
  }

  /// How long a step took in the last readings.
  package struct Took: Codable, Sendable {
    package var step: Step
    /// Of how many readings.
    package var count: Int
    package var p50Ms: Double
    package var p95Ms: Double
    package init(step: Step, count: Int, p50Ms: Double, p95Ms: Double) {
      self.step = step
      self.count = count
      self.p50Ms = p50Ms
      self.p95Ms = p95Ms
    }
  }

  /// A step that takes longer than it did.
  package struct Slower: Codable, Sendable {
    package var step: Step
    package var beforeMs: Double
    package var nowMs: Double
    /// Chinese first.
    package var text: String
    package init(step: Step, beforeMs: Double, nowMs: Double) {
      self.step = step
      self.beforeMs = beforeMs
      self.nowMs = nowMs
      text = "读卡比以前慢，请检查读卡机和接线 / Reading is slower than before: check the reader and its cable"
    }
  }

  package struct Reader: Codable, Sendable {
    package var reader: WireReader
    /// Since when it has been in this state, as far as the counter knows.
    package var since: String?
    package var ok: Int
    package var failed: [Failed]
    package var steps: [Took]
    package var slower: [Slower]
    package init(
      reader: WireReader, since: String?, ok: Int, failed: [Failed], steps: [Took], slower: [Slower]
    ) {
      self.reader = reader
      self.since = since
      self.ok = ok
      self.failed = failed
      self.steps = steps
      self.slower = slower
    }
  }
}
