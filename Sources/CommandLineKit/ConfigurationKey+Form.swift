internal import KioskProtocol

extension Configuration.Key {
  /// What a value must be, as the end of a sentence.
  var form: BilingualText {
    if let setting = WindowSetting(rawValue: rawValue) { return Self.form(setting) }
    if let first = ofFirstGateway { return first.form }
    return switch self {
    case .windowID: BilingualText("不含空白、不超过 64 字节的文字", "text without blanks, 64 bytes at most")
    case .archivePostgreSQL:
      BilingualText(
        "key=value 形式的 PostgreSQL 连接串，不含口令（口令放在 passfile 中）",
        "a connection string of PostgreSQL's in the form key=value, without a password, which goes into its passfile"
      )
    case .portraitInterface:
      BilingualText(" unpack、_Unpack 或 WltToBmp ", "unpack, _Unpack or WltToBmp")
    case .portraitCode: BilingualText("整数", "a whole number")
    case .portraitLibrary, .smsSecretFile, .smsAuthorities, .smsCommand, .smsInbox:
      BilingualText("以 / 开头的完整路径", "a whole path that begins with /")
    case .readersFiles, .readersSerial:
      BilingualText("以逗号分隔、以 / 开头的完整路径", "whole paths that begin with /, with a comma between")
    case .sessionSeconds: Self.seconds(5, 86_400)
    case .portalNames:
      BilingualText(
        "以逗号分隔的“源=名称”，如 https://portal.example=建管平台",
        "origins with names, like https://portal.example=Portal, with a comma between")
    case .portalAccounts:
      BilingualText(
        "以逗号分隔的“账号=源”，如 roster=https://portal.example",
        "accounts with origins, like roster=https://portal.example, with a comma between")
    case .zktecoOrigins, .synjonesOrigins, .cvrOrigins, .plainOrigins, .portalOrigins:
      BilingualText(
        "以逗号分隔的源，如 https://portal.example，不带路径和 *",
        "origins like https://portal.example with a comma between, without a path and without *")
    case .pagePort, .zktecoPort, .synjonesPort, .cvrPort, .plainPort:
      BilingualText(" off、0 或 1024 到 65535 的端口", "off, 0 or a port from 1024 to 65535")
    case .smsGateway:
      BilingualText(
        " none、http、kannel、aliyun、tencent、command 或 inbox ",
        "none, http, kannel, aliyun, tencent, command or inbox")
    case .smsBodyType: BilingualText(" form 或 json ", "form or json")
    case .smsIdempotent, .smsAbroad, .readersRecording: BilingualText(" yes 或 no ", "yes or no")
    case .smsSuccessStatus:
      BilingualText("以逗号分隔、100 到 599 的状态码", "statuses from 100 to 599, with a comma between")
    case .portraitSeconds, .smsSeconds: Self.seconds(1, 60)
    case .smsReportsPort: BilingualText(" 0 或 1024 到 65535 的端口", "0 or a port from 1024 to 65535")
    case .codeBindSeconds, .codeChangeSeconds, .codeRegisterSeconds, .codeSignInSeconds:
      Self.seconds(30, 604_800)
    case .codeBindDigits, .codeChangeDigits, .codeRegisterDigits, .codeSignInDigits:
      BilingualText(" 4 到 8 的位数", "a length from 4 to 8")
    case .portalUsers:
      BilingualText("以逗号分隔的用户编号（uid）", "numbers of users (uid) with a comma between")
    case .portalSessionSeconds: Self.seconds(60, 86_400)
    case .codeClerkHour, .codeWindowHour, .portalClientHour, .portalHour, .portalAllHour:
      BilingualText(" 1 到 100000 的次数", "a number from 1 to 100000")
    default: BilingualText("非空文字", "text that is not empty")
    }
  }

  private static func form(_ setting: WindowSetting) -> BilingualText {
    let chinese =
      switch setting.form {
      case .text(let bytes): "不超过 \(bytes) 字节的文字"
      case .words(let words): "以逗号分隔的 \(words.joined(separator: "、")) 中的几个，或 none "
      case .flag: " on 或 off "
      case .number(let range): " \(range.lowerBound) 到 \(range.upperBound) 的数"
      }
    return BilingualText(chinese, setting.formText)
  }

  private static func seconds(_ least: Int, _ most: Int) -> BilingualText {
    BilingualText(" \(least) 到 \(most) 的秒数", "seconds, \(least) to \(most)")
  }
}
