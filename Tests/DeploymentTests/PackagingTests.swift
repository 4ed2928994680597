import Foundation
import TestSupport
import Testing

@Suite("The package", .timeLimit(.minutes(2)))
struct PackagingTests {
  @Test("names what it is built with: every C library of the sources, also for ./run and ./test")
  func buildDependencies() throws {
    let libraries = try RepositoryFile("Package.swift").text()
      .matches(of: #/(?:c|late)Library\("C[A-Za-z]+", (?:"[^"]+", )?"([^"]+)"\)/#).map { String($0.output.1) }
    #expect(libraries.count >= 9)
    let control = try RepositoryFile("packaging/debian/control").text()
    let needed = try #require(control.firstMatch(of: #/Build-Depends: ([^:]*)\n[A-Z]/#)).output.1
    let words = Set(needed.split { ", \n()=".contains($0) }.map(String.init))
    let scripts = try RepositoryFile("Tools/packages.sh").text()
    for library in libraries {
      #expect(words.contains(library), "Build-Depends: \(library)")
      #expect(scripts.contains(library), "Tools/packages.sh: \(library)")
    }
  }

  @Test("needs what its programs open later, as Debian names a library")
  func lateLibraries() throws {
    let control = try RepositoryFile("packaging/debian/control").text()
    let depends = try #require(control.firstMatch(of: #/\nDepends: (.*)\n/#)).output.1
    for (file, package) in [
      ("postgresql", "libpq5"), ("curl", "libcurl4"), ("microhttpd", "libmicrohttpd12"),
    ] {
      let source = try RepositoryFile("Sources/LateLibraries/\(file).c").text()
      let name = try #require(source.firstMatch(of: #/LATE_LIBRARY\("(.*)\.so\.(.*)"\)/#)).output
      #expect(name.1 + name.2 == package)
      #expect(depends.contains(" \(package) (>= "))
    }
  }

  /// What bash offers after these words, the last of which is being typed.
  private func completions(_ words: String...) async throws -> Set<String> {
    let line = words.map { "'\($0)'" }.joined(separator: " ")
    let script = """
      PATH='\(Programs.folder)':$PATH; . '\(RepositoryFile("packaging/completion.bash").path)'
      COMP_WORDS=(idkiosk \(line)); COMP_CWORD=\(words.count); _idkiosk; printf '%s\\n' "${COMPREPLY[@]}"
      """
    let tool = try await Tool.run("/bin/bash", ["--norc", "-c", script])
    #expect(tool.errors.isEmpty, "\(tool.errors)")
    return Set(tool.output.filter { !$0.isEmpty })
  }

  @Test("completes groups, commands and options in bash, as the program says them of itself")
  func completion() async throws {
    #expect(try await completions("rea") == ["read", "readers"])
    #expect(try await completions("config", "") == ["check"])
    #expect(try await completions("archive", "ro") == ["rotate-key"])
    #expect(try await completions("config", "check", "--c") == ["--config", "--clerk"])
    #expect(try await completions("nonsense", "").isEmpty)
  }

  @Test(
    "opens the page at the port of the configuration, or what says how to switch it on",
    arguments: [
      ("page.port = 8490\n", [String](), "--app=http://127.0.0.1:8490/"),
      ("#page.port = 8480\n", [], "--app=file:///usr/share/idkiosk/page-off.html"),
      ("page.port = off\n", ["--kiosk"], "--kiosk file:///usr/share/idkiosk/page-off.html"),
      (" page.port=8480\n", ["--kiosk"], "--kiosk http://127.0.0.1:8480/"),
    ])
  func page(configuration: String, arguments: [String], opened: String) async throws {
    let folder = try ScratchFolder()
    // A link: a program that this process wrote may still be open for writing in a child of another test.
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("chromium"), withDestinationPath: "/bin/echo")
    let tool = try await Tool.run(
      "/bin/sh", [RepositoryFile("packaging/desktop/open-page").path] + arguments,
      environment: [
        "PATH": folder.path + ":/usr/bin:/bin",
        "IDKIOSK_CONFIG": try folder.write(configuration, to: "idkiosk.conf"),
      ])
    #expect(tool.status == 0 && tool.output == [opened], "\(tool.said)")
  }

  @Test("has a policy that lets the page sound at its usual port, and a start in full screen")
  func browser() throws {
    let policy = JSONValue(try RepositoryFile("packaging/desktop/idkiosk-policy.json").text())
    #expect(policy["AutoplayAllowlist"].elements.map(\.text) == ["http://127.0.0.1:8480"])
    #expect(try RepositoryFile("packaging/idkiosk.conf").text().contains("\n#page.port = 8480\n"))
    // An example for the administrator: nothing holds of it until it is copied, and it opens this machine to one origin.
    let portals = JSONValue(try RepositoryFile("packaging/desktop/idkiosk-portals.json").text())
    for name in ["LocalNetworkAccessAllowedForUrls", "LoopbackNetworkAllowedForUrls"] {
      #expect(portals[name].elements.map(\.text) == ["https://portal.example"])
    }
    let maker = try RepositoryFile("packaging/make-deb").text()
    #expect(
      maker.contains(
        "usr/share/doc/idkiosk/examples packaging/desktop/idkiosk-kiosk.desktop packaging/desktop/idkiosk-portals.json"
      ))
    for (name, command) in [("idkiosk", "open-page"), ("idkiosk-kiosk", "open-page --kiosk")] {
      let entry = try RepositoryFile("packaging/desktop/\(name).desktop").lines()
      #expect(entry.contains("Exec=/usr/libexec/idkiosk/\(command)"))
    }
  }
}
