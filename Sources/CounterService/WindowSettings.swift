internal import CommandLineKit
internal import CounterRules
internal import KioskProtocol
internal import LinuxPlatform
internal import Synchronization

/// What holds at this window: what the configuration file says, else what an administrator set, else the default.
final class WindowSettings: Sendable {
  /// The window's id; never changes.
  let windowID: String
  private let fixed: Changeable<[WindowSetting: String]>
  private let stored = Mutex<[WindowSetting: String]>([:])
  private let isLoaded = Mutex(false)

  /// The settings that stand fast, and nothing set yet.
  init(windowID: String, fixed: [WindowSetting: String] = [:]) {
    self.windowID = windowID
    self.fixed = Changeable(fixed)
  }

  /// The settings that `configuration` says.
  convenience init(_ configuration: Configuration) {
    self.init(windowID: configuration.windowID, fixed: Self.fixed(in: configuration))
  }

  /// Takes over what `configuration` says now; those settings that hold another value since.
  func take(_ configuration: Configuration) -> [WindowSetting] {
    let before = WindowSetting.allCases.map(value)
    fixed.value = Self.fixed(in: configuration)
    return zip(WindowSetting.allCases, before).filter { value(of: $0) != $1 }.map(\.0)
  }

  private static func fixed(in configuration: Configuration) -> [WindowSetting: String] {
    let fixed = WindowSetting.allCases.compactMap { setting in
      configuration.value(of: setting).map { (setting, $0) }
    }
    return Dictionary(fixed) { first, _ in first }
  }

  /// Takes over what stands in the archive; what does not fit, as of another version, counts for nothing.
  func load(_ values: [String: String]) {
    let known = WindowSetting.allCases.compactMap { setting in
      values[setting.rawValue].flatMap(setting.accepted).map { (setting, $0) }
    }
    stored.withLock { $0 = Dictionary(known) { first, _ in first } }
    isLoaded.withLock { $0 = true }
  }

  /// Whether the configuration file has it.
  func isFixed(_ setting: WindowSetting) -> Bool { fixed.value[setting] != nil }

  /// What holds.
  func value(of setting: WindowSetting) -> String {
    fixed.value[setting] ?? stored.withLock { $0[setting] } ?? initial(setting)
  }

  /// What holds where nothing is set.
  func initial(_ setting: WindowSetting) -> String { setting.initialValue ?? windowID }

  /// Sets one, or takes it back.
  func set(_ setting: WindowSetting, to value: String?) { stored.withLock { $0[setting] = value } }

  /// The window.
  var window: CounterWindow { CounterWindow(id: windowID, name: value(of: .windowName)) }

  /// What the window allows.
  var policy: WindowPolicy {
    let words = value(of: .selfService).split { $0 == "," || $0 == " " }.map(String.init)
    return WindowPolicy(
      selfService: Set(words.compactMap(WindowPolicy.SelfService.init(rawValue:))),
      typesDocuments: value(of: .typedDocuments) == "on",
      wantsSecondChecker: value(of: .secondChecker) == "on")
  }

  /// After how long without an act a sign-in ends.
  var idle: Duration { .seconds(number(.idleSeconds)) }

  /// When wrong passwords lock an account, and for how long.
  var lockOut: LockOut {
    LockOut(tries: number(.wrongTries), time: .seconds(60 * number(.lockMinutes)))
  }

  /// For how many days after a sign-in a clerk can sign in here while the centre is away, 0 for never; `nil` as long as only
  /// the archive could say it and was not open yet.
  var awayDays: Int? { isFixed(.awayDays) || isLoaded.withLock(\.self) ? number(.awayDays) : nil }

  /// How many years after the last reading a person is erased; 0 for never.
  var keepYears: Int { number(.keepYears) }

  /// After how many days a backup is taken away; 0 for never.
  var backupDays: Int { number(.backupDays) }

  /// Every value was accepted before it came here.
  private func number(_ setting: WindowSetting) -> Int {
    Int(value(of: setting)) ?? Int(initial(setting)) ?? 1
  }
}
