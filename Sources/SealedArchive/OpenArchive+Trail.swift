internal import CounterRules
package import KioskProtocol
internal import LinuxPlatform
package import PersonArchive
package import DatabaseKit
internal import Sealing

/// The chain of the audit trail: each line's code is over the line and the code of the one before it at its window.
extension OpenArchive {
  /// Runs `body` in one transaction; the heads of the lines it wrote are kept in their second place afterwards.
  package func transaction<Result>(
    _ body: (any Database) throws(KioskFailure) -> Result
  ) throws(KioskFailure) -> Result {
    let result = try db.transaction(wrap: KioskFailure.init) { db throws(KioskFailure) in
      newHeads = [:]
      if db.isShared { try renewKeys() }
      return try body(db)
    }
    heads?.keep(newHeads)
    newHeads = [:]
    return result
  }

  /// Writes a line of the audit trail about a person, or about nobody; inside a transaction.
  func note(_ entry: AuditEntry, about person: PersonRow?, outcome: String?) throws(KioskFailure) {
    let whom = try person.map { person throws(KioskFailure) in try key(of: person).auditID() }
    try note(entry, whom: whom, outcome: outcome)
  }

  /// Writes a line of the audit trail about nobody; inside a transaction.
  package func note(_ entry: AuditEntry, outcome: String?) throws(KioskFailure) {
    try note(entry, whom: nil, outcome: outcome)
  }

  /// The same with the id of whoever it is about.
  func note(_ entry: AuditEntry, whom: [UInt8]?, outcome: String?) throws(KioskFailure) {
    let before = try told(try db.trailHead(of: entry.window))
    var line = TrailLine(entry, whom: whom, outcome: outcome)
    line.place = before.count + 1
    line.chain = try keys.own.trailCode(line.content(after: before.chain))
    try told(try db.insert(line))
    newHeads[entry.window] = TrailHead(count: line.place, chain: line.chain)
  }

  /// Chains lines of an archive from before there was a chain; the last one it did.
  func chainTrail(after done: Int, _ count: Int) throws(KioskFailure) -> Int? {
    let lines = try told(try db.trail(after: done, limit: count))
    for var line in lines {
      let before = try told(try db.trailHead(of: line.window, before: line.row))
      line.place = before.count + 1
      line.chain = try keys.own.trailCode(line.content(after: before.chain))
      try told(
        try db.run(
          "UPDATE audit SET place = ?, chain = ? WHERE row = ?",
          [.integer(line.place), .blob(line.chain), .integer(line.row)]))
    }
    return lines.last?.row
  }

  /// Brings the second place up to the archive.
  ///
  /// What it has and the archive has not stays in it, and a line says so.
  package func settleHeads() throws(KioskFailure) {
    guard let heads, !heads.isBegun else { return }
    var newest: [String: TrailHead] = [:]
    for window in try told(try db.trailWindows()) { newest[window] = try told(try db.trailHead(of: window)) }
    guard let found = heads.found else {
      // Where there are lines there was a file: somebody took it away.
      if let window = newest.keys.min() { try noteTrouble("noHead", at: window) }
      try heads.begin(newest)
      return
    }
    for (window, head) in found.sorted(by: { $0.key < $1.key }) where head.count > 0 {
      guard try told(try db.trailCode(head.count, of: window)) != head.chain else { continue }
      heads.kept.insert(window)
    }
    heads.keep(newest)
    for window in heads.kept.sorted() { try noteTrouble("cutOff", at: window) }
  }

  /// Begins the second place when the last line is chained, before this is noted as done.
  package func beginHeads() throws(KioskFailure) {
    var newest: [String: TrailHead] = [:]
    for window in try told(try db.trailWindows()) { newest[window] = try told(try db.trailHead(of: window)) }
    try heads?.begin(newest)
    heads?.isBegun = true
  }

  private func noteTrouble(_ trouble: String, at window: String) throws(KioskFailure) {
    let entry = AuditEntry(
      at: WallClock.now(), window: window, party: .localAdministrator(uid: ProcessIdentity.uid),
      act: .keepArchive,
      subject: "audit")
    try transaction { _ throws(KioskFailure) in try self.note(entry, about: nil, outcome: trouble) }
  }

  /// Goes through some lines more.
  func prove(_ proof: TrailProof, _ count: Int) throws(KioskFailure) -> TrailProof {
    var proof = proof
    let lines = try told(try db.trail(after: proof.number, limit: count))
    for line in lines { try prove(line, &proof) }
    if let last = lines.last {
      proof.number = last.row
      return proof
    }
    proveHeads(&proof)
    proof.isDone = true
    return proof
  }

  private func prove(_ line: TrailLine, _ proof: inout TrailProof) throws(KioskFailure) {
    let window = line.window
    let isTrouble = line.act == Act.keepArchive.rawValue && line.subject == "audit"
    if isTrouble, line.outcome == "noHead" {
      proof.add(.init(.noHead, window: window, place: line.place, number: line.row))
    }
    var chain = proof.chains[window] ?? TrailProof.Chain()
    if isTrouble, line.outcome == "cutOff", chain.cut == nil { chain.cut = line.place }
    chain.lines += 1
    defer { proof.chains[window] = chain }
    if line.place <= chain.place || line.place < 1 {
      let late = TrailProof.Fault(.missing, window: window, place: line.place)
      if let index = proof.faults.firstIndex(of: late) {
        proof.faults[index] = .init(.reordered, window: window, place: line.place, number: line.row)
      } else {
        proof.add(.init(.changed, window: window, place: line.place, number: line.row))
      }
      return
    }
    let missing = line.place - chain.place - 1
    for place in (chain.place + 1)..<(chain.place + 1 + min(missing, TrailProof.mostFaults)) {
      proof.add(.init(.missing, window: window, place: place))
    }
    // What stands before a gap is not there to be proven against.
    let expected = missing > 0 ? line.chain : try keys.own.trailCode(line.content(after: chain.code))
    let isFitting = expected == line.chain
    if !isFitting { proof.add(.init(.changed, window: window, place: line.place, number: line.row)) }
    chain.place = line.place
    chain.code = line.chain
    // One of ours that is not the one the second place knows: that one was cut off, and others were written since.
    if isFitting, let head = heads?.heads[window], head.count == line.place, head.chain != line.chain {
      chain.other = line.row
    }
  }

  private func proveHeads(_ proof: inout TrailProof) {
    for (window, head) in (heads?.heads ?? [:]).sorted(by: { $0.key < $1.key }) {
      let chain = proof.chains[window] ?? TrailProof.Chain()
      guard head.count > chain.place || chain.other != nil else { continue }
      // What was written in their places since does not hide them.
      let next = min(chain.place + 1, head.count)
      let first = chain.cut.map { min($0, next) } ?? next
      for place in first...min(head.count, first + TrailProof.mostFaults) {
        proof.add(
          .init(.cutOff, window: window, place: place, number: place == head.count ? chain.other : nil))
      }
    }
  }
}
