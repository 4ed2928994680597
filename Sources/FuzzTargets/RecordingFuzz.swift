internal import ReaderDrivers
internal import ReaderKit

enum RecordingFuzz {
  static func run(_ input: [UInt8]) {
    guard let recording = try? Recording(String(decoding: input, as: UTF8.self), file: "fuzz") else { return }
    _ = try? RecordingCheck.run(recording)
    guard let family = try? recording.family() else { return }
    var scrubber = Scrubber(family, recording.interfaces)
    for call in recording.calls { _ = scrubber.scrub(call).text }
    _ = recording.text(comment: [])
  }
}
