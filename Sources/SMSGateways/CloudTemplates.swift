internal import OneTimeCodes
internal import PersonalData

/// Which of a cloud's templates says what, and what stands in a template's places (docs/mobile-number.md §8.1).
struct CloudTemplates: Equatable, Sendable {
  /// What a template can say.
  private static let words = ["code", "signIn", "register", "bind", "change", "replaced", "released", "test"]
  private static let variants = ["", ".en", ".abroad"]

  /// What can stand in a place.
  enum Value: String, Sendable {
    case code, life, purpose
  }

  /// A place and what stands in it.
  struct Place: Equatable, Sendable {
    var name: String
    var value: Value
  }

  private let templates: [String: String]
  private let places: [Place]

  /// `templates` are `word = template` with commas between, `places` are `name=value` or `value`; `nil` where a word is
  /// unknown or no template has a code.
  init?(templates: String, places: String) {
    var known: [String: String] = [:]
    for item in templates.split(separator: ",") {
      let parts = item.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
      guard let word = parts.first, let template = parts.dropFirst().first, known[word] == nil,
        Self.words.contains(where: { base in Self.variants.contains { base + $0 == word } })
      else { return nil }
      known[word] = template
    }
    guard known["code"] != nil || (known["bind"] != nil && known["change"] != nil) else { return nil }
    self.templates = known
    var all: [Place] = []
    for item in places.split(separator: ",") {
      let parts = item.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
      guard let name = parts.first, let value = parts.last.flatMap(Value.init) else { return nil }
      all.append(Place(name: name, value: value))
    }
    self.places = all
  }

  /// The template of a message; `nil` where none says that.
  func template(_ content: MessageContent, isAbroad: Bool) -> String? {
    let (words, language): ([String], MessageText.Language) =
      switch content {
      case .code(let code): ([code.purpose.rawValue, "code"], code.language)
      case .numberReplaced(let language): (["replaced"], language)
      case .numberReleased(let language): (["released"], language)
      case .test: (["test"], .chinese)
      }
    // A template for numbers abroad is one of another kind for both clouds, so that goes before the language.
    let variants = (isAbroad ? [".abroad"] : []) + (language == .english ? [".en"] : []) + [""]
    for variant in variants {
      for word in words {
        if let template = templates[word + variant] { return template }
      }
    }
    return nil
  }

  /// What stands in the places of a message's template, in their order; nothing in a message without a code.
  func values(_ content: MessageContent) -> [(name: String, value: String)] {
    guard case .code(let code) = content else { return [] }
    return places.map { place in
      let value =
        switch place.value {
        case .code: code.digits.disclosed()
        case .life: code.life
        case .purpose: MessageText.name(code.purpose, code.language)
        }
      return (place.name, value)
    }
  }
}
