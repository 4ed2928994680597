import Foundation
import TestSupport
import Testing

/// Does what docs/driver-guide.md tells an administrator to do, with what stands there.
@Suite("The worked example of the driver author's guide", .timeLimit(.minutes(2)))
struct DriverGuideTests {
  /// The numbered steps of the example; each as its lines.
  private static func steps() throws -> [[String]] {
    let text = try String(contentsOfFile: Programs.repository + "/docs/driver-guide.md", encoding: .utf8)
    let example = try #require(text.range(of: "A worked example."))
    let end = try #require(text.range(of: "After a change:"))
    var steps: [[String]] = []
    for line in text[example.upperBound..<end.lowerBound].split(separator: "\n").map(String.init) {
      if line.hasPrefix("\(steps.count + 1). ") { steps.append([]) }
      if !steps.isEmpty { steps[steps.count - 1].append(line) }
    }
    return steps
  }

  /// The words of every command `idkiosk ...` in a step, without the program's name.
  private static func commands(_ step: [String]) -> [[String]] {
    let quoted = step.joined(separator: " ").split(separator: "`").filter { $0.hasPrefix("idkiosk ") }
    return quoted.map { command in command.split(separator: " ").dropFirst().map { String($0) } }
  }

  @Test("can be followed step by step, from the file of readers to the recording that is a test")
  func followed() async throws {
    let steps = try Self.steps()
    #expect(steps.count == 5)
    let file = steps[0].filter { $0.hasPrefix("       ") }.map { $0.dropFirst(7) }.joined(separator: "\n")
    let folder = try ScratchFolder()
    let own = try folder.write(file, to: "mine.reader")
    let head = try #require(steps[0].first { $0.hasPrefix("       [") })
    let pair = head.filter { $0.isHexDigit || $0 == ":" }
    let reader = try await MockUSBReader(.bare, usb: pair, ports: [2])
    let id = reader.id(port: 2)

    // Without the file nobody knows it; with the file it is listed with its SAM id.
    let configuration = Kiosk.standInPortraits + "\nreaders.files = \(own)\n"
    let window = try await USBWindow(reader, configuration: configuration) {
      try await $0.do("plug", port: 2)
    }
    #expect(try await window.settled(port: 2)["state"].text == "ready")
    let kiosk = window.kiosk
    #expect(Self.commands(steps[1]) == [["readers"]])
    let listed = try await Kiosk.client(["readers"], in: kiosk.folder)
    #expect(listed.output.contains(id) && listed.output.contains("05.01-20101129-0001228293-0296863149"))

    try await reader.do("card 1", port: 2)
    let check = try #require(Self.commands(steps[2]).first)
    #expect(check == ["driver", "check", "--reader", id])
    let live = try await Kiosk.client(check + ["--timeout", "20"], in: kiosk.folder)
    #expect(live.status == 0, "\(live.output)")

    let record = try #require(Self.commands(steps[3]).first)
    #expect(record == ["readers", "record", id, "on"])
    #expect(try await Kiosk.client(record, in: kiosk.folder).status == 0)
    try await reader.do("card 2", port: 2)
    #expect(try await window.read().status == 0)
    try await reader.do("fault read drop", port: 2)
    try await reader.do("card 3", port: 2)
    let before = reader.count("request 3001")
    let pulled = try window.startReading()
    try await reader.event("request 3001", after: before)
    try await reader.do("unplug", port: 2)
    #expect(await pulled.json().reason == "reader.gone")
    await window.stop()

    let recordings = kiosk.folder.file("reader-state/recordings")
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: recordings).first)
    let recording = recordings + "/" + name
    #expect(Self.commands(steps[4]).first == ["driver", "check", "RECORDING"])
    let kept = try await Kiosk.client(["driver", "check", recording], in: kiosk.folder)
    #expect(kept.status == 0, "\(kept.output)\(kept.errors)")
    // Another description of the same reader does not hold against it.
    let other = try folder.write(
      file.replacingOccurrences(of: "preamble = no", with: "preamble = yes"), to: "other.reader")
    let wrong = try await Kiosk.client(["driver", "check", recording, "--readers", other], in: kiosk.folder)
    #expect(wrong.status == 1, "\(wrong.output)")
  }
}
