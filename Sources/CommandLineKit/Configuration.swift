internal import Bytes
public import KioskProtocol
internal import LinuxPlatform

/// The configuration file: lines `key = value`, `#` comments; an unknown key is refused with its line.
public struct Configuration: Equatable, Sendable {
  /// Every key there is.
  public enum Key: String, CaseIterable, Sendable {
    case windowID = "window.id"
    case windowName = "window.name"
    case portraitLibrary = "portrait.library"
    case portraitInterface = "portrait.interface"
    case portraitSymbol = "portrait.symbol"
    case portraitCode = "portrait.code"
    case sessionSeconds = "session.seconds"
    case readersSerial = "readers.serial"
    case readersFiles = "readers.files"
    case readersRecording = "readers.recording"
    case readersKnown = "readers.known"
    case readersSpare = "readers.spare"
    case pagePort = "page.port"
    case selfService = "window.selfService"
    case typedDocuments = "window.typedDocuments"
    case idleSeconds = "clerk.idleSeconds"
    case wrongTries = "clerk.wrongTries"
    case lockMinutes = "clerk.lockMinutes"
    case keepYears = "archive.keepYears"
    case backupDays = "archive.backupDays"
    case smsGateway = "sms.gateway"
    case smsURL = "sms.url"
    case smsBody = "sms.body"
    case smsBodyType = "sms.bodyType"
    case smsHeader = "sms.header"
    case smsUser = "sms.user"
    case smsSecretFile = "sms.secretFile"
    case smsSecretCredential = "sms.secretCredential"
    case smsSuccessStatus = "sms.successStatus"
    case smsSuccessText = "sms.successText"
    case smsIdempotent = "sms.idempotent"
    case smsSeconds = "sms.seconds"
    case smsAuthorities = "sms.authorities"
    case smsCommand = "sms.command"
    case smsInbox = "sms.inbox"
    case smsReportsPort = "sms.reportsPort"
    case codeBindSeconds = "code.bindSeconds"
    case codeBindDigits = "code.bindDigits"
    case codeChangeSeconds = "code.changeSeconds"
    case codeChangeDigits = "code.changeDigits"
    case codeClerkHour = "code.clerkPerHour"
    case codeWindowHour = "code.windowPerHour"
  }

  private var values: [Key: String] = [:]

  /// No file: the defaults hold.
  public init() {}

  /// Reads the file at `path`; a missing one is fine.
  ///
  /// Blocks for the file system.
  public init(path: String) throws(KioskFailure) {
    guard Files.exists(path) else {
      self.init()
      return
    }
    let bytes: [UInt8]
    do { bytes = try Files.read(path, limit: 65_536) } catch { throw KioskFailure(.startConfigUnreadable) }
    try self.init(text: String(decoding: bytes, as: UTF8.self))
  }

  /// Parses `text`; the failure's detail is the number of the refused line.
  public init(text: String) throws(KioskFailure) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let content = line.trimmedLine()
      guard !content.isEmpty, !content.hasPrefix("#") else { continue }
      let parts = content.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let key = parts.first.flatMap({ Key(rawValue: $0.trimmedLine()) }),
        values[key] == nil, let value = parts.last?.trimmedLine(), Self.isValid(value, for: key)
      else { throw KioskFailure(.startConfigInvalid, detail: index + 1) }
      values[key] = value
    }
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

  private func list(_ key: Key) -> [String] {
    (values[key] ?? "").split(separator: ",").map { $0.trimmedLine() }
  }

  /// The port of the clerk page, 0 for any free one; `nil` where there is no page, which is the default.
  public var pagePort: UInt16? { values[.pagePort].flatMap { UInt16($0) } }

  /// The whole number of `key`, if the file has it.
  public func number(_ key: Key) -> Int? { values[key].flatMap { Int($0) } }

  private static func isValid(_ value: String, for key: Key) -> Bool {
    if let setting = WindowSetting(rawValue: key.rawValue) { return setting.accepted(value) != nil }
    return switch key {
    case .windowID: !value.isEmpty && value.utf8.count <= 64 && !value.contains(where: \.isWhitespace)
    case .portraitInterface: ["unpack", "_Unpack", "WltToBmp"].contains(value)
    case .portraitCode: Int32(value) != nil
    case .portraitLibrary: value.hasPrefix("/")
    case .readersFiles, .readersSerial:
      value.split(separator: ",", omittingEmptySubsequences: false).allSatisfy {
        $0.trimmedLine().hasPrefix("/")
      }
    case .sessionSeconds: Int(value).map { (5...86_400).contains($0) } ?? false
    case .pagePort: value == "off" || UInt16(value).map { $0 == 0 || $0 >= 1_024 } ?? false
    case .smsGateway: ["none", "http", "kannel", "command", "inbox"].contains(value)
    case .smsBodyType: ["form", "json"].contains(value)
    case .smsIdempotent, .readersRecording: ["yes", "no"].contains(value)
    case .smsSecretFile, .smsAuthorities, .smsCommand, .smsInbox: value.hasPrefix("/")
    case .smsSuccessStatus:
      value.split(separator: ",", omittingEmptySubsequences: false).allSatisfy {
        Int($0.trimmedLine()).map { (100...599).contains($0) } ?? false
      }
    case .smsSeconds: Int(value).map { (1...60).contains($0) } ?? false
    case .smsReportsPort: UInt16(value).map { $0 == 0 || $0 >= 1_024 } ?? false
    case .codeBindSeconds, .codeChangeSeconds: Int(value).map { (30...604_800).contains($0) } ?? false
    case .codeBindDigits, .codeChangeDigits: Int(value).map { (4...8).contains($0) } ?? false
    case .codeClerkHour, .codeWindowHour: Int(value).map { (1...100_000).contains($0) } ?? false
    default: !value.isEmpty
    }
  }
}
