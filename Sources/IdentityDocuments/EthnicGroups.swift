/// The code table of ethnic groups, GB/T 3304 (docs/reader-protocol.md §5.7).
///
/// Codes that the standard does not define mean different things to different makers, so they are not in it.
public enum EthnicGroups {
  /// Chinese names, without 族, by code of two digits.
  public static let names: [String: String] = {
    var names = ["97": "其他", "98": "外国血统中国籍人士"]
    for (index, name) in numbered.enumerated() { names[(index < 9 ? "0" : "") + String(index + 1)] = name }
    return names
  }()

  /// The names of 01 to 56.
  private static let numbered = [
    "汉", "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜",
    "满", "侗", "瑶", "白", "土家", "哈尼", "哈萨克", "傣", "黎", "傈僳",
    "佤", "畲", "高山", "拉祜", "水", "东乡", "纳西", "景颇", "柯尔克孜", "土",
    "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南", "仡佬", "锡伯", "阿昌", "普米",
    "塔吉克", "怒", "乌孜别克", "俄罗斯", "鄂温克", "德昂", "保安", "裕固", "京", "塔塔尔",
    "独龙", "鄂伦春", "赫哲", "门巴", "珞巴", "基诺",
  ]
}
