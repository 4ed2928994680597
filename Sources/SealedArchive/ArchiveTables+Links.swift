internal import DatabaseKit

/// A row of the table `link`, seen from one of its ends.
struct LinkRow {
  var row: Int
  /// The ids of both ends as they were given, and of the one that is not the one asked about.
  var first: String
  var second: String
  var other: String
  var at: String
  var window: String
  var actor: String
  var mark: [UInt8]

  /// What its mark is over.
  var place: SealedPlace { .link(first, second, at: at, window: window, actor: actor) }
}

extension Database {
  /// The links of a person, the oldest first.
  func links(of person: Int) throws(DatabaseError) -> [LinkRow] {
    try rows(
      """
      SELECT link.row, first.id, second.id, CASE WHEN first.row = ?1 THEN second.id ELSE first.id END,
        link.at, link.window, link.actor, link.mark FROM link
        JOIN person AS first ON first.row = link.person JOIN person AS second ON second.row = link.other
        WHERE link.person = ?1 OR link.other = ?1 ORDER BY link.row
      """, [.integer(person)]
    ) { row throws(DatabaseError) in
      LinkRow(
        row: try row.integer(0), first: try row.text(1), second: try row.text(2), other: try row.text(3),
        at: try row.text(4), window: try row.text(5), actor: try row.text(6), mark: try row.blob(7))
    }
  }

  func insert(_ link: LinkRow, from person: Int, to other: Int) throws(DatabaseError) {
    try run(
      "INSERT INTO link (person, other, at, window, actor, mark) VALUES (?, ?, ?, ?, ?, ?)",
      [
        .integer(person), .integer(other), .text(link.at), .text(link.window), .text(link.actor),
        .blob(link.mark),
      ])
  }

  func deleteLink(_ row: Int) throws(DatabaseError) {
    try run("DELETE FROM link WHERE row = ?", [.integer(row)])
  }
}
