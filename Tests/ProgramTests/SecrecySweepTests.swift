import Emulation
import Foundation
import TestSupport
import Testing

@Suite("After a day's work, nothing about a person or a code", .timeLimit(.minutes(2)))
struct SecrecySweepTests {
  @Test("stands in a log line, or in a file of the runtime, temporary and state folders, outside of the seal")
  func files() async throws {
    let window = try await SweptWindow()
    let marks = try await window.work(SweptWindow.people(seed: 61))
    let folder = window.kiosk.folder
    #expect(FileManager.default.fileExists(atPath: folder.file("state/archive.db-wal")))
    #expect(try marks.found(in: folder) == [], "while the daemons run and the session lives")
    try await window.done()
    #expect(try marks.found(in: folder) == [])
    await window.stop()
    #expect(try marks.found(in: folder) == [], "after the daemons have ended")
    let daemons = [window.kiosk.readerDaemon, window.kiosk.counterDaemon]
    let lines = daemons.flatMap { $0.errors + $0.output }
    #expect(!lines.isEmpty && marks.found(in: lines) == [])
    // The search finds what is there, in either spelling.
    let card = SweptWindow.people(seed: 61)[0]
    try folder.write("a \(SweptWindow.phone) b", to: "tmp/planted")
    try Data(card.text).write(to: URL(fileURLWithPath: folder.file("state/planted")))
    try folder.write(Data(card.photo).base64EncodedString(), to: "planted")
    let planted = [
      "the first's address in UTF-16 in state/planted", "the first's name in UTF-16 in state/planted",
      "the first's number in UTF-16 in state/planted", "the first's photo block in base64 in planted",
      // Two drawn faces have parts in common.
      "the mobile number in tmp/planted", "the second's photo block in base64 in planted",
    ]
    let found = try marks.found(in: folder)
    #expect(found == planted, "\(found)")
    #expect(marks.found(in: ["read \(card.name)"]) == ["the first's name"])
  }

  @Test(
    "is left in the memory of the reader daemon once the session has ended",
    .enabled("needs leave to read the memory of an undumpable process", { await ProcessMemory.isReadable() }))
  func memory() async throws {
    let planted = "planted-in-the-environment-61"
    let window = try await SweptWindow(
      launcher: ProcessMemory.launcher, environment: ["IDKIOSK_PLANTED": planted])
    let marks = try await window.work(SweptWindow.people(seed: 62)).longOnes
      .notIn(file: Programs.path("idkiosk-readerd"))
    let memory = ProcessMemory(of: window.kiosk.readerDaemon)
    // The search finds what the living session keeps, and what the daemon was started with.
    let living = try memory.found(marks).memory
    for name in ["number", "name in UTF-16", "photo block"] {
      #expect(living.contains("the first's \(name)"), "\(living.sorted())")
    }
    var control = SecretMarks()
    control.add("planted", planted)
    #expect(try memory.found(control).stacks == ["planted"])

    try await window.done()
    var left = try memory.found(marks)
    // The answer to the last call may not have left its buffers yet.
    for _ in 0..<10 where !left.memory.isEmpty {
      _ = try await window.call("reader.list")
      left = try memory.found(marks)
    }
    #expect(left.memory == [])
    withKnownIssue("stacks are overwritten by what runs next, not wiped", isIntermittent: true) {
      #expect(left.stacks == [])
    }
    await window.stop()
  }

  @Test(
    "nor is it left there by a reader on USB, whose bytes went through libusb",
    .enabled("needs leave to read the memory of an undumpable process", { await ProcessMemory.isReadable() }))
  func usb() async throws {
    let (aside, folder) = (try ScratchFolder(), try ScratchFolder())
    let card = SweptWindow.people(seed: 63)[0]
    let reader = try await MockUSBReader(.split)
    try await reader.do("card " + Cards.write(card, to: "marked", in: aside))
    try await reader.do("plug")
    let kiosk = try await Kiosk(
      folder: folder, links: "usb",
      environment: reader.environment.merging(try SweptWindow.unitEnvironment()) { $1 },
      launcher: ProcessMemory.launcher)
    let reading = try await kiosk.client("read", "--json", "--file", "--timeout", "30")
    #expect(reading.json["filing"]["outcome"].text == "filed", "\(reading.errors)")
    var marks = SecretMarks()
    marks.add("the card", number: card.number, name: card.name, address: card.address, photo: card.photo)
    marks = try marks.longOnes.notIn(file: Programs.path("idkiosk-readerd"))
    let memory = ProcessMemory(of: kiosk.readerDaemon)
    #expect(try memory.found(marks).memory.contains("the card's number"))
    #expect(try await kiosk.client("done").status == 0)
    var left = try memory.found(marks).memory
    // The answer to the last call may not have left its buffers yet.
    for _ in 0..<10 where !left.isEmpty {
      _ = try await kiosk.client("readers")
      left = try memory.found(marks).memory
    }
    #expect(left == [])
    await kiosk.stop()
    await reader.stop()
  }
}
