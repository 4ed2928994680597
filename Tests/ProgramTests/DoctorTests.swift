import Emulation
import Foundation
import TestSupport
import Testing

@Suite("The doctor", .timeLimit(.minutes(2)))
struct DoctorTests {
  private func checks(_ answer: Kiosk.Answer) -> [String: JSONValue] {
    Dictionary(
      answer.json["checks"].elements.map { ($0["subject"].text ?? "", $0) },
      uniquingKeysWith: { first, _ in first })
  }

  @Test("finds a window that works fine, names nobody, and says what is still to be set up")
  func fine() async throws {
    let reader = try await VirtualReader()
    let folder = try ScratchFolder()
    let kiosk = try await Kiosk(folder: folder, links: "pcsc", environment: reader.environment)
    try await reader.put(Cards.path("citizen-ordinary"))
    #expect(try await kiosk.client("read", "--file", "--timeout", "30").status == 0)
    let answer = try await kiosk.client("doctor", "--json")
    #expect(answer.status == 0)
    let found = checks(answer)
    for subject in ["counterService", "readerService", "reader", "portrait", "archive"] {
      #expect(found[subject]?["state"].text == "fine", "\(subject): \(answer.output)")
    }
    #expect(found["reader"]?["figure"].exists == true)
    #expect(found["archive"]?["figure"].number == 1)
    #expect(found["gateway"]?["state"].text == "attention")
    #expect(found["gateway"]?["action"].text?.contains("sms.gateway") == true)
    for subject in ["disk", "clock", "pcscd", "udevRule", "browserPolicy"] { #expect(found[subject] != nil) }

    let words = try await kiosk.client("doctor").output
    #expect(words.contains("✓ 读卡机 reader"))
    let document = JSONValue(try Cards.file("citizen-ordinary").expected)["document"]
    for value in [document["number"], document["name"]] {
      let value = try #require(value.text)
      #expect(!words.contains(value) && !answer.output.contains(value))
    }
    await kiosk.stop()
    await reader.stop()
  }

  @Test(
    "tells a decoder that does not load, a reader daemon and a reader that are not there, each with what to do"
  )
  func troubles() async throws {
    let folder = try ScratchFolder()
    let kiosk = try await Kiosk(
      folder: folder, links: "usb", environment: [:],
      configuration: Kiosk.standInPortraits.replacing(
        Programs.path("libidkiosk-standin-portrait.so"), with: folder.file("not-there.so")))
    let found = checks(try await kiosk.client("doctor", "--json"))
    #expect(found["portrait"]?["reason"].text == "portrait.libraryUnusable")
    #expect(found["reader"]?["reason"].text == "reader.none")
    await kiosk.readerDaemon.stop()
    _ = try await kiosk.counterDaemon.errorLine { $0.hasSuffix("the reader daemon has gone") }
    let later = try await kiosk.client("doctor", "--json")
    #expect(later.status == 1)
    let service = try #require(checks(later)["readerService"])
    #expect(service["state"].text == "trouble" && service["reason"].text == "service.readersAbsent")
    #expect(service["action"].text?.isEmpty == false)
    await kiosk.stop()
  }

  @Test("looks at the machine also where the counter daemon is not there")
  func alone() async throws {
    let answer = try await Kiosk.client(["doctor", "--json"], in: try ScratchFolder())
    #expect(answer.status == 1)
    let found = checks(answer)
    #expect(found["counterService"]?["state"].text == "trouble")
    #expect(found["pcscd"] != nil && found["udevRule"] != nil)
  }

  @Test("writes a report that holds what it said and which keys are set, nobody's name, and no value")
  func report() async throws {
    let folder = try ScratchFolder()
    let kiosk = try await Kiosk(
      folder: folder, links: "usb",
      configuration: Kiosk.standInPortraits + "sms.gateway = kannel\nsms.user = planted-user\n")
    let (file, configuration) = (folder.file("report"), folder.file("idkiosk.conf"))
    let answer = try await kiosk.client("doctor", "--report", file, "--config", configuration)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let said = answer.output.split(separator: "\n").filter { !$0.hasPrefix("=>") && !$0.contains(" MiB") }
    #expect(said.count > 8)
    for line in said { #expect(text.contains(line), "\(line)") }
    #expect(text.contains("keys set: ") && text.contains("sms.user") && !text.contains("planted-user"))
    #expect(try await kiosk.client("doctor", "--report", file).status == 73)
    await kiosk.stop()
  }

  @Test("sees a reader in the machine's own list, whether the rule was applied to it, and who else has it")
  func usb() async throws {
    let reader = try await MockUSBReader(.single)
    try await reader.do("plug")
    let (program, arguments) = MockUSBReader.withoutOverride(
      Programs.path("idkiosk"), ["doctor", "--json", "--runtime-dir", try ScratchFolder().path])
    let doctor = try RunningProgram(program, arguments, environment: reader.environment)
    await doctor.wait()
    let found = JSONValue(doctor.output.joined())["checks"].elements.filter { $0["subject"].text == "usb" }
    #expect(found.count == 1)
    #expect(found.first?["name"].text?.hasPrefix("1-1") == true, "\(doctor.output)")
    #expect(found.first?["text"].text?.contains("the rule was not applied") == true, "\(doctor.output)")
    await reader.stop()
    let without = try await Kiosk.client(["doctor", "--json"], in: try ScratchFolder())
    #expect(!without.output.contains("the rule was not applied"))
  }
}
