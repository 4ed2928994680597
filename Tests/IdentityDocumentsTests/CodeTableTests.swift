import Bytes
import IdentityDocuments
import PersonalData
import Testing

@Suite("Code tables")
struct CodeTableTests {
  /// The list of docs/reader-protocol.md §5.7, copied as text so that the table is compared with a second writing.
  static let published = """
    01 汉 02 蒙古 03 回 04 藏 05 维吾尔 06 苗 07 彝 08 壮 09 布依 10 朝鲜 11 满 12 侗 13 瑶 14 白 \
    15 土家 16 哈尼 17 哈萨克 18 傣 19 黎 20 傈僳 21 佤 22 畲 23 高山 24 拉祜 25 水 26 东乡 27 纳西 28 景颇 29 柯尔克孜 30 土 \
    31 达斡尔 32 仫佬 33 羌 34 布朗 35 撒拉 36 毛南 37 仡佬 38 锡伯 39 阿昌 40 普米 41 塔吉克 42 怒 43 乌孜别克 44 俄罗斯 45 鄂温克 \
    46 德昂 47 保安 48 裕固 49 京 50 塔塔尔 51 独龙 52 鄂伦春 53 赫哲 54 门巴 55 珞巴 56 基诺 97 其他 98 外国血统中国籍人士
    """.split(separator: " ").map(String.init)

  @Test("ethnic groups are the published 58, each name once")
  func ethnicGroups() {
    #expect(Self.published.count == 116)
    #expect(EthnicGroups.names.count == 58)
    #expect(Set(EthnicGroups.names.values).count == 58)
    for index in stride(from: 0, to: Self.published.count, by: 2) {
      #expect(EthnicGroups.names[Self.published[index]] == Self.published[index + 1])
    }
  }

  @Test("sexes are the four of the standard")
  func sexes() {
    #expect(SexCodes.names == ["0": "未知", "1": "男", "2": "女", "9": "未说明"])
  }

  @Test("countries have three capital letters and three digits, each once")
  func countries() {
    #expect(Countries.numeric.count == 249)
    #expect(Set(Countries.numeric.values).count == 249)
    for (letters, digits) in Countries.numeric {
      #expect(letters.utf8.count == 3 && letters.utf8.allSatisfy { (0x41...0x5A).contains($0) })
      #expect(digits.utf8.count == 3 && digits.utf8.allSatisfy { (0x30...0x39).contains($0) })
    }
    // The three of the published samples (docs/reader-protocol.md §8.3).
    #expect(Countries.numeric["SAU"] == "682")
    #expect(Countries.numeric["CAN"] == "124")
    #expect(Countries.numeric["PAK"] == "586")
  }

  @Test("the last address record that is not blank is the newest")
  func newestAddress() throws {
    func record(_ text: String) -> [UInt8] {
      var units = Array(text.utf16)
      units += [UInt16](repeating: 0x20, count: 35 - units.count)
      return units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }
    let first = record("虚构区示例路1号")
    let second = record("虚构区示例路2号 3室")
    #expect(try NewestAddress.text(of: first + second + record("") + record("")) == "虚构区示例路2号 3室")
    #expect(try NewestAddress.text(of: first + [UInt8](repeating: 0, count: 210)) == "虚构区示例路1号")
    #expect(try NewestAddress.text(of: record("")) == "")
    #expect(try NewestAddress.text(of: []) == "")
    for size in 0...280 where size.isMultiple(of: 2) {
      _ = try NewestAddress.text(of: Array((first + second + first + second).prefix(size)))
    }
    for size in [1, 69, 279, 281, 282] {
      #expect(throws: DecodeError(.unexpectedLength(size), at: 0)) {
        try NewestAddress.text(of: [UInt8](repeating: 0x20, count: size))
      }
    }
  }
}
