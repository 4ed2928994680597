internal import Bytes
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonalData

/// What is typed into standard input: nothing about a person stands on a command line.
enum TypedLines {
  /// The lines up to an empty one, or to the end.
  static func zone() -> String {
    var lines: [String] = []
    while let line = readLine(strippingNewline: true), !line.isEmpty { lines.append(line) }
    return lines.joined(separator: "\n")
  }

  /// Lines `member = value` to the end of standard input, with the names of the wire.
  static func fill(_ document: inout IdentityDocument) throws(KioskFailure) {
    while let line = readLine(strippingNewline: true) {
      if line.allSatisfy(\.isWhitespace) { continue }
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
        $0.trimmed()
      }
      guard parts.count == 2, let name = parts.first, let value = parts.last else {
        throw KioskFailure(.startUsage)
      }
      switch name {
      case "number": document.number = Personal(value)
      case "name": document.name = Personal(value)
      case "englishName": document.englishName = Personal(value)
      case "nationality": document.nationality = Personal(value)
      case "authority": document.authority = Personal(value)
      case "sex": document.sex = code(value, in: SexCodes.names)
      case "ethnicGroup": document.ethnicGroup = code(value, in: EthnicGroups.names)
      case "birthDate": document.birthDate = Personal(.text(value))
      case "validFrom": document.validFrom = Personal(.text(value))
      case "validUntil": document.validUntil = Personal(value == "长期" ? .longTerm : .text(value))
      default: throw KioskFailure(.startUsage)
      }
    }
  }

  /// A code, or the name that the table has for it.
  private static func code(_ value: String, in names: [String: String]) -> Personal<CodedValue> {
    let code = names.first { $0.value == value }?.key ?? value
    return Personal(CodedValue(code: code, name: names[code] ?? code))
  }
}
