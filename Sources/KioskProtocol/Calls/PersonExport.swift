/// `person.export`: everyone on file, some at a time, as CSV or JSON Lines; masked, or with every value of the version that
/// holds for whoever may see it.
package enum PersonExport: RPCMethod {
  package static let name = "person.export"
  package enum Format: String, Codable, CaseIterable, Sendable { case csv, jsonl }

  package struct Params: Codable, Sendable {
    package var format: Format
    /// Every value: needs the right `person.show` as well, and each person is a line of the audit trail.
    package var full: Bool?
    /// Where to go on, as the part before said.
    package var from: Int?
    package init(format: Format, full: Bool? = nil, from: Int? = nil) {
      self.format = format
      self.full = full
      self.from = from
    }
  }

  package struct Output: Codable, Sendable {
    /// The part's lines; the first part of a table begins with its head.
    package var text: OnTheWire<String>
    /// How many persons it has, and how many could not be read.
    package var persons: Int
    package var damaged: Int
    /// Where to go on; left out where this was the last part.
    package var next: Int?
    package init(text: OnTheWire<String>, persons: Int, damaged: Int, next: Int?) {
      self.text = text
      self.persons = persons
      self.damaged = damaged
      self.next = next
    }
  }
}
