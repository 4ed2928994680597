import Foundation
import IdentityDocuments
import PersonalData

/// The `expect:` part of a card file, and the same shape made from a decoded block.
struct ExpectedReading: Decodable, Equatable {
  enum Value: Decodable, Equatable {
    case text(String)
    case coded([String: String])
    case flag(Bool)
    case null

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .coded(try container.decode([String: String].self))
      }
    }
  }

  var document: [String: Value]
  var findings: Set<[String: String]>

  init(json: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
  }

  init(_ decoded: DecodedText) {
    let from = decoded.document
    var members: [String: Value] = ["kind": .text(from.kind.rawValue)]
    let texts: [(DocumentField, Personal<String>?)] = [
      (.number, from.number), (.name, from.name), (.englishName, from.englishName),
      (.nationality, from.nationality), (.address, from.address), (.newestAddress, from.newestAddress),
      (.authority, from.authority), (.authorityCode, from.authorityCode), (.passNumber, from.passNumber),
      (.issueCount, from.issueCount), (.cardVersion, from.cardVersion),
      (.previousNumberLink, from.previousNumberLink), (.previousNumber, from.previousNumber),
    ]
    for (field, value) in texts { members[field.rawValue] = value.map { .text($0.disclosed()) } }
    for (field, value) in [(DocumentField.sex, from.sex), (.ethnicGroup, from.ethnicGroup)] {
      members[field.rawValue] = value.map {
        .coded(["code": $0.disclosed().code, "name": $0.disclosed().name])
      }
    }
    let dates = [
      (DocumentField.birthDate, from.birthDate), (.validFrom, from.validFrom), (.validUntil, from.validUntil),
    ]
    for (field, value) in dates {
      switch value?.disclosed() {
      case .date(let day): members[field.rawValue] = .text(day.description)
      case .text(let text): members[field.rawValue] = .text(text)
      case .longTerm: members[field.rawValue] = .null
      case nil: break
      }
    }
    if let until = from.validUntil { members["longTerm"] = .flag(until.disclosed() == .longTerm) }
    document = members
    findings = Set(decoded.findings.map { ["field": $0.field.rawValue, "code": $0.code.rawValue] })
  }
}
