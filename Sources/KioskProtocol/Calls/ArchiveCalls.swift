/// `archive.rotateKeys`: replaces the keys of the archive while it is in use.
///
/// Each call takes some rows over and says what is left: call again until `underWay` is false. A rotation that nobody goes
/// on with goes on after the next start of the counter.
package enum ArchiveRotateKeys: RPCMethod {
  package static let name = "archive.rotateKeys"
  package struct Params: Codable, Sendable {
    /// Whether to go on with a rotation that is under way, and to begin none.
    package var goOn: Bool?
    package init(goOn: Bool? = nil) { self.goOn = goOn }
  }
  package struct Output: Codable, Sendable {
    /// The versions of the keys that are used for what is new.
    package var wrapping: Int
    package var lookup: Int
    /// Whether older versions are still needed.
    package var underWay: Bool
    /// Rows that still need them.
    package var left: Int
    package init(wrapping: Int, lookup: Int, underWay: Bool, left: Int) {
      self.wrapping = wrapping
      self.lookup = lookup
      self.underWay = underWay
      self.left = left
    }
  }
}

/// `archive.check`: looks at everything in the archive; nobody waits for it at the counter.
package enum ArchiveCheck: RPCMethod {
  package static let name = "archive.check"
  package typealias Params = Empty
  package typealias Output = WireArchiveReport
}

/// `archive.backup`: copies the archive of this moment into a file of its folder `backups`, and opens and checks the copy.
package enum ArchiveBackUp: RPCMethod {
  package static let name = "archive.backup"
  package struct Params: Codable, Sendable {
    /// The file's name: 1 to 64 letters, digits, dots, hyphens; one made of the time where it is left out.
    package var name: String?
    package init(name: String? = nil) { self.name = name }
  }
  package struct Output: Codable, Sendable {
    /// Where it lies.
    package var file: String
    package var report: WireArchiveReport
    package init(file: String, report: WireArchiveReport) {
      self.file = file
      self.report = report
    }
  }
}
