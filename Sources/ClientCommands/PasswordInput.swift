internal import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform

/// Passwords: typed unseen at the terminal, or the first line of a file; never on the command line, where every user
/// of the machine could see them.
enum PasswordInput {
  /// The password of the clerk who acts.
  static func own(_ name: String, _ arguments: ParsedArguments) async throws(KioskFailure) -> OnTheWire<
    String
  > {
    if let file = arguments.values["password-file"] { return try firstLine(of: file) }
    return try await typed("\(name) 的密码 password of \(name): ")
  }

  /// A new password for the account `name`, typed twice at the terminal.
  ///
  /// Where nobody acts with `--clerk`, `--password-file` can only mean this one.
  static func new(_ name: String, _ arguments: ParsedArguments) async throws(KioskFailure) -> OnTheWire<
    String
  > {
    let other = arguments.has("clerk") ? nil : arguments.values["password-file"]
    if let file = arguments.values["new-password-file"] ?? other { return try firstLine(of: file) }
    let first = try await typed("\(name) 的新密码 new password of \(name): ")
    let second = try await typed("再输入一次 once more: ")
    guard first.personal == second.personal else { throw KioskFailure(.clerkPasswordMissing) }
    return first
  }

  private static func typed(_ prompt: String) async throws(KioskFailure) -> OnTheWire<String> {
    let line = await withCheckedContinuation { (typed: CheckedContinuation<String?, Never>) in
      startThread { typed.resume(returning: Terminal.secretLine(prompt)) }
    }
    guard let line else { throw KioskFailure(.clerkPasswordMissing) }
    return OnTheWire(line)
  }

  /// The first line of a file; throws `clerk.passwordMissing` where there is none.
  static func firstLine(of path: String) throws(KioskFailure) -> OnTheWire<String> {
    guard let bytes = try? Files.read(path, limit: 65_536) else { throw KioskFailure(.clerkPasswordMissing) }
    var line = bytes.prefix { $0 != 0x0A }
    if line.last == 0x0D { line.removeLast() }
    guard !line.isEmpty, let text = String(validating: line, as: UTF8.self) else {
      throw KioskFailure(.clerkPasswordMissing)
    }
    return OnTheWire(text)
  }
}
