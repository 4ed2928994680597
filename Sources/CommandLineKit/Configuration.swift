internal import Bytes
public import KioskProtocol
internal import LinuxPlatform

/// The configuration file: lines `key = value`, `#` comments; an unknown key is refused with its line.
public struct Configuration: Equatable, Sendable {
  private var values: [Key: String] = [:]
  private var lines: [Key: Int] = [:]

  /// No file: the defaults hold.
  public init() {}

  /// Reads the file at `path`; a missing one is fine.
  ///
  /// Blocks for the file system.
  public init(path: String) throws(KioskFailure) { try self.init(text: try Self.text(of: path)) }

  /// What stands in the file at `path`; nothing where there is none.
  ///
  /// Blocks for the file system.
  public static func text(of path: String) throws(KioskFailure) -> String {
    guard Files.exists(path) else { return "" }
    do { return String(decoding: try Files.read(path, limit: 65_536), as: UTF8.self) } catch {
      throw KioskFailure(.startConfigUnreadable)
    }
  }

  /// Parses `text`; the failure's detail is the number of the first line that is refused.
  public init(text: String) throws(KioskFailure) {
    let (read, problems) = Self.reading(text)
    if let problem = problems.first { throw KioskFailure(.startConfigInvalid, detail: problem.line) }
    self = read
  }

  /// What the good lines of `text` say, and what is wrong with each of the others.
  public static func reading(_ text: String) -> (Configuration, [ConfigurationProblem]) {
    var read = Configuration()
    var problems: [ConfigurationProblem] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let content = line.trimmedLine()
      guard !content.isEmpty, !content.hasPrefix("#") else { continue }
      if let wrong = read.take(content, line: index + 1) {
        problems.append(ConfigurationProblem(line: index + 1, wrong))
      }
    }
    return (read, problems)
  }

  /// Takes over one line; what is wrong with it, if it is refused.
  private mutating func take(_ content: String, line: Int) -> ConfigurationProblem.Kind? {
    let parts = content.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let word = parts.first?.trimmedLine(), let value = parts.dropFirst().first?.trimmedLine() else {
      return .noValue
    }
    guard let key = Key(rawValue: word) else { return .unknownKey }
    if let first = lines[key] { return .twice(key, first: first) }
    guard Self.isValid(value, for: key) else { return .badValue(key) }
    values[key] = value
    lines[key] = line
    return nil
  }

  /// The number of the line that has `key`.
  public func line(of key: Key) -> Int? { lines[key] }

  /// The same without `key`.
  public func without(_ key: Key) -> Configuration {
    var rest = self
    rest.values[key] = nil
    return rest
  }

  /// The value of `key`, if the file has it.
  public subscript(key: Key) -> String? { values[key] }

  /// The window's id; `window-1` by default.
  public var windowID: String { values[.windowID] ?? "window-1" }

  /// What the file says of `setting`, as it is kept; `nil` where it says nothing.
  public func value(of setting: WindowSetting) -> String? {
    Key(rawValue: setting.rawValue).flatMap { values[$0] }.flatMap(setting.accepted)
  }

  /// How long a card session may live after its reading; ten minutes by default.
  public var sessionLife: Duration { .seconds(values[.sessionSeconds].flatMap { Int($0) } ?? 600) }

  /// The administrator's own files of readers.
  public var readersFiles: [String] { list(.readersFiles) }

  /// The serial ports to ask for readers, and no others.
  public var readersSerial: [String] { list(.readersSerial) }

  /// The readers that belong to this window, by SAM id, serial number or id; empty where any will do.
  public var readersKnown: [String] { list(.readersKnown) }

  /// The readers that are used only while no other one can be, named in the same way.
  public var readersSpare: [String] { list(.readersSpare) }

  /// Whether what goes between this machine and its readers is recorded; not by default.
  public var readersRecording: Bool { values[.readersRecording] == "yes" }

  /// The users whose programs are portals; none by default.
  public var portalUsers: Set<UInt32> { Set(list(.portalUsers).compactMap { UInt32($0) }) }

  private func list(_ key: Key) -> [String] {
    (values[key] ?? "").split(separator: ",").map { $0.trimmedLine() }
  }

  /// The port of the clerk page, 0 for any free one; `nil` where there is no page, which is the default.
  public var pagePort: UInt16? { values[.pagePort].flatMap { UInt16($0) } }

  /// The whole number of `key`, if the file has it.
  public func number(_ key: Key) -> Int? { values[key].flatMap { Int($0) } }

  private static func isValid(_ value: String, for key: Key) -> Bool {
    if let setting = WindowSetting(rawValue: key.rawValue) { return setting.accepted(value) != nil }
    if let first = key.ofFirstGateway { return isValid(value, for: first) }
    return switch key {
    case .windowID: !value.isEmpty && value.utf8.count <= 64 && !value.contains(where: \.isWhitespace)
    // A password would be readable by everyone who may read this file.
    case .archivePostgreSQL: value.contains("=") && !value.contains("password=") && !value.contains("://")
    case .portraitInterface: ["unpack", "_Unpack", "WltToBmp"].contains(value)
    case .portraitCode: Int32(value) != nil
    case .portraitLibrary: value.hasPrefix("/")
    case .readersFiles, .readersSerial:
      value.split(separator: ",", omittingEmptySubsequences: false).allSatisfy {
        $0.trimmedLine().hasPrefix("/")
      }
    case .sessionSeconds: Int(value).map { (5...86_400).contains($0) } ?? false
    case .zktecoOrigins, .synjonesOrigins, .cvrOrigins, .plainOrigins:
      value.split(separator: ",", omittingEmptySubsequences: false).allSatisfy {
        Self.isOrigin($0.trimmedLine())
      }
    case .portalOrigins, .portalNames, .portalAccounts: PortalSettings.isValid(value, for: key)
    case .pagePort, .zktecoPort, .synjonesPort, .cvrPort, .plainPort:
      value == "off" || UInt16(value).map { $0 == 0 || $0 >= 1_024 } ?? false
    case .smsGateway: ["none", "http", "kannel", "aliyun", "tencent", "command", "inbox"].contains(value)
    case .smsBodyType: ["form", "json"].contains(value)
    case .smsIdempotent, .smsAbroad, .readersRecording: ["yes", "no"].contains(value)
    case .smsSecretFile, .smsAuthorities, .smsCommand, .smsInbox: value.hasPrefix("/")
    case .smsSuccessStatus:
      value.split(separator: ",", omittingEmptySubsequences: false).allSatisfy {
        Int($0.trimmedLine()).map { (100...599).contains($0) } ?? false
      }
    case .portraitSeconds, .smsSeconds: Int(value).map { (1...60).contains($0) } ?? false
    case .smsReportsPort: UInt16(value).map { $0 == 0 || $0 >= 1_024 } ?? false
    case .codeBindSeconds, .codeChangeSeconds, .codeRegisterSeconds, .codeSignInSeconds:
      Int(value).map { (30...604_800).contains($0) } ?? false
    case .codeBindDigits, .codeChangeDigits, .codeRegisterDigits, .codeSignInDigits:
      Int(value).map { (4...8).contains($0) } ?? false
    case .portalUsers:
      value.split(separator: ",", omittingEmptySubsequences: false).allSatisfy {
        UInt32($0.trimmedLine()) != nil
      }
    case .portalSessionSeconds: Int(value).map { (60...86_400).contains($0) } ?? false
    case .codeClerkHour, .codeWindowHour, .portalClientHour, .portalHour, .portalAllHour:
      Int(value).map { (1...100_000).contains($0) } ?? false
    default: !value.isEmpty
    }
  }
}
