import IdentityDocuments

/// The places, countries and codes that invented people are made of.
enum SyntheticPlaces {
  struct Province {
    var code: String
    var name: String
  }

  struct Country {
    var letters: String
    var digits: String
  }

  /// All provinces of the mainland, with the two digits their division codes begin with.
  static let provinces = [
    ("11", "北京市"), ("12", "天津市"), ("13", "河北省"), ("14", "山西省"), ("15", "内蒙古自治区"), ("21", "辽宁省"),
    ("22", "吉林省"), ("23", "黑龙江省"), ("31", "上海市"), ("32", "江苏省"), ("33", "浙江省"), ("34", "安徽省"),
    ("35", "福建省"), ("36", "江西省"), ("37", "山东省"), ("41", "河南省"), ("42", "湖北省"), ("43", "湖南省"),
    ("44", "广东省"), ("45", "广西壮族自治区"), ("46", "海南省"), ("50", "重庆市"), ("51", "四川省"), ("52", "贵州省"),
    ("53", "云南省"), ("54", "西藏自治区"), ("61", "陕西省"), ("62", "甘肃省"), ("63", "青海省"),
    ("64", "宁夏回族自治区"), ("65", "新疆维吾尔自治区"),
  ].map(Province.init)

  /// Territories in ISO 3166-1 that nobody lives in, so nobody has their nationality.
  static let countries = [
    ("ATA", "010"), ("BVT", "074"), ("SGS", "239"), ("ATF", "260"), ("HMD", "334"), ("UMI", "581"),
  ].map(Country.init)

  /// A few ethnic groups, written out here so that expectations do not come from the decoder's table.
  static let ethnicGroups = [
    ("01", "汉"), ("02", "蒙古"), ("03", "回"), ("05", "维吾尔"), ("08", "壮"), ("11", "满"), ("15", "土家"),
    ("56", "基诺"),
  ].map(CodedValue.init)

  /// The divisions of residence permits with the first letter of the pass number that goes with them.
  static let regions = [("810000", "H"), ("820000", "M"), ("830000", "")]

  static let streets = ["示例路", "样本街", "虚构大道", "测试巷", "演示里"]
  static let stems = Array("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥").map(String.init)
  static let greek = [
    "ALPHA", "BETA", "GAMMA", "DELTA", "EPSILON", "ZETA", "ETA", "THETA", "IOTA", "KAPPA", "LAMBDA", "OMEGA",
  ]
}
