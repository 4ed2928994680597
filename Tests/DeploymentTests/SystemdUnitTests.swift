import Foundation
import TestSupport
import Testing

@Suite("systemd units")
struct SystemdUnitTests {
  /// All units in a folder, with the built programs in place of the installed ones.
  private func copies(adding line: String = "") throws -> ScratchFolder {
    let folder = try ScratchFolder()
    for name in Unit.names {
      let text = try RepositoryFile("systemd/" + name).text()
        .replacingOccurrences(of: "/usr/libexec/idkiosk/", with: Programs.folder + "/")
      try folder.write(text + line, to: name)
    }
    return folder
  }

  private func verify(_ folder: ScratchFolder) async throws -> Tool {
    try await Tool.run(
      "/usr/bin/systemd-analyze", ["verify", "--man=no"] + Unit.names.map(folder.file),
      environment: ["SYSTEMD_UNIT_PATH": folder.path + ":"])
  }

  @Test("systemd has nothing to say against them")
  func verified() async throws {
    let tool = try await verify(try copies())
    #expect(tool.status == 0)
    #expect(tool.said.isEmpty)
  }

  @Test("systemd would say it if a key were unknown")
  func unknownKey() async throws {
    let tool = try await verify(try copies(adding: "NoSuchKey=1\n"))
    #expect(tool.said.contains { $0.contains("NoSuchKey") })
  }

  /// How far a service is exposed, 0 to 10, by systemd's own reckoning; `dropIn` is laid over it.
  private func exposure(_ name: String, dropIn: String? = nil) async throws -> Double {
    let folder = try copies()
    if let dropIn {
      try folder.write(
        try RepositoryFile("systemd/" + name).text() + RepositoryFile("packaging/drop-ins/" + dropIn).text(),
        to: name)
    }
    let tool = try await Tool.run(
      "/usr/bin/systemd-analyze", ["security", "--offline=true", folder.file(name)])
    let line = try #require(tool.output.first { $0.contains("Overall exposure level") })
    return try #require(line.firstMatch(of: #/: (\d+\.\d)/#).flatMap { Double(String($0.output.1)) })
  }

  @Test(
    "a service is exposed no further than was set for it",
    arguments: [
      ("idkiosk-readerd.service", 1.2), ("idkioskd.service", 1.3), ("idkiosk-portrait@.service", 0.5),
    ])
  func exposure(name: String, most: Double) async throws {
    let value = try await exposure(name)
    print("exposure of \(name): \(value), at most \(most)")
    #expect(value <= most)
  }

  @Test("so is the counter with the address of a gateway; with a gateway anywhere it says its own")
  func gateways() async throws {
    let plain = try await exposure("idkioskd.service")
    let (fixed, anywhere) = (
      try await exposure("idkioskd.service", dropIn: "gateway-address.conf"),
      try await exposure("idkioskd.service", dropIn: "gateway-anywhere.conf")
    )
    print("exposure of idkioskd.service: \(fixed) with a gateway's address, \(anywhere) with any")
    #expect(fixed <= 1.3)
    #expect(anywhere >= fixed && anywhere > plain)
  }

  @Test("a daemon is watched, and has its configuration looked at before it reads it again")
  func watched() throws {
    for name in ["idkioskd", "idkiosk-readerd"] {
      let unit = try Unit(name + ".service")
      #expect(unit["WatchdogSec"] == "60")
      #expect(
        unit.entries.filter { $0.key == "ExecReload" }.map(\.value) == [
          "/usr/libexec/idkiosk/\(name) --check-config", #"/bin/sh -c 'kill -HUP "$MAINPID"'"#,
        ])
    }
    // As many as the server lets in; none of the reader daemon's, whose sessions end with it.
    #expect(try Unit("idkioskd.service")["FileDescriptorStoreMax"] == "64")
    #expect(try Unit("idkiosk-readerd.service")["FileDescriptorStoreMax"] == nil)
  }

  @Test("a service leaves no personal value in a core dump or a crash report", arguments: Unit.services)
  func crashes(name: String) throws {
    let unit = try Unit(name)
    #expect(unit["LimitCORE"] == "0")
    #expect(unit["Environment"] == "SWIFT_BACKTRACE=enable=no")
    #expect(unit["UMask"] == "0077")
  }

  @Test("what the reader daemon frees is overwritten")
  func freed() throws {
    let values = try Unit("idkiosk-readerd.service").entries.filter { $0.key == "Environment" }.map(\.value)
    #expect(
      values.contains("GLIBC_TUNABLES=glibc.malloc.perturb=165:glibc.malloc.tcache_count=0"))
  }

  @Test("a service starts the installed program of its name", arguments: Unit.services)
  func program(name: String) throws {
    let command = try #require(try Unit(name)["ExecStart"])
    let program = name.replacing(#/@?\.service$/#, with: "")
    #expect(command.split(separator: " ").first.map(String.init) == "/usr/libexec/idkiosk/\(program)")
    #expect(FileManager.default.isExecutableFile(atPath: Programs.path(program)))
  }

  struct Socket: CustomTestStringConvertible {
    var unit: String
    var path: String
    var user: String
    var group: String
    var mode: String
    var testDescription: String { unit }
  }

  @Test(
    "a socket lies where the programs look for it, and is open to those it is for",
    arguments: [
      Socket(unit: "idkiosk-readerd", path: "reader", user: "idkiosk", group: "idkiosk", mode: "0600"),
      Socket(unit: "idkioskd", path: "counter", user: "idkiosk", group: "idkiosk-clerks", mode: "0660"),
      Socket(
        unit: "idkiosk-portrait", path: "portrait", user: "root", group: "idkiosk-portrait", mode: "0660"),
    ])
  func socket(expected: Socket) throws {
    let unit = try Unit(expected.unit + ".socket")
    #expect(unit["ListenStream"] == "/run/idkiosk/\(expected.path).sock")
    #expect(unit["FileDescriptorName"] == expected.path)
    #expect(unit["SocketUser"] == expected.user)
    #expect(unit["SocketGroup"] == expected.group)
    #expect(unit["SocketMode"] == expected.mode)
    #expect(unit["DirectoryMode"] == "0755")
  }

  @Test("no unit owns the folder of the sockets, so none takes it along when it stops")
  func runtimeFolder() throws {
    for name in Unit.names { #expect(try Unit(name)["RuntimeDirectory"] == nil) }
  }

  @Test("that folder is root's, made before anything is in it")
  func tmpfiles() throws {
    let lines = try RepositoryFile("systemd/tmpfiles.d/idkiosk.conf").lines().filter { !$0.hasPrefix("#") }
    #expect(lines == ["d /run/idkiosk 0755 root root -"])
  }

  @Test("the archive is for its owner only, and only the counter daemon has one")
  func state() throws {
    #expect(try Unit("idkioskd.service")["StateDirectory"] == "idkiosk")
    #expect(try Unit("idkioskd.service")["StateDirectoryMode"] == "0700")
    #expect(try Unit("idkiosk-readerd.service")["StateDirectory"] == "idkiosk-reader")
    #expect(try Unit("idkiosk-readerd.service")["StateDirectoryMode"] == "0700")
    #expect(try Unit("idkiosk-portrait@.service")["StateDirectory"] == nil)
  }

  @Test("only the counter daemon may use the network, and of that only this machine's loopback addresses")
  func network() throws {
    for name in Unit.services { #expect(try Unit(name)["IPAddressDeny"] == "any") }
    let counter = try Unit("idkioskd.service")
    #expect(counter["IPAddressAllow"] == "localhost")
    #expect(counter["RestrictAddressFamilies"] == "AF_UNIX AF_INET AF_INET6")
    for name in Unit.services where name != "idkioskd.service" {
      #expect(try Unit(name)["IPAddressAllow"] == nil)
      #expect(try Unit(name)["RestrictAddressFamilies"]?.contains("INET") != true)
    }
  }

  @Test("only the reader daemon may open devices")
  func devices() throws {
    let allowed = try Unit("idkiosk-readerd.service").entries.filter { $0.key == "DeviceAllow" }.map(\.value)
    #expect(
      // By number: USB devices, ttyS, ttyUSB, ttyACM. A name would mean nothing until its driver is loaded.
      allowed == ["char-189 rw", "char-4 rw", "char-188 rw", "char-166 rw"])
    for name in ["idkioskd.service", "idkiosk-portrait@.service"] {
      let unit = try Unit(name)
      #expect(unit["DeviceAllow"] == nil)
      #expect(unit["PrivateDevices"] == "yes")
    }
  }

  @Test("every user and group that a unit or the rule names is made by sysusers.d")
  func accounts() throws {
    let made = Set(
      try RepositoryFile("systemd/sysusers.d/idkiosk.conf").lines().map {
        String($0.split(separator: " ")[1])
      })
    var named: Set<String> = []
    for name in Unit.names {
      for entry in try Unit(name).entries
      where ["User", "Group", "SupplementaryGroups", "SocketUser", "SocketGroup"].contains(entry.key) {
        named.formUnion(entry.value.split(separator: " ").map(String.init))
      }
    }
    let rule = try RepositoryFile("udev/70-idkiosk.rules").text()
    named.formUnion(rule.matches(of: #/GROUP="([^"]*)"/#).map { String($0.output.1) })
    #expect(named.subtracting(["root", "dialout"]) == made)
  }

  @Test("systemd can make the accounts")
  func sysusers() async throws {
    let file = RepositoryFile("systemd/sysusers.d/idkiosk.conf").path
    let tool = try await Tool.run("/usr/bin/systemd-sysusers", ["--dry-run", file])
    #expect(tool.status == 0)
    #expect(!tool.said.contains { $0.hasPrefix(file) })
  }
}
