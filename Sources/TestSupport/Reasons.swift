import Foundation

/// Notes every reason that a real program gave, for the check at the end of the test run.
public enum Reasons {
  private static let file = ProcessInfo.processInfo.environment["IDKIOSK_REASONS_FILE"]

  /// Notes the reasons in a line of output: `reason=...` or a JSON member `"reason":"..."`.
  public static func note(in line: String) {
    guard let file else { return }
    var found = ""
    for mark in ["reason=", #""reason":""#] {
      for part in line.components(separatedBy: mark).dropFirst() {
        let reason = part.prefix { $0.isASCII && ($0.isLetter || $0 == ".") }
        if reason.contains(".") { found += reason + "\n" }
      }
    }
    guard !found.isEmpty else { return }
    // One write with O_APPEND: tests run in parallel.
    let descriptor = open(file, O_WRONLY | O_APPEND | O_CREAT, 0o600)
    guard descriptor >= 0 else { return }
    _ = found.utf8CString.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count - 1) }
    close(descriptor)
  }
}
