extension FindingCode {
  /// What it means, in Chinese and, after a slash, in English.
  ///
  /// Holds no value.
  public var text: String {
    switch self {
    case .checkDigitWrong: "号码校验位不符 / The check digit does not fit the number"
    case .formatUnexpected: "格式不符合规定 / The value does not have the usual form"
    case .provinceUnknown: "号码中的省级代码不存在 / The number names no known province"
    case .birthDateDiffersFromNumber: "出生日期与号码不一致 / The birth date differs from the number"
    case .sexDiffersFromNumber: "性别与号码不一致 / The sex differs from the number"
    case .nationalityDiffersFromNumber: "国籍与号码不一致 / The nationality differs from the number"
    case .dateNotUnderstood: "日期无法识别 / The date could not be understood"
    case .datesOutOfOrder: "日期先后顺序不对 / The dates are out of order"
    case .birthDateInFuture: "出生日期晚于今天 / The birth date is in the future"
    case .notYetValid: "证件尚未生效 / The document is not valid yet"
    case .expired: "证件已过有效期 / The document has expired"
    case .codeUnknown: "代码不在代码表中 / The code is not in the code table"
    case .blank: "必填项为空 / A required field is blank"
    case .unpairedSurrogate: "含有无法显示的字符 / The text holds a damaged character"
    case .reservedNotBlank: "保留区不为空 / The reserved area is not blank"
    case .unknownKind: "无法识别的证件类型 / The kind of document is not known"
    case .derived: "由号码推算，非卡内数据 / Derived from the number, not read from the card"
    case .filedWithoutPortrait: "未取得相片即归档 / Filed without a portrait"
    case .typedIn: "核对人手工录入，非读卡所得 / Typed in by a checker, not read from a card"
    case .zoneCheckDigitWrong: "机读区的校验位不符，请对照证件 / A check digit of the machine-readable zone does not fit"
    case .nameCutShort: "机读区可能放不下全名，请对照证件 / The name may be cut short in the machine-readable zone"
    case .nameDiffersFromFile: "姓名与已归档的不同 / The name differs from the one on file"
    }
  }
}
