internal import CommandLineKit
internal import LinuxPlatform

/// What the administrator of a window decided about its readers.
package struct ReaderPolicy: Sendable {
  /// Where recordings go; nothing can be recorded without.
  var recordingFolder = ""
  /// Whether every reader is recorded from the start.
  var recordsAll = false
  /// The readers of this window, by SAM id, serial number or id; `nil` where any will do.
  var known: [String]?
  /// The file with those that were accepted later, one a line.
  var acceptedFile = ""
  /// Those that are used only while no other one can be.
  var spares: [String] = []

  /// Any reader will do, and nothing is recorded.
  package init() {}

  /// The same folders, and what `configuration` says.
  func saying(_ configuration: Configuration) -> ReaderPolicy {
    var policy = self
    policy.recordsAll = configuration.readersRecording
    policy.known = configuration.readersKnown.isEmpty ? nil : configuration.readersKnown
    policy.spares = configuration.readersSpare
    return policy
  }

  /// Recordings, and the list of accepted readers, lie in `stateFolder`.
  package init(stateFolder: String, recordsAll: Bool = false, known: [String] = [], spares: [String] = []) {
    recordingFolder = stateFolder + "/recordings"
    acceptedFile = stateFolder + "/accepted-readers"
    self.recordsAll = recordsAll
    self.known = known.isEmpty ? nil : known
    self.spares = spares
  }

  /// Whether a reader with these names belongs to the window; blocks for the file of accepted ones.
  func isKnown(_ names: [String]) -> Bool {
    guard let known else { return true }
    return names.contains { known.contains($0) || accepted.contains($0) }
  }

  /// Accepts a reader by the first of its names; blocks, durable when it returns.
  func accept(_ names: [String]) throws(SystemError) {
    guard let name = names.first, !accepted.contains(name), !acceptedFile.isEmpty else { return }
    if let slash = acceptedFile.lastIndex(of: "/") {
      try Files.makeFolder(String(acceptedFile[..<slash]), mode: 0o700)
    }
    let text = (accepted + [name]).joined(separator: "\n") + "\n"
    try Files.write(Array(text.utf8), to: acceptedFile, replacing: true)
  }

  private var accepted: [String] {
    guard !acceptedFile.isEmpty, let bytes = try? Files.read(acceptedFile, limit: 65_536) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
