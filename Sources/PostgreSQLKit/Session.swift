internal import CPostgreSQL
internal import DatabaseKit
internal import Glibc

/// One connection to a server, from being let in to its end; every call ends at a deadline.
@safe final class Session {
  let handle: OpaquePointer
  private let patience: Duration

  /// Connects to the first of the servers in `target` that lets us in and can be written to.
  init(_ target: String, _ limits: PostgreSQLLimits) throws(DatabaseError) {
    // What comes after the connection string goes before it.
    let settings: [(String, String)] = [
      ("connect_timeout", "\(limits.connecting)"), ("keepalives_idle", "10"), ("keepalives_interval", "3"),
      ("keepalives_count", "3"), ("tcp_user_timeout", "10000"), ("target_session_attrs", "read-write"),
      ("fallback_application_name", "idkiosk"), ("dbname", target), ("client_encoding", "UTF8"),
    ]
    let opened = unsafe Self.withPointers(settings.map(\.0)) { names in
      unsafe Self.withPointers(settings.map(\.1)) { values in unsafe PQconnectdbParams(names, values, 1) }
    }
    guard let opened = unsafe opened else { throw .lost }
    guard unsafe PQstatus(opened) == CONNECTION_OK, unsafe PQsetnonblocking(opened, 1) == 0 else {
      let reason = unsafe Self.refusal(opened)
      unsafe PQfinish(opened)
      throw reason
    }
    // By default libpq writes notices to standard error.
    unsafe PQsetNoticeReceiver(opened, { _, _ in }, nil)
    patience = limits.answering + .seconds(2)
    unsafe handle = opened
    let milliseconds = limits.answering / .milliseconds(1)
    _ = try simple(
      """
      SET statement_timeout = \(Int(milliseconds)); SET idle_in_transaction_session_timeout = '60s';
      SET client_min_messages = error; SET enable_seqscan = off; SET jit = off;
      SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
      """)
  }

  deinit { unsafe PQfinish(handle) }

  /// Whether the server is known to be gone.
  var isLost: Bool { unsafe PQstatus(handle) != CONNECTION_OK }

  /// Runs statements without arguments; the answers to all of them, in text.
  func simple(_ sql: String) throws(DatabaseError) -> [Answer] {
    guard unsafe PQsendQuery(handle, sql) == 1 else { throw .lost }
    return try answers()
  }

  /// Prepares a statement under a name.
  func prepare(_ sql: String, as name: String, _ types: [Oid]) throws(DatabaseError) {
    guard unsafe PQsendPrepare(handle, name, sql, CInt(truncatingIfNeeded: types.count), types) == 1 else {
      throw .lost
    }
    _ = try answers()
  }

  /// Runs a prepared statement.
  func run(_ name: String, _ arguments: Arguments) throws(DatabaseError) -> Answer {
    guard unsafe arguments.send(name, on: handle) else { throw .lost }
    guard let answer = try answers().last else { throw .lost }
    return answer
  }

  /// The answers to what was sent; throws the first refusal, when all have come.
  private func answers() throws(DatabaseError) -> [Answer] {
    let deadline = ContinuousClock.now + patience
    var answers: [Answer] = []
    var refusal: DatabaseError?
    while true {
      try wait(until: deadline)
      guard let result = unsafe PQgetResult(handle) else { break }
      let answer = unsafe Answer(result)
      if refusal == nil { refusal = answer.refusal }
      answers.append(answer)
    }
    if let refusal { throw isLost && refusal.kind != .crowded ? .lost : refusal }
    if isLost { throw .lost }
    return answers
  }

  /// Returns when an answer can be taken without waiting.
  private func wait(until deadline: ContinuousClock.Instant) throws(DatabaseError) {
    while true {
      let unsent = unsafe PQflush(handle)
      guard unsent >= 0 else { throw .lost }
      if unsent == 0, unsafe PQisBusy(handle) == 0 { return }
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { throw .late }
      let events = unsent == 1 ? POLLIN | POLLOUT : POLLIN
      var entry = unsafe pollfd(fd: PQsocket(handle), events: Int16(truncatingIfNeeded: events), revents: 0)
      let ready = unsafe poll(&entry, 1, CInt(clamping: Int(left / .milliseconds(1)) + 1))
      if ready > 0, unsafe PQconsumeInput(handle) == 0 { throw .lost }
      guard ready >= 0 || errno == EINTR else { throw .lost }
    }
  }

  /// Why no server let us in, without the words of any of them.
  private static func refusal(_ handle: OpaquePointer) -> DatabaseError {
    // libpq keeps the SQLSTATE of a refused connection to itself, except in this verbosity.
    unsafe PQsetErrorVerbosity(handle, PQERRORS_SQLSTATE)
    guard unsafe PQresetStart(handle) == 1 else { return .lost }
    let deadline = ContinuousClock.now + .seconds(1)
    while true {
      let state = unsafe PQresetPoll(handle)
      guard state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING else { break }
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { return .lost }
      let events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT
      var entry = unsafe pollfd(fd: PQsocket(handle), events: Int16(truncatingIfNeeded: events), revents: 0)
      _ = unsafe poll(&entry, 1, CInt(clamping: Int(left / .milliseconds(1)) + 1))
    }
    let text = unsafe String(cString: PQerrorMessage(handle))
    // libpq has no code for this; its words are English in a program that sets no locale.
    if ["certificate", "SSL was required"].contains(where: text.contains) { return .untrusted }
    // In that verbosity a server's word is "SEVERITY:  SQLSTATE" at the end of a line; a port has five digits too.
    let states = text.split(separator: "\n").compactMap { line -> Substring? in
      let words = line.split(whereSeparator: \.isWhitespace).suffix(2)
      guard words.count == 2, words.first?.hasSuffix(":") == true, let last = words.last else { return nil }
      return last.utf8.count == 5 && last.allSatisfy { $0.isNumber || $0.isUppercase } ? last : nil
    }
    guard let last = states.last else { return .lost }
    return DatabaseError(sqlState: String(last))
  }

  @unsafe private static func withPointers<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
  ) -> Result {
    let copies = unsafe texts.map { unsafe strdup($0) }
    defer { unsafe copies.forEach { unsafe free($0) } }
    let pointers = unsafe copies.map { unsafe UnsafePointer<CChar>($0) } + [nil]
    return unsafe pointers.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
  }
}
