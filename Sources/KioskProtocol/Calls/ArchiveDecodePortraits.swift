/// `archive.decodePortraits`: has the portrait blocks on file decoded, to see which a decoder that was installed can draw; no
/// picture is stored.
///
/// Each call does some persons and says where it is: call again until `next` is left out. Broken off, it goes on where it was.
package enum ArchiveDecodePortraits: RPCMethod {
  package static let name = "archive.decodePortraits"
  package struct Params: Codable, Sendable {
    /// Whether to begin anew instead of going on.
    package var anew: Bool?
    package init(anew: Bool? = nil) { self.anew = anew }
  }

  /// A block that gave no picture.
  package struct Failure: Codable, Sendable {
    package var person: String
    package var version: Int
    package var reason: FailureReason
    package init(person: String, version: Int, reason: FailureReason) {
      self.person = person
      self.version = version
      self.reason = reason
    }
  }

  package struct Output: Codable, Sendable {
    /// Of this call: versions whose portrait was drawn, and such as have no block.
    package var decoded: Int
    package var absent: Int
    package var failed: [Failure]
    /// Persons whose rows are damaged.
    package var damaged: Int
    /// How far it is; left out where everybody is done.
    package var next: Int?
    package init(decoded: Int, absent: Int, failed: [Failure], damaged: Int, next: Int?) {
      self.decoded = decoded
      self.absent = absent
      self.failed = failed
      self.damaged = damaged
      self.next = next
    }
  }
}
