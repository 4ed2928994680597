internal import IdentityDocuments
internal import PersonalData

extension IdentityDocument {
  private typealias Path<Value: Sendable> = WritableKeyPath<IdentityDocument, Personal<Value>?> & Sendable

  /// A value and its name.
  private struct Member<Value: Sendable>: Sendable {
    let name: String
    let path: any Path<Value>
    /// Reads the value: over the path a whole document would be copied for it.
    let read: @Sendable (IdentityDocument) -> Personal<Value>?

    init(
      _ name: String, _ path: any Path<Value>,
      read: @escaping @Sendable (IdentityDocument) -> Personal<Value>?
    ) {
      self.name = name
      self.path = path
      self.read = read
    }
  }

  private static let texts: [Member<String>] = [
    Member("number", \.number) { $0.number },
    Member("name", \.name) { $0.name },
    Member("englishName", \.englishName) { $0.englishName },
    Member("nationality", \.nationality) { $0.nationality },
    Member("address", \.address) { $0.address },
    Member("newestAddress", \.newestAddress) { $0.newestAddress },
    Member("authority", \.authority) { $0.authority },
    Member("authorityCode", \.authorityCode) { $0.authorityCode },
    Member("passNumber", \.passNumber) { $0.passNumber },
    Member("issueCount", \.issueCount) { $0.issueCount },
    Member("cardVersion", \.cardVersion) { $0.cardVersion },
    Member("previousNumberLink", \.previousNumberLink) { $0.previousNumberLink },
    Member("previousNumber", \.previousNumber) { $0.previousNumber },
  ]
  private static let codes: [Member<CodedValue>] = [
    Member("sex", \.sex) { $0.sex },
    Member("ethnicGroup", \.ethnicGroup) { $0.ethnicGroup },
  ]
  private static let dates: [Member<CardDate>] = [
    Member("birthDate", \.birthDate) { $0.birthDate },
    Member("validFrom", \.validFrom) { $0.validFrom },
    Member("validUntil", \.validUntil) { $0.validUntil },
  ]

  /// Writes kind and values.
  func write(to writer: inout EntryWriter) {
    writer.add("kind", kind.rawValue)
    for text in Self.texts {
      if let value = text.read(self) { writer.add(text.name, value.disclosed()) }
    }
    for code in Self.codes {
      guard let value = code.read(self)?.disclosed() else { continue }
      writer.add(code.name + ".code", value.code)
      writer.add(code.name + ".name", value.name)
    }
    for date in Self.dates {
      switch date.read(self)?.disclosed() {
      case .date(let day): writer.add(date.name + ".date", day.description)
      case .longTerm: writer.add(date.name + ".longTerm", "")
      case .text(let text): writer.add(date.name + ".text", text)
      case nil: break
      }
    }
  }

  /// The document that was written; `nil` when a part of it is missing or not understood.
  init?(entries: Entries) {
    guard let kind = entries.text("kind").flatMap(DocumentKind.init(rawValue:)) else { return nil }
    self.init(kind: kind)
    for text in Self.texts { self[keyPath: text.path] = entries.text(text.name).map { Personal($0) } }
    for member in Self.codes {
      guard let code = entries.text(member.name + ".code") else { continue }
      guard let text = entries.text(member.name + ".name") else { return nil }
      self[keyPath: member.path] = Personal(CodedValue(code: code, name: text))
    }
    for date in Self.dates {
      if let text = entries.text(date.name + ".date") {
        guard let day = CalendarDate(iso: text) else { return nil }
        self[keyPath: date.path] = Personal(.date(day))
      } else if !entries.values(date.name + ".longTerm").isEmpty {
        self[keyPath: date.path] = Personal(.longTerm)
      } else if let text = entries.text(date.name + ".text") {
        self[keyPath: date.path] = Personal(.text(text))
      }
    }
  }
}
