import Emulation
import IdentityDocuments
import PersonalData
import Testing

@Suite("Invented people")
struct SyntheticPeopleTests {
  static let kinds = DocumentKind.allCases.filter { $0 != .unknown && !$0.isTyped }

  @Test("all cards of every kind decode to what was put in, without a warning", arguments: kinds)
  func clean(kind: DocumentKind) throws {
    let today = try #require(CalendarDate(iso: "2026-11-20"))
    let people = SyntheticPeople(seed: 7)
    for index in 0..<500 {
      let card = people.card(index, kind: kind)
      let decoded = try DecodedText(decoding: card.text, today: today)
      #expect(decoded.findings.filter { $0.severity != .info } == [])
      #expect(decoded.document.kind == kind)
      #expect(decoded.document.number?.disclosed() == card.number)
      #expect(decoded.document.name?.disclosed() == card.name)
      #expect(decoded.document.sex?.disclosed() == card.sex)
      #expect(decoded.document.birthDate?.disclosed().day?.compact == card.birthDate)
      #expect(decoded.document.validUntil?.disclosed().day?.compact == card.validUntil)
      #expect(decoded.document.previousNumber?.disclosed() == card.previousNumber)
    }
  }

  @Test("no number comes twice", arguments: kinds)
  func unique(kind: DocumentKind) {
    let people = SyntheticPeople(seed: 11)
    var numbers: Set<String> = []
    for index in 0..<20_000 { numbers.insert(people.card(index, kind: kind).number) }
    #expect(numbers.count == 20_000)
  }

  @Test("numbers belong to nobody", arguments: kinds)
  func nobody(kind: DocumentKind) {
    let people = SyntheticPeople(seed: 13)
    for index in 0..<2_000 {
      let card = people.card(index, kind: kind)
      switch kind {
      case .residentIdentityCard: #expect(card.number.dropFirst(2).hasPrefix("0000"))
      case .hkMacaoTaiwanResidencePermit:
        #expect(card.number.dropFirst(6).hasPrefix("18"))
        #expect(card.passNumber.hasSuffix("00000000"))
      default:
        #expect(["ATA", "BVT", "SGS", "ATF", "HMD", "UMI"].contains(card.nationality))
        #expect(card.birthDate.hasPrefix("18"))
      }
      #expect(card.name.hasPrefix("样本"))
      #expect(card.address.isEmpty || card.address.contains("虚构"))
    }
  }

  @Test("the same seed gives the same people, another seed others")
  func seeds() {
    let people = SyntheticPeople(seed: 1)
    #expect(people.citizen(5) == SyntheticPeople(seed: 1).citizen(5))
    #expect(people.citizen(5) != SyntheticPeople(seed: 2).citizen(5))
    // Written down, because the fixtures of every machine rest on it.
    var chance = SplitMix64(seed: 1_234_567)
    #expect(
      (0..<3).map { _ in chance.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test("any index has a person", arguments: [Int.min, -1, Int.max])
  func extremes(index: Int) {
    for kind in DocumentKind.allCases {
      #expect(SyntheticPeople(seed: 3).card(index, kind: kind).text.count == 256)
    }
  }

  @Test(
    "the check of the generator gives the published numbers",
    arguments: [
      ("810000", "18900101", 1, "81000018900101001X"), ("820000", "18900101", 2, "82000018900101002X"),
      ("830000", "18900101", 3, "83000018900101003X"), ("110000", "19900307", 123, "110000199003071231"),
      ("110000", "19900307", 124, "11000019900307124X"),
    ])
  func published(division: String, birthDate: String, sequence: Int, number: String) {
    #expect(
      SyntheticNumbers.ofResident(division: division, birthDate: birthDate, sequence: sequence) == number)
  }

  @Test("so do the rules for foreigners' numbers")
  func publishedForeigners() {
    #expect(
      SyntheticNumbers.ofForeigner2023(province: "31", country: "586", birthDate: "19800101", sequence: 2)
        == "931586198001010028")
    #expect(
      SyntheticNumbers.ofForeigner2017(
        country: "PAK", province: "31", serial: 0, birthDate: "19800101", tail: 0) == "PAK310080010103")
    #expect(
      SyntheticNumbers.before2023(country: "PAK", province: "31", birthDate: "19800101", link: "000")
        == "PAK310080010103")
  }

  @Test("other cards of a person keep the number and differ where they must")
  func variants() throws {
    let today = try #require(CalendarDate(iso: "2026-11-20"))
    let people = SyntheticPeople(seed: 17)
    for index in 0..<200 {
      let card = people.citizen(index)
      let renewed = card.renewed()
      #expect(renewed.number == card.number && renewed.validFrom > card.validFrom)
      #expect(renewed.address != card.address && renewed.photo != card.photo)
      #expect(try DecodedText(decoding: renewed.text, today: today).findings == [])
      let expired = try DecodedText(decoding: card.expired().text, today: today)
      #expect(expired.findings == [Finding(.validUntil, .expired)])
      let longTerm = try DecodedText(decoding: card.longTerm().text, today: today)
      #expect(longTerm.document.validUntil?.disclosed() == .longTerm && longTerm.findings == [])
    }
  }

  @Test("a patch that lies outside the block changes nothing")
  func patches() {
    var card = SyntheticPeople(seed: 19).citizen(0)
    let whole = card.text
    card.patches = [-2: 0, 256: 0, Int.max: 0]
    #expect(card.text == whole)
  }

  @Test("a face block is the signature, the seed and zeros")
  func face() {
    let block = DrawnFace.block(seed: 0x0403_0201)
    #expect(block.count == 1_024)
    #expect(Array(block.prefix(25)) == Array("IDKIOSK-DRAWN-FACE-1\n".utf8) + [1, 2, 3, 4])
    #expect(block.dropFirst(25).allSatisfy { $0 == 0 })
  }
}
