/// What an administrator may set at a window: in the configuration file, where it stands fast, or by `window.set`.
///
/// The one table of keys, forms and defaults, for both.
public enum WindowSetting: String, CaseIterable, Sendable {
  /// The window's name, for people.
  case windowName = "window.name"
  /// What somebody without an account may do.
  case selfService = "window.selfService"
  /// Whether documents without a chip may be typed in here.
  case typedDocuments = "window.typedDocuments"
  /// Whether what was typed in counts only after a second checker has confirmed it.
  case secondChecker = "window.secondChecker"
  /// After how many seconds without an act a sign-in ends.
  case idleSeconds = "clerk.idleSeconds"
  /// How many wrong passwords in a row lock an account for a while.
  case wrongTries = "clerk.wrongTries"
  /// For how many minutes.
  case lockMinutes = "clerk.lockMinutes"
  /// For how many days after a sign-in a clerk can sign in at the window while its centre is away; 0 for never.
  case awayDays = "clerk.awayDays"
  /// How many years after the last reading a person is erased; 0 for never.
  case keepYears = "archive.keepYears"
  /// After how many days a backup is taken away; 0 for never.
  case backupDays = "archive.backupDays"

  /// Which values fit.
  public enum Form: Equatable, Sendable {
    /// Any text of so many bytes at most.
    case text(bytes: Int)
    /// Some of these words with a comma between, or `none`.
    case words([String])
    /// `on` or `off`.
    case flag
    /// A whole number.
    case number(ClosedRange<Int>)
  }

  /// Which values fit.
  public var form: Form {
    switch self {
    case .windowName: .text(bytes: 128)
    case .selfService: .words(["read", "done", "bind", "batch"])
    case .typedDocuments, .secondChecker: .flag
    case .idleSeconds: .number(10...86_400)
    case .wrongTries: .number(3...100)
    case .lockMinutes: .number(1...1_440)
    case .awayDays: .number(0...90)
    case .keepYears: .number(0...100)
    case .backupDays: .number(0...3_650)
    }
  }

  /// What holds where nothing is set; the window's id for its name.
  public var initialValue: String? {
    switch self {
    case .windowName: nil
    case .selfService: "read, done"
    case .typedDocuments, .secondChecker: "off"
    case .idleSeconds: "600"
    case .wrongTries: "5"
    case .lockMinutes: "15"
    case .awayDays: "7"
    case .keepYears, .backupDays: "0"
    }
  }

  /// `text` as it is kept, or `nil` where it does not fit.
  public func accepted(_ text: String) -> String? {
    switch form {
    case .text(let bytes):
      let isPlain = !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
      return (1...bytes).contains(text.utf8.count) && isPlain ? text : nil
    case .flag: return ["on", "off"].contains(text) ? text : nil
    case .number(let range):
      guard let number = Int(text), range.contains(number) else { return nil }
      return String(number)
    case .words(let words):
      let given = text.split { $0 == "," || $0 == " " }.map(String.init)
      if given == ["none"] { return "none" }
      guard !given.isEmpty, Set(given).isSubset(of: words) else { return nil }
      return words.filter(given.contains).joined(separator: ", ")
    }
  }

  /// The form in words, for help and error texts.
  public var formText: String {
    switch form {
    case .text(let bytes): "text, up to \(bytes) bytes"
    case .words(let words): words.joined(separator: ", ") + ", or none"
    case .flag: "on or off"
    case .number(let range): "\(range.lowerBound) to \(range.upperBound)"
    }
  }
}
