internal import CPostgreSQL
internal import DatabaseKit

/// What the server answered to one statement; rows come in binary.
@safe final class Answer: RowSource {
  private let result: OpaquePointer
  /// The row that is looked at.
  var row: CInt = 0

  @unsafe init(_ result: OpaquePointer) { unsafe self.result = result }

  deinit { unsafe PQclear(result) }

  /// How many rows there are.
  var count: CInt { unsafe PQntuples(result) }

  /// What the server did, in its own word: `COMMIT`, `ROLLBACK`.
  var tag: String { unsafe String(cString: PQcmdStatus(result)) }

  /// Why the statement was refused; `nil` when it was not.
  var refusal: DatabaseError? {
    switch unsafe PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return nil
    default:
      // 'C' is the field of the SQLSTATE; without one it was the connection that broke.
      guard let state = unsafe PQresultErrorField(result, CInt(UInt8(ascii: "C"))) else { return .lost }
      return unsafe DatabaseError(sqlState: String(cString: state))
    }
  }

  /// The value in `column` of the row.
  func value(_ column: Int) throws(DatabaseError) -> Value {
    let column = CInt(truncatingIfNeeded: column)
    guard row < count, column >= 0, unsafe PQnfields(result) > column else { throw .badRow }
    if unsafe PQgetisnull(result, row, column) == 1 { return .null }
    guard let start = unsafe PQgetvalue(result, row, column) else { throw .badRow }
    let size = Int(unsafe PQgetlength(result, row, column))
    let bytes = unsafe Array(UnsafeRawBufferPointer(start: start, count: size))
    // The numbers of PostgreSQL's own types never change.
    switch unsafe PQftype(result, column) {
    case 16, 20, 21, 23:
      guard let first = bytes.first, bytes.count <= 8 else { throw .badRow }
      let sign: Int = first & 0x80 == 0 || bytes.count == 1 ? 0 : -1
      return .integer(bytes.reduce(sign) { $0 << 8 | Int($1) })
    case 17: return .blob(bytes)
    case 19, 25, 1_042, 1_043: return .text(String(decoding: bytes, as: UTF8.self))
    default: throw .badRow
    }
  }
}
