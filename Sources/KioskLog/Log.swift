internal import Glibc
internal import LinuxPlatform

/// The log of a daemon: one line an event, on standard error, where systemd's journal picks it up.
public enum Log {
  /// How much a line matters, by syslog's numbers.
  public enum Level: Int, Sendable { case error = 3, warning = 4, notice = 5, info = 6 }

  /// Under the journal a line carries its level in front.
  private static let isJournal = Environment.value("JOURNAL_STREAM") != nil

  /// Something an administrator must look at.
  public static func error(_ message: LogMessage) { write(.error, message) }
  /// Something that costs a clerk time.
  public static func warning(_ message: LogMessage) { write(.warning, message) }
  /// The ordinary course of things.
  public static func info(_ message: LogMessage) { write(.info, message) }

  private static func write(_ level: Level, _ message: LogMessage) {
    let line = (isJournal ? "<\(level.rawValue)>" : "") + message.text + "\n"
    try? Files.writeAll(Array(line.utf8), to: 2)
  }
}
