/// Why a number that is being typed is not valid.
///
/// The raw values are stable and go over the wire.
public enum NumberFault: String, Codable, CaseIterable, Sendable {
  case notComplete, tooLong, characterUnexpected, provinceUnknown, regionUnexpected, countryUnknown
  case birthDateImpossible, checkDigitWrong, kindHasNoRule

  /// What it means, in Chinese and, after a slash, in English.
  ///
  /// Holds no value.
  public var text: String {
    switch self {
    case .notComplete: "号码还没有输完 / The number is not complete yet"
    case .tooLong: "号码太长 / The number is too long"
    case .characterUnexpected: "有一个字符不该出现在这里 / A character stands where it cannot"
    case .provinceUnknown: "省级代码不存在 / There is no such province code"
    case .regionUnexpected: "开头应为 810000、820000 或 830000 / It has to begin with 810000, 820000 or 830000"
    case .countryUnknown: "国家代码不存在 / There is no such country code"
    case .birthDateImpossible: "号码中的出生日期不存在 / The birth date in the number does not exist"
    case .checkDigitWrong: "校验位不符，请逐位核对 / The check digit does not fit: compare each digit"
    case .kindHasNoRule: "这种证件没有号码规则 / There is no rule for numbers of this kind"
    }
  }
}
