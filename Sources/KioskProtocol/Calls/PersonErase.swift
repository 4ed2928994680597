/// `person.erase`: erases a person with all that is kept and all that finds it; nothing in this archive brings it back.
///
/// A reading from before is not filed any more (`person.erased`); a card that is read again makes a new person.
package enum PersonErase: RPCMethod {
  package static let name = "person.erase"
  package typealias Params = PersonShow.Params

  /// A copy of the archive that still holds the person.
  package struct Backup: Codable, Sendable {
    package var file: String
    /// Left out for an archive that a restore has set aside.
    package var madeAt: String?
    /// Whether it still lies there; else somebody has moved it.
    package var there: Bool
    /// The day it is taken away; left out where that is the administrator's business.
    package var until: String?
    package init(file: String, madeAt: String?, there: Bool, until: String?) {
      self.file = file
      self.madeAt = madeAt
      self.there = there
      self.until = until
    }
  }

  package struct Output: Codable, Sendable {
    package var person: String
    package var erasedAt: String
    package var window: String
    /// Who erased it; left out where nobody had signed in.
    package var clerk: String?
    /// How much was erased.
    package var versions: Int
    package var readings: Int
    package var conflicts: Int
    package var numbers: Int
    /// Lists of expected people it was taken off.
    package var lists: Int
    /// Other documents of the same human that were linked; they stay on file.
    package var linked: [String]
    /// Whether the archive's file was searched for its keys afterwards and has none; otherwise that is done later.
    package var wiped: Bool
    package var backups: [Backup]
    package init(
      person: String, erasedAt: String, window: String, clerk: String?, versions: Int, readings: Int,
      conflicts: Int, numbers: Int, lists: Int, linked: [String], wiped: Bool, backups: [Backup]
    ) {
      self.person = person
      self.erasedAt = erasedAt
      self.window = window
      self.clerk = clerk
      self.versions = versions
      self.readings = readings
      self.conflicts = conflicts
      self.numbers = numbers
      self.lists = lists
      self.linked = linked
      self.wiped = wiped
      self.backups = backups
    }
  }
}
