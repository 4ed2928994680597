/// What is fed arbitrary bytes: no input may trap, hang or take memory without bound.
///
/// `Fuzz/` makes libFuzzer programs of these; the tests replay the corpus with the same entry points.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// Frames of a security module, in any portions.
  case sam
  /// Frames put together from transfers, in every shape.
  case reports
  /// Text blocks of every layout, added addresses and machine-readable zones.
  case text
  /// Recordings: read, played, harmed and scrubbed.
  case recordings
  /// A PC/SC reader that hands out arbitrary pages.
  case pages
  /// What a USB device says of its interfaces.
  case descriptors
  /// Files of readers.
  case readers
  /// Lines of JSON-RPC.
  case json
  /// The virtual CCID reader, under any transfers of its host.
  case ccid
  /// A device that answers a whole conversation with arbitrary bytes.
  case conversation

  /// Feeds it; returns whatever the input is.
  public func run(_ input: [UInt8]) {
    switch self {
    case .sam: SAMFuzz.run(input)
    case .reports: ReportFuzz.run(input)
    case .text: TextFuzz.run(input)
    case .recordings: RecordingFuzz.run(input)
    case .pages: ConversationFuzz.pages(input)
    case .descriptors: DescriptorFuzz.run(input)
    case .readers: ReaderFileFuzz.run(input)
    case .json: LineFuzz.run(input)
    case .ccid: CCIDFuzz.run(input)
    case .conversation: ConversationFuzz.run(input)
    }
  }
}
