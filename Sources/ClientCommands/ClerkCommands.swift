internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// What the commands about accounts share.
enum ClerkChoice {
  static let newPassword = OptionSpec(
    "new-password-file", "FILE", help: "take the new password from the first line of FILE")

  /// Says that it is done.
  static func done(_ output: Output, _ text: String) -> Int32 {
    if output.isJSON { output.json(Empty()) }
    output.line(text)
    return ExitStatus.success
  }
}

/// `idkiosk clerk add`: another account.
enum ClerkAddCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk clerk add", summary: "Make an account; its password is typed, or read from a file.",
    operands: "CLERK --role ROLE",
    options: [
      OptionSpec(
        "role", "ROLE", help: "clerk, checker, supervisor, administrator, enterprise, portal or portalFull"),
      OptionSpec("name", "NAME", help: "what people call the clerk (default CLERK)"),
      OptionSpec("windows", "IDS", help: "good at these windows only, with a comma between"),
      ClerkChoice.newPassword,
    ])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let name = try arguments.operand()
    let role = try arguments.needed("role")
    let windows = arguments.values["windows"].map { $0.split(separator: ",").map(String.init) }
    let password = try await PasswordInput.new(name, arguments)
    _ = try await client.call(
      ClerkAdd.self,
      ClerkAdd.Params(
        name: name, displayName: arguments.values["name"], role: role, windows: windows, password: password))
    return ClerkChoice.done(output, "\(name): 账号已建立 account made")
  }
}

/// `idkiosk clerk list`: every account.
enum ClerkListCommand: ClientCommand {
  static let spec = CommandSpec("idkiosk clerk list", summary: "List the accounts.", options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    let list = try await client.call(ClerkList.self, Empty())
    if output.isJSON { output.json(list) }
    for clerk in list.clerks {
      let windows = clerk.windows.map { "  " + $0.joined(separator: ",") } ?? ""
      let lock =
        clerk.locked
        ? "  已锁定 locked" : clerk.lockedSeconds.map { "  暂时锁定 locked for \($0) s" } ?? ""
      output.line("\(clerk.name)  \(clerk.displayName)  \(clerk.role)\(windows)\(lock)")
    }
    return ExitStatus.success
  }
}

/// `idkiosk clerk lock`: nobody signs in with the account.
enum ClerkLockCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk clerk lock", summary: "Lock an account; whoever is signed in with it is out at once.",
    operands: "CLERK", options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let name = try arguments.operand()
    _ = try await client.call(ClerkLock.self, ClerkLock.Params(name: name))
    return ClerkChoice.done(output, "\(name): 已锁定 locked")
  }
}

/// `idkiosk clerk unlock`: the account is good again.
enum ClerkUnlockCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk clerk unlock", summary: "Unlock an account, whatever had locked it.", operands: "CLERK",
    options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let name = try arguments.operand()
    _ = try await client.call(ClerkUnlock.self, ClerkLock.Params(name: name))
    return ClerkChoice.done(output, "\(name): 已解锁 unlocked")
  }
}

/// `idkiosk clerk reset`: another password.
enum ClerkResetCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk clerk reset", summary: "Set another password; whoever is signed in with the old one is out.",
    operands: "CLERK", options: [ClerkChoice.newPassword])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let name = try arguments.operand()
    let password = try await PasswordInput.new(name, arguments)
    _ = try await client.call(ClerkReset.self, ClerkReset.Params(name: name, password: password))
    return ClerkChoice.done(output, "\(name): 密码已重设 password set")
  }
}

/// `idkiosk clerk role`: the account is for something else.
enum ClerkRoleCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk clerk role", summary: "Give an account another role; whoever is signed in with it is out.",
    operands: "CLERK ROLE", options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    guard arguments.operands.count == 2, let name = arguments.operands.first,
      let role = arguments.operands.last
    else { throw KioskFailure(.startUsage) }
    _ = try await client.call(ClerkSetRole.self, ClerkSetRole.Params(name: name, role: role))
    return ClerkChoice.done(output, "\(name): \(role)")
  }
}

/// `idkiosk clerk windows`: where the account is good.
enum ClerkWindowsCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk clerk windows",
    summary: "Say at which windows an account is good, with a comma between; without any, at all.",
    operands: "CLERK [IDS]", options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    guard let name = arguments.operands.first, arguments.operands.count <= 2 else {
      throw KioskFailure(.startUsage)
    }
    let windows = arguments.operands.dropFirst().first.map { $0.split(separator: ",").map(String.init) }
    _ = try await client.call(ClerkSetWindows.self, ClerkSetWindows.Params(name: name, windows: windows))
    let words = windows?.joined(separator: ", ") ?? "所有窗口 all windows"
    return ClerkChoice.done(output, "\(name): \(words)")
  }
}

/// `idkiosk clerk password`: the own one.
enum ClerkPasswordCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk clerk password", summary: "Change the password of the clerk that --clerk names.",
    options: [ClerkChoice.newPassword])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    let name = try arguments.needed("clerk")
    let old = try await PasswordInput.own(name, arguments)
    let new = try await PasswordInput.new(name, arguments)
    _ = try await client.call(ClerkChangePassword.self, ClerkChangePassword.Params(old: old, new: new))
    return ClerkChoice.done(output, "\(name): 密码已更改 password changed")
  }
}
