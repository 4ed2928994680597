package import CounterRules
internal import DatabaseKit
package import KioskProtocol
internal import LinuxPlatform
package import PersonArchive
internal import SQLiteKit
internal import SealedArchive

/// The filings that wait at a window for its centre, and what signing in needs meanwhile: a file of its own beside the
/// keys, on a thread of its own.
///
/// What was added is on the disk when `add` returns, sealed, and stays until it is taken out.
package actor DeliveryQueue {
  private let executor = ThreadExecutor()
  let seal: WaitingSeal
  private let folder: String
  private var db: Connection?

  /// For the runtime: the queue's own thread.
  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.ofOwningActor }

  private init(folder: String, credentials: String?) {
    self.folder = folder
    seal = WaitingSeal(stateFolder: folder, credentials: credentials)
  }

  deinit { executor.stop() }

  /// Opens the file in `stateFolder`, made first if there is none.
  ///
  /// Throws `archive.foreign`, `archive.newer` and `archive.damaged` for a file that is not one of these, and writes nothing
  /// to it then.
  package static func open(
    stateFolder: String, credentials: String? = nil
  ) async throws(KioskFailure) -> DeliveryQueue {
    let queue = DeliveryQueue(folder: stateFolder, credentials: credentials)
    try await queue.open()
    return queue
  }

  /// Closes the file; later calls throw `service.stopping`.
  package func close() { db = nil }

  /// Keeps a filing until it is taken out; one session once.
  package func add(_ waiting: WaitingFiling) throws(KioskFailure) {
    // What could never be found again is refused now, not by the centre later.
    _ = try waiting.filing.key()
    let db = try opened()
    let (wrapped, sealed) = try seal.seal(waiting)
    let session = waiting.filing.origin.session
    try db.transaction(wrap: KioskFailure.init) { db throws(KioskFailure) in
      guard try told(try db.integer(DeliverySchema.countOfSession, [.text(session)])) == 0 else { return }
      let row: [Value] = [
        .text(session), .optional(waiting.batch), .text(waiting.since), .blob(wrapped), .blob(sealed),
      ]
      try told(try db.run(DeliverySchema.insert, row))
    }
  }

  /// The one that has waited longest; `nil` where none waits.
  ///
  /// One that does not open is set aside until the next start, told in `summary`, and holds nobody up.
  package func next() throws(KioskFailure) -> WaitingFiling? {
    let db = try opened()
    while let row = try told(try db.rows(DeliverySchema.first, make: WaitingRow.init)).first {
      do throws(KioskFailure) {
        return try seal.open(
          session: row.session, batch: row.batch, since: row.since, wrapped: row.wrapped, sealed: row.sealed)
      } catch {
        guard error.isOfOne else { throw error }
        try told(try db.run(DeliverySchema.setAside, [.integer(row.place)]))
      }
    }
    return nil
  }

  /// Takes a filing out: it was delivered, or its person was erased.
  package func take(session: String) throws(KioskFailure) {
    let db = try opened()
    try told(try db.run(DeliverySchema.delete, [.text(session)]))
    if try told(try db.integer(DeliverySchema.holds)) == 0 { _ = try told(try db.emptyLog()) }
  }

  /// Whether `next` has one to give.
  package func hasNext() throws(KioskFailure) -> Bool {
    let db = try opened()
    return try told(try db.integer(DeliverySchema.waits)) != 0
  }

  /// Whether a swipe into `batch` is among those that `next` will give.
  package func hasSwipes(intoBatch batch: String) throws(KioskFailure) -> Bool {
    let db = try opened()
    return try told(try db.integer(DeliverySchema.waitsForBatch, [.text(batch)])) != 0
  }

  /// How much waits.
  package func summary() throws(KioskFailure) -> DeliverySummary {
    let db = try opened()
    let rows = try told(try db.rows(DeliverySchema.summary, make: DeliverySummary.init))
    return rows.first ?? DeliverySummary()
  }

  /// A page of what waits, the longest first, without anything about anybody.
  package func list(offset: Int, limit: Int) throws(KioskFailure) -> [DeliveryEntry] {
    let db = try opened()
    let page: [Value] = [.integer(min(max(limit, 0), 500)), .integer(max(offset, 0))]
    return try told(try db.rows(DeliverySchema.page, page, make: DeliveryEntry.init))
  }

  /// The batches that took cards when the centre was asked last, and what stood in their ledgers; nothing of anybody.
  package func openBatches() throws(KioskFailure) -> [String: BatchCounters] {
    let db = try opened()
    let rows = try told(
      try db.rows(DeliverySchema.openBatches) { row throws(DatabaseError) in
        (try row.text(0), try row.text(1))
      })
    var batches: [String: BatchCounters] = [:]
    for (batch, text) in rows { batches[batch] = BatchCounters(kept: text) }
    return batches
  }

  /// Notes that a batch takes cards, on the disk when it returns; those that were looked at longest ago make room.
  package func remember(batch: String, _ counters: BatchCounters) throws(KioskFailure) {
    let db = try opened()
    try db.transaction(wrap: KioskFailure.init) { db throws(KioskFailure) in
      try told(try db.run(DeliverySchema.rememberBatch, [.text(batch), .text(counters.kept)]))
      try told(try db.run(DeliverySchema.forgetOldBatches, [.integer(DeliverySchema.mostOpenBatches)]))
    }
  }

  /// Notes that a batch takes no cards.
  package func forget(batch: String) throws(KioskFailure) {
    let db = try opened()
    try told(try db.run(DeliverySchema.forgetBatch, [.text(batch)]))
  }

  func opened() throws(KioskFailure) -> Connection {
    guard let db else { throw KioskFailure(.serviceStopping) }
    return db
  }

  private func open() throws(KioskFailure) {
    let db = try DeliverySchema.open(in: folder)
    // A key that was missing may be there now.
    try told(try db.run(DeliverySchema.takeBack))
    try told(try db.run(DeliverySchema.takeLinesBack))
    self.db = db
  }
}

extension KioskFailure {
  /// Whether it is about one sealed row, which does not open, and not about the file.
  var isOfOne: Bool { [.archiveDamaged, .archiveKeyUnusable].contains(reason) }
}
