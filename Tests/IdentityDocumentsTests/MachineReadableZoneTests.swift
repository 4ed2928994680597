import Foundation
import IdentityDocuments
import PersonalData
import TestSupport
import Testing

@Suite("Machine-readable zones")
struct MachineReadableZoneTests {
  static let passport = [
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
  ]
  static let card = [
    "I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
  ]
  private static let today = CalendarDate(compact: "20261121")

  private func zone(_ lines: [String], ends: String = "\n") throws -> MachineReadableZone? {
    MachineReadableZone(Personal(lines.joined(separator: ends)), today: try #require(Self.today))
  }

  /// `text` with its check digit.
  private static func checked(_ text: String) -> String {
    let weights = [7, 3, 1]
    let sum = text.unicodeScalars.enumerated().reduce(0) { sum, item in
      let value = item.element == "<" ? 0 : Int(String(item.element), radix: 36) ?? 0
      return sum + value * weights[item.offset % 3]
    }
    return text + "\(sum % 10)"
  }

  private static func padded(_ text: String, _ width: Int = 30) -> String {
    text + String(repeating: "<", count: width - text.count)
  }

  @Test(
    "the specimen passport of ICAO 9303, with any ends of lines and in any case",
    arguments: ["\n", "\r\n", "\r", ""])
  func specimen(ends: String) throws {
    let zone = try #require(try zone(Self.passport.map { $0.lowercased() }, ends: ends))
    #expect(zone.document.kind == .foreignPassport)
    #expect(zone.document.number?.disclosed() == "L898902C3")
    #expect(zone.document.englishName?.disclosed() == "ERIKSSON, ANNA MARIA")
    #expect(zone.document.nationality?.disclosed() == "UTO")
    #expect(zone.document.birthDate?.disclosed().day?.description == "1974-08-12")
    #expect(zone.document.validUntil?.disclosed().day?.description == "2012-04-15")
    #expect(zone.document.sex?.disclosed().code == "2")
    #expect(zone.checks.map(\.part) == MachineReadableZone.Part.allCases)
    #expect(zone.checks.allSatisfy { $0.isRight })
    #expect(zone.findings == [Finding(.nationality, .codeUnknown), Finding(.validUntil, .expired)])
  }

  @Test("the specimen card of ICAO 9303 is read, and is no document that is typed in")
  func specimenCard() throws {
    let zone = try #require(try zone(Self.card))
    #expect(zone.document.kind == .unknown)
    #expect(zone.document.number?.disclosed() == "D23145890")
    #expect(zone.document.birthDate?.disclosed().day?.description == "1974-08-12")
    #expect(zone.checks.map(\.part) == [.number, .birthDate, .validUntil, .all])
    #expect(zone.checks.allSatisfy { $0.isRight })
    #expect(zone.findings == [Finding(.kind, .unknownKind)])
  }

  @Test("the permits to the mainland stand in places of their own", arguments: ["CR", "CT", "C<"])
  func permits(code: String) throws {
    let (birth, expiry) = (Self.checked("900307"), Self.checked("350612"))
    let home = Self.checked(code == "CR" ? "H12345678" : "A123456789")
    let number = code == "CR" ? "H00000000" : "00000000<"
    let names = Self.padded("SAMPLE<<JIA")
    let lines =
      code == "C<"
      ? [
        Self.padded("C<"), Self.padded("\(birth)M\(expiry)").prefix(15) + Self.checked("H0000000001") + "<<<",
        names,
      ]
      : [
        Self.padded("\(code)\(Self.checked(number))<<<\(expiry)M\(birth)"),
        Self.padded(String(repeating: "<", count: 19) + home), names,
      ]
    let zone = try #require(try zone(lines.map { String($0) }))
    let permit = DocumentKind.hkMacaoReturnPermit
    #expect(zone.document.kind == (code == "CT" ? .taiwanCompatriotPermit : permit))
    #expect(
      zone.document.number?.disclosed()
        == ["CR": "H00000000", "CT": "00000000", "C<": "H0000000001"][code])
    #expect(zone.document.birthDate?.disclosed().day?.description == "1990-03-07")
    #expect(zone.document.validUntil?.disclosed().day?.description == "2035-06-12")
    #expect(zone.document.sex?.disclosed().code == "1")
    #expect(zone.document.englishName?.disclosed() == "SAMPLE, JIA")
    #expect(zone.checks.count == (code == "C<" ? 3 : 4))
    #expect(zone.checks.allSatisfy { $0.isRight })
    #expect(zone.findings.isEmpty)
  }

  @Test("the one line of a mainland resident's permit", arguments: ["CS", "CD"])
  func oneLine(code: String) throws {
    let line = "\(code)\(Self.checked("C00000000"))<\(Self.checked("350612"))<\(Self.checked("900307"))<0"
    let zone = try #require(try zone([line]))
    #expect(zone.document.kind == .unknown)
    #expect(zone.document.number?.disclosed() == "C00000000")
    #expect(zone.document.birthDate?.disclosed().day?.description == "1990-03-07")
    #expect(zone.checks.count == 3 && zone.checks.allSatisfy { $0.isRight })
  }

  @Test("each check digit is told by itself, and any one wrong digit is found")
  func wrongDigits() throws {
    for (offset, part) in [(0, "number"), (13, "birthDate"), (21, "validUntil"), (28, "other")] {
      var line = Array(Self.passport[1])
      line[offset] = line[offset] == "9" ? "8" : "9"
      let zone = try #require(try zone([Self.passport[0], String(line)]))
      let wrong = zone.checks.filter { !$0.isRight }.map(\.part.rawValue)
      #expect(wrong == [part, "all"])
      #expect(zone.findings.contains { $0.code == .zoneCheckDigitWrong })
    }
  }

  @Test("a passport of the People's Republic is no foreign passport, and Germany has one letter")
  func countries() throws {
    let chinese = Self.passport[0].replacingOccurrences(of: "UTO", with: "CHN")
    #expect(try zone([chinese, Self.passport[1]])?.document.kind == .unknown)
    let german = Self.passport[1].replacingOccurrences(of: "UTO", with: "D<<")
    #expect(try zone([Self.passport[0], german])?.document.nationality?.disclosed() == "DEU")
  }

  @Test("a name that fills its place may go on, and a birth date is never in the future")
  func edges() throws {
    let long = "P<UTO" + String(repeating: "A", count: 39)
    let cut = try #require(try zone([long, Self.passport[1]]))
    #expect(cut.findings.contains(Finding(.englishName, .nameCutShort)))
    let young = Self.passport[1].replacingOccurrences(of: "7408122", with: Self.checked("261121"))
    #expect(try zone([long, young])?.document.birthDate?.disclosed().day?.description == "2026-11-21")
    let old = Self.passport[1].replacingOccurrences(of: "7408122", with: Self.checked("261122"))
    #expect(try zone([long, old])?.document.birthDate?.disclosed().day?.description == "1926-11-22")
    let unknown = Self.passport[1].replacingOccurrences(of: "7408122", with: Self.checked("74<<<<"))
    #expect(try zone([long, unknown])?.findings.contains(Finding(.birthDate, .dateNotUnderstood)) == true)
  }

  @Test(
    "what is no zone is refused",
    arguments: [
      "", "P<", String(repeating: "<", count: 88), String(repeating: "A", count: 1 << 20),
      "CX" + padded("", 28),
      passport[0] + passport[1].dropLast() + "é", passport[0] + passport[1] + "<", card[0] + card[1],
    ])
  func refused(text: String) throws {
    #expect(MachineReadableZone(Personal(text), today: try #require(Self.today)) == nil)
  }

  @Test("no text makes it fail: every byte everywhere, and whatever chance gives")
  func hostile() throws {
    let today = try #require(Self.today)
    let whole = Array(Self.passport.joined().utf8)
    for offset in whole.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = whole
        changed[offset] = byte
        _ = MachineReadableZone(Personal(String(decoding: changed, as: UTF8.self)), today: today)
      }
    }
    var chance = SeededGenerator(seed: 5)
    let alphabet = Array("<<<<0123456789ABCPRTDS".utf8)
    for _ in 0..<2_000 {
      let count = [30, 88, 90].randomElement(using: &chance) ?? 30
      let bytes = (0..<count).map { _ in alphabet.randomElement(using: &chance) ?? 0 }
      _ = MachineReadableZone(Personal(String(decoding: bytes, as: UTF8.self)), today: today)
    }
  }
}
