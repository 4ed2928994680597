import KioskProtocol
import TestSupport
import Testing

@Suite("Failure catalogue")
struct FailureCatalogueTests {
  @Test("every reason has all its texts, each in its own language", arguments: FailureReason.allCases)
  func texts(reason: FailureReason) {
    let entry = reason.entry
    for text in [entry.message, entry.clerk, entry.administrator] {
      #expect(text.chinese.hasHan)
      #expect(text.chinese.hasSuffix("。"))
      #expect(!text.english.hasHan)
      #expect(text.english.utf8.allSatisfy { $0 < 0x80 })
      #expect(text.english.first?.isUppercase == true)
      #expect(text.english.hasSuffix("."))
    }
  }

  @Test("Chinese texts use full-width punctuation", arguments: FailureReason.allCases)
  func punctuation(reason: FailureReason) {
    let entry = reason.entry
    for text in [entry.message.chinese, entry.clerk.chinese, entry.administrator.chinese] {
      #expect(!zip(text, text.dropFirst()).contains { $0.isHan && ",;:?!.".contains($1) })
    }
  }

  @Test("a message is one sentence")
  func oneSentence() {
    for reason in FailureReason.allCases {
      #expect(reason.entry.message.chinese.count { $0 == "。" } == 1, "\(reason)")
      #expect(reason.entry.message.english.count { $0 == "." } == 1, "\(reason)")
    }
  }

  @Test("no two reasons say the same")
  func unique() {
    let messages = FailureReason.allCases.map(\.entry.message)
    #expect(Set(messages.map(\.chinese)).count == messages.count)
    #expect(Set(messages.map(\.english)).count == messages.count)
  }

  @Test("reasons are words in lower camel case with dots between them", arguments: FailureReason.allCases)
  func dotted(reason: FailureReason) {
    let words = reason.rawValue.split(separator: ".", omittingEmptySubsequences: false)
    #expect(words.count == 2)
    for word in words {
      #expect(word.first?.isLowercase == true)
      #expect(word.allSatisfy { $0.isASCII && $0.isLetter })
    }
  }

  @Test("what a second try can mend says so")
  func retry() {
    for reason in [FailureReason.cardRemoved, .cardTimeout, .readerTimeout, .serviceStopping] {
      #expect(reason.entry.retry, "\(reason)")
    }
    for reason in [FailureReason.readerNone, .readerAccessDenied, .archiveDamaged, .rightsDenied] {
      #expect(!reason.entry.retry, "\(reason)")
    }
  }

  @Test("docs/errors.md is the catalogue as it stands")
  func page() throws {
    #expect(try GeneratedPage("docs/errors.md").holds(ErrorPage.markdown()))
  }
}

extension Character {
  fileprivate var isHan: Bool { unicodeScalars.contains { $0.properties.isIdeographic } }
}

extension String {
  fileprivate var hasHan: Bool { contains { $0.isHan } }
}
