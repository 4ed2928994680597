import CommandLineKit
import LinuxPlatform
import TestSupport
import Testing

@Suite("Configuration on paper")
struct ConfigurationDocumentTests {
  private let keys = Set(Configuration.Key.allCases.map(\.rawValue))

  @Test("the example is accepted as it is, and sets nothing")
  func example() throws {
    let text = try RepositoryFile("packaging/idkiosk.conf").text()
    #expect(try Configuration(text: text) == Configuration())
  }

  @Test("the example shows every key, each with a value that is accepted")
  func uncommented() throws {
    let text = try RepositoryFile("packaging/idkiosk.conf").text()
      .replacing(#/(?m)^#((?:[a-z]+\.)+[a-zA-Z]+ = )/#) { $0.output.1 }
    let configuration = try Configuration(text: text)
    for key in Configuration.Key.allCases { #expect(configuration[key] != nil, "\(key.rawValue)") }
  }

  @Test("the document explains every key, and no key that does not exist")
  func document() throws {
    let text = try RepositoryFile("docs/configuration.md").text()
    let explained = text.matches(of: #/(?m)^\| `((?:[a-z]+\.)+[a-zA-Z]+)` \|/#).map { String($0.output.1) }
    #expect(Set(explained) == keys)
    #expect(explained.count == keys.count)
  }

  @Test("the manual pages of the daemons explain every key between them")
  func manual() throws {
    let text = try ["idkioskd.8", "idkiosk-readerd.8"].map { try RepositoryFile("docs/man/" + $0).text() }
      .joined(separator: "\n")
    let explained = text.matches(of: #/(?m)^\.B ((?:[a-z]+\.)+[a-zA-Z]+)$/#).map { String($0.output.1) }
    #expect(Set(explained) == keys)
  }

  @Test("every link in the documents leads to a file")
  func links() throws {
    for document in ["README.md", "docs/configuration.md", "docs/architecture.md"] {
      let file = RepositoryFile(document)
      let folder = document.split(separator: "/").dropLast().map { $0 + "/" }.joined()
      for link in try file.text().matches(of: #/\]\(([^):#]+)\)/#) {
        let target = RepositoryFile(folder + link.output.1).path
        #expect(Files.exists(target), "\(document): \(link.output.1)")
      }
    }
  }
}
