internal import IdentityDocuments
internal import PersonalData

extension IdentityDocument {
  private typealias Path<Value: Sendable> = WritableKeyPath<IdentityDocument, Personal<Value>?> & Sendable

  private static let texts: [(String, any Path<String>)] = [
    ("number", \.number), ("name", \.name), ("englishName", \.englishName), ("nationality", \.nationality),
    ("address", \.address), ("newestAddress", \.newestAddress), ("authority", \.authority),
    ("authorityCode", \.authorityCode), ("passNumber", \.passNumber), ("issueCount", \.issueCount),
    ("cardVersion", \.cardVersion), ("previousNumberLink", \.previousNumberLink),
    ("previousNumber", \.previousNumber),
  ]
  private static let codes: [(String, any Path<CodedValue>)] = [
    ("sex", \.sex), ("ethnicGroup", \.ethnicGroup),
  ]
  private static let dates: [(String, any Path<CardDate>)] = [
    ("birthDate", \.birthDate), ("validFrom", \.validFrom), ("validUntil", \.validUntil),
  ]

  /// Writes kind and values.
  func write(to writer: inout EntryWriter) {
    writer.add("kind", kind.rawValue)
    for (name, path) in Self.texts {
      if let value = self[keyPath: path] { writer.add(name, value.disclosed()) }
    }
    for (name, path) in Self.codes {
      guard let value = self[keyPath: path]?.disclosed() else { continue }
      writer.add(name + ".code", value.code)
      writer.add(name + ".name", value.name)
    }
    for (name, path) in Self.dates {
      switch self[keyPath: path]?.disclosed() {
      case .date(let day): writer.add(name + ".date", day.description)
      case .longTerm: writer.add(name + ".longTerm", [])
      case .text(let text): writer.add(name + ".text", text)
      case nil: break
      }
    }
  }

  /// The document that was written; `nil` when a part of it is missing or not understood.
  init?(entries: Entries) {
    guard let kind = entries.text("kind").flatMap(DocumentKind.init(rawValue:)) else { return nil }
    self.init(kind: kind)
    for (name, path) in Self.texts { self[keyPath: path] = entries.text(name).map { Personal($0) } }
    for (name, path) in Self.codes {
      guard let code = entries.text(name + ".code") else { continue }
      guard let text = entries.text(name + ".name") else { return nil }
      self[keyPath: path] = Personal(CodedValue(code: code, name: text))
    }
    for (name, path) in Self.dates {
      if let text = entries.text(name + ".date") {
        guard let day = CalendarDate(iso: text) else { return nil }
        self[keyPath: path] = Personal(.date(day))
      } else if !entries.values(name + ".longTerm").isEmpty {
        self[keyPath: path] = Personal(.longTerm)
      } else if let text = entries.text(name + ".text") {
        self[keyPath: path] = Personal(.text(text))
      }
    }
  }
}
