public import PersonalData

/// The machine-readable zone of a travel document, as a scanner types it (docs/reader-protocol.md §9).
public struct MachineReadableZone: Equatable, Sendable {
  /// What a check digit is for.
  public enum Part: String, Codable, CaseIterable, Sendable { case number, birthDate, validUntil, other, all }

  /// One check digit of the zone.
  public struct Check: Equatable, Sendable {
    /// What it is for.
    public var part: Part
    /// Whether it fits.
    public var isRight: Bool
  }

  /// What stands in the zone; the kind is unknown where it is no document that is typed in.
  public let document: IdentityDocument
  /// Every check digit, in the order of `Part`.
  public let checks: [Check]
  /// What is odd, of the zone and of the values.
  public let findings: [Finding]

  /// Reads `text`; `nil` for anything that is no zone.
  ///
  /// `today` tells the century of a birth date, which is never after it. The text may come from anybody: whatever it
  /// holds, it is read in time and space proportional to its length, and at most 512 bytes of it.
  public init?(_ text: Personal<String>, today: CalendarDate) {
    guard let zone = ZoneText(text), let layout = ZoneLayout.of(zone) else { return nil }
    checks = Self.checks(of: zone, layout)
    var document = IdentityDocument(kind: layout.kind)
    document.number = Personal(zone.text(layout.number))
    document.birthDate = Personal(Self.birthDate(zone.text(layout.birthDate), today))
    document.validUntil = Personal(Self.expiry(zone.text(layout.expiry)))
    if let place = layout.sex { document.sex = Personal(Self.sex(zone.text(place))) }
    if let place = layout.nationality, layout.kind == .foreignPassport {
      // Germany alone has one letter in travel documents.
      let code = zone.text(place)
      document.nationality = Personal(code == "D" ? "DEU" : code)
    }
    var notes: [Finding] = []
    if let place = layout.names {
      document.englishName = Personal(Self.name(zone.text(place)))
      if zone.characters(place).last != ZoneText.filler { notes.append(Finding(.englishName, .nameCutShort)) }
    }
    self.document = document
    let wrong = checks.filter { !$0.isRight }.map { Finding($0.part.field, .zoneCheckDigitWrong) }
    let typed = try? TypedDocument(document, today: today)
    // The Chinese name does not stand in the zone: that it is missing is no news.
    let odd = typed?.findings.filter { $0 != Finding(.kind, .typedIn) && $0 != Finding(.name, .blank) }
    findings = wrong + notes + (odd ?? [Finding(.kind, .unknownKind)])
  }

  private static func checks(of zone: ZoneText, _ layout: ZoneLayout) -> [Check] {
    var checks = [
      (Part.number, [layout.number], layout.number.next),
      (.birthDate, [layout.birthDate], layout.birthDate.next),
      (.validUntil, [layout.expiry], layout.expiry.next),
    ]
    if let other = layout.other { checks.append((.other, [other], other.next)) }
    if let all = layout.allCheck { checks.append((.all, layout.all, all)) }
    return checks.map { Check(part: $0.0, isRight: zone.isRight($0.1, check: $0.2)) }
  }

  private static func birthDate(_ text: String, _ today: CalendarDate) -> CardDate {
    guard text.utf8.count == 6 else { return .text(text) }
    let days = ["20", "19"].compactMap { CalendarDate(compact: $0 + text) }
    return (days.first { $0 <= today }).map(CardDate.date) ?? .text(text)
  }

  private static func expiry(_ text: String) -> CardDate {
    CalendarDate(compact: "20" + text).map(CardDate.date) ?? .text(text)
  }

  private static func sex(_ text: String) -> CodedValue {
    let code = text == "M" ? "1" : text == "F" ? "2" : "9"
    return CodedValue(code: code, name: SexCodes.names[code] ?? code)
  }

  /// `FAMILY<<GIVEN<NAMES` as `FAMILY, GIVEN NAMES`.
  private static func name(_ text: String) -> String {
    let words = text.split(separator: "<", omittingEmptySubsequences: false).map(String.init)
    guard let end = words.firstIndex(of: "") else { return words.joined(separator: " ") }
    let given = words[end...].filter { !$0.isEmpty }.joined(separator: " ")
    let family = words[..<end].joined(separator: " ")
    return given.isEmpty ? family : family.isEmpty ? given : family + ", " + given
  }
}

extension MachineReadableZone.Part {
  /// The field beside which a wrong check digit is told.
  var field: DocumentField {
    switch self {
    case .number: .number
    case .birthDate: .birthDate
    case .validUntil: .validUntil
    case .other, .all: .reserved
    }
  }
}
