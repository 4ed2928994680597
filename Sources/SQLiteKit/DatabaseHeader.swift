/// The fixed first 100 bytes of an SQLite file, read without SQLite so that nothing is touched.
package struct DatabaseHeader: Equatable, Sendable {
  /// Bytes of a header.
  package static let size = 100
  /// Whether the file begins as every SQLite file does.
  package let hasMagic: Bool
  /// `PRAGMA application_id`.
  package let applicationID: UInt32
  /// `PRAGMA user_version`; an older one than in the write-ahead log is possible.
  package let userVersion: UInt32

  /// The header in the first bytes of a file; `nil` when there are too few.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count >= Self.size else { return nil }
    func number(at offset: Int) -> UInt32 {
      bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }
    hasMagic = bytes.starts(with: "SQLite format 3\u{0}".utf8)
    userVersion = number(at: 60)
    applicationID = number(at: 68)
  }
}
