public import PersonalData

/// The texts of messages: purpose, code and lifetime, never a name or a number.
public enum MessageText {
  /// The language of a message.
  public enum Language: String, Codable, Sendable {
    case chinese
    case english
  }

  /// The message with a code.
  public static func code(
    _ code: OneTimeCode, for purpose: CodePurpose, life: Int, in language: Language
  ) -> Personal<String> {
    code.digits.map { digits in
      let words: [Place: String] = [
        .digits: digits, .purpose: name(purpose, language), .life: duration(life, language),
      ]
      return pieces(purpose, language).map { piece in
        switch piece {
        case .words(let text): text
        case .place(let place): words[place] ?? ""
        }
      }.joined()
    }
  }

  /// What a message with a code has in its places.
  enum Place: Hashable {
    case digits, purpose, life
  }

  /// A part of a message with a code.
  enum Piece: Equatable {
    case words(String)
    case place(Place)
  }

  /// A message with a code, in parts.
  static func pieces(_ purpose: CodePurpose, _ language: Language) -> [Piece] {
    switch language {
    case .chinese:
      [
        .words("验证码 "), .place(.digits), .words("，用于"), .place(.purpose), .words("，"), .place(.life),
        .words("内有效。" + (isForCounter(purpose) ? "请勿告诉窗口人员以外的任何人。" : "请勿告诉任何人。")),
      ]
    case .english:
      [
        .words("Your code is "), .place(.digits), .words(", for "), .place(.purpose),
        .words(". It is valid for "), .place(.life),
        .words(
          ". "
            + (isForCounter(purpose)
              ? "Tell it to nobody but the clerk at the window." : "Tell it to nobody.")),
      ]
    }
  }

  /// The notice to a number that stopped working.
  public static func numberReplaced(in language: Language) -> Personal<String> {
    switch language {
    case .chinese: Personal("您在窗口登记的手机号码已更换，本号码即刻停用。如非本人办理，请立即到窗口核实。")
    case .english:
      Personal(
        "The mobile number you registered at the counter was changed, and this one no longer works. "
          + "If this was not you, go to a counter at once.")
    }
  }

  /// The notice to a number that was released.
  public static func numberReleased(in language: Language) -> Personal<String> {
    switch language {
    case .chinese: Personal("您在窗口登记的手机号码已解除绑定，本号码即刻停用。如有疑问，请到窗口核实。")
    case .english:
      Personal(
        "The mobile number you registered at the counter was released and no longer works. "
          + "If you have questions, go to a counter.")
    }
  }

  /// The message that shows an administrator that the gateway works.
  public static let test = Personal("短信网关测试，请忽略。This is a test of the SMS gateway.")

  /// `seconds` in words.
  static func duration(_ seconds: Int, _ language: Language) -> String {
    let units = [(3_600, "小时", "hour"), (60, "分钟", "minute"), (1, "秒", "second")]
    // The largest unit that tells it exactly.
    let unit = units.first { seconds >= $0.0 && seconds.isMultiple(of: $0.0) } ?? (1, "秒", "second")
    let count = seconds / unit.0
    switch language {
    case .chinese: return "\(count)\(unit.1)"
    case .english: return "\(count) \(unit.2)\(count == 1 ? "" : "s")"
    }
  }

  /// `purpose` in words.
  package static func name(_ purpose: CodePurpose, _ language: Language) -> String {
    language == .chinese ? chinese(purpose) : english(purpose)
  }

  private static func isForCounter(_ purpose: CodePurpose) -> Bool { purpose == .bind || purpose == .change }

  private static func chinese(_ purpose: CodePurpose) -> String {
    switch purpose {
    case .signIn: "登录"
    case .register: "注册"
    case .bind: "在窗口绑定手机号码"
    case .change: "在窗口更换手机号码"
    }
  }

  private static func english(_ purpose: CodePurpose) -> String {
    switch purpose {
    case .signIn: "signing in"
    case .register: "registering"
    case .bind: "binding this mobile number at the counter"
    case .change: "changing your mobile number at the counter"
    }
  }
}
