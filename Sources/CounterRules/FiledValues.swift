public import IdentityDocuments
public import PersonalData

/// What is compared when a document is filed: its values and its photo block.
public struct FiledValues: Equatable, Sendable {
  /// The document's values.
  public var document: IdentityDocument
  /// The photo block as it came from the card; `nil` where it was not obtained.
  public var portraitBlock: Personal<[UInt8]>?

  /// Values with a photo block, which may be missing.
  public init(document: IdentityDocument, portraitBlock: Personal<[UInt8]>?) {
    self.document = document
    self.portraitBlock = portraitBlock
  }

  /// The fields in which these values, from a reading, differ from `kept` ones, in the order of the wire.
  ///
  /// A photo block and a newest address that the reading did not obtain are not compared. Neither is a newest address
  /// that the card does not have (empty text) with one that nobody has obtained yet. Text is compared by its
  /// characters: two ideographs that Unicode calls equivalent are two spellings of a name.
  public func differences(from kept: FiledValues) -> [DocumentField] {
    DocumentField.allCases.filter { field in
      switch field {
      case .kind: document.kind != kept.document.kind
      case .number:
        !Self.isSame(
          document.number?.map(NumberText.normalized), kept.document.number?.map(NumberText.normalized))
      case .sex: document.sex?.disclosed().code != kept.document.sex?.disclosed().code
      case .ethnicGroup:
        document.ethnicGroup?.disclosed().code != kept.document.ethnicGroup?.disclosed().code
      case .birthDate: document.birthDate != kept.document.birthDate
      case .validFrom: document.validFrom != kept.document.validFrom
      case .validUntil: document.validUntil != kept.document.validUntil
      case .newestAddress: addsNewestAddress(to: kept)
      case .portrait: portraitBlock != nil && portraitBlock != kept.portraitBlock
      case .reserved: false
      default: !Self.isSame(document.text(of: field), kept.document.text(of: field))
      }
    }
  }

  /// These values, with what the reading did not obtain taken from `kept`.
  public func carryingOver(_ kept: FiledValues) -> FiledValues {
    var merged = self
    merged.document.newestAddress = document.newestAddress ?? kept.document.newestAddress
    merged.portraitBlock = portraitBlock ?? kept.portraitBlock
    return merged
  }

  private func addsNewestAddress(to kept: FiledValues) -> Bool {
    guard let address = document.newestAddress else { return false }
    return !Self.isSame(address, kept.document.newestAddress ?? Personal(""))
  }

  private static func isSame(_ left: Personal<String>?, _ right: Personal<String>?) -> Bool {
    guard let left = left?.disclosed(), let right = right?.disclosed() else {
      return left == nil && right == nil
    }
    return left.utf8.elementsEqual(right.utf8)
  }
}

extension IdentityDocument {
  /// The value of a field that is plain text.
  fileprivate func text(of field: DocumentField) -> Personal<String>? {
    switch field {
    case .name: name
    case .englishName: englishName
    case .nationality: nationality
    case .address: address
    case .authority: authority
    case .authorityCode: authorityCode
    case .passNumber: passNumber
    case .issueCount: issueCount
    case .cardVersion: cardVersion
    case .previousNumberLink: previousNumberLink
    case .previousNumber: previousNumber
    case .kind, .number, .sex, .ethnicGroup, .birthDate, .newestAddress, .validFrom, .validUntil, .reserved,
      .portrait:
      nil
    }
  }
}
