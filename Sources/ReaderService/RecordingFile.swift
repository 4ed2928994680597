internal import LinuxPlatform
internal import ReaderDrivers
internal import ReaderKit

/// A recording on its way to the disk: scrubbed call by call, the owner's only, and never larger than it may be.
///
/// Lives on its reader's own thread; every call blocks for the file system.
final class RecordingFile {
  private static let mostBytes = 1_048_576

  private let descriptor: OwnedDescriptor
  private var scrubber: Scrubber
  private var size = 0
  private var last: RecordedCall?
  private var repetitions = 0

  /// Makes a new file for a conversation with `reader` that begins now.
  init(
    folder: String, reader: String, _ recording: Recording, _ family: ReaderFamily
  ) throws(SystemError) {
    try Files.makeFolder(folder, mode: 0o700)
    let time = WallClock.now().prefix(19).filter { $0.isNumber || $0 == "T" }
    // Two of one second are told apart by chance.
    let name = "\(reader)-\(time)-\(RandomToken.make().prefix(6)).recording"
    descriptor = try Files.create(folder + "/" + name)
    scrubber = Scrubber(family, recording.interfaces)
    try write(
      recording.head(comment: [
        "What a card held is replaced by the values of a person who never was, and was not written anywhere.",
        "The module's identity and the sizes are as they were.",
      ]))
  }

  /// Adds a call; whether there is room for more.
  ///
  /// A reader is asked for a card over and over: a call like the one before is only counted.
  func add(_ call: RecordedCall) -> Bool {
    let scrubbed = scrubber.scrub(call)
    if let last, last.isLike(scrubbed) {
      repetitions += 1
      return true
    }
    last = scrubbed
    do throws(SystemError) {
      if repetitions > 0 { try write("# the same \(repetitions) times more\n") }
      repetitions = 0
      let text = scrubbed.text
      guard size + text.utf8.count < Self.mostBytes else {
        try write("\n# The file is as large as it may be.\n")
        return false
      }
      try write(text)
      return true
    } catch {
      return false
    }
  }

  private func write(_ text: String) throws(SystemError) {
    let bytes = Array(text.utf8)
    try Files.writeAll(bytes, to: descriptor.raw)
    size += bytes.count
  }
}

extension RecordedCall {
  /// The same but for the times.
  fileprivate func isLike(_ other: RecordedCall) -> Bool {
    kind == other.kind && result == other.result && events.count == other.events.count
      && zip(events, other.events).allSatisfy { $0.operation == $1.operation && $0.outcome == $1.outcome }
  }
}
