/// When, where, by whom and with which reader a document was read.
public struct ReadingOrigin: Equatable, Sendable {
  /// The reader as it is written beside a filed document.
  public struct Reader: Equatable, Sendable {
    /// Its id at the window.
    public var id: String
    /// Its name.
    public var name: String
    /// How it is connected: usb, hid, serial, pcsc.
    public var link: String
    /// Its security module; `nil` where it did not tell.
    public var samID: String?

    /// Stands in the reader's place where a checker typed a document in.
    public static let typed = Reader(id: "typed", name: "手工录入 / typed in", link: "typed")

    /// A reader with its names.
    public init(id: String, name: String, link: String, samID: String? = nil) {
      self.id = id
      self.name = name
      self.link = link
      self.samID = samID
    }
  }

  /// The card session; filing one twice changes nothing.
  public var session: String
  /// ISO 8601 with the offset from UTC.
  public var readAt: String
  /// The window's id.
  public var window: String
  /// Who acted; `nil` where nobody signed in.
  public var clerk: String?
  /// Who looked at a typed document after `clerk` and found it right; `nil` where nobody had to.
  public var secondChecker: String?
  /// With which reader.
  public var reader: Reader

  /// Whether a checker typed the document in, instead of a reader reading its card.
  public var isTyped: Bool { reader.link == Reader.typed.link }

  /// An origin of a reading.
  public init(
    session: String, readAt: String, window: String, clerk: String? = nil, secondChecker: String? = nil,
    reader: Reader
  ) {
    self.session = session
    self.readAt = readAt
    self.window = window
    self.clerk = clerk
    self.secondChecker = secondChecker
    self.reader = reader
  }
}
