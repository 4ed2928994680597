import Bytes
import Emulation
import Foundation
import TestSupport
import Testing

/// A virtual reader with a card of nobody, and a program with the real libusb that sees it.
struct USBBench {
  static let card = CardFile(
    text: [UInt8](repeating: 0x41, count: 256), photo: [UInt8](repeating: 0xC1, count: 1_024), expected: "{}")
  static let otherCard = CardFile(
    text: [UInt8](repeating: 0x42, count: 256), photo: [UInt8](repeating: 0xC2, count: 1_024), expected: "{}")

  let folder: ScratchFolder
  let reader: MockUSBReader
  let probe: RunningProgram

  /// A reader that is plugged in and opened, with a card on it, or one that still lies in its box.
  init(_ wiring: MockUSBReader.Wiring = .single, isOpened: Bool = true) async throws {
    folder = try ScratchFolder()
    for (name, card) in [("card", Self.card), ("other", Self.otherCard)] {
      try folder.write(card.content(comment: ["Nobody's."]), to: name)
    }
    reader = try await MockUSBReader(wiring)
    let (program, arguments) = MockUSBReader.withoutOverride(Programs.path("USBProbe"))
    probe = try RunningProgram(program, arguments, environment: reader.environment)
    _ = try await probe.outputLine { $0 == "watching" }
    guard isOpened else { return }
    try await lay("card")
    try await plug()
    #expect(try await ask("open \(reader.id())") == "done")
  }

  /// Plugs the reader in and waits until the program has seen it.
  func plug() async throws {
    let before = probe.output.filter { $0.hasPrefix("arrived ") }.count
    try await reader.do("plug")
    try await probe.output { $0.filter { $0.hasPrefix("arrived ") }.count > before }
  }

  func lay(_ name: String) async throws { try await reader.do("card " + folder.file(name)) }

  /// Gives the program a command and returns what it answers.
  @discardableResult
  func ask(_ command: String) async throws -> String {
    let before = begin(command)
    return try await answer(to: command, after: before)
  }

  /// Gives the program a command; how many answers to such commands there were before.
  func begin(_ command: String) -> Int {
    let before = answers(to: command, in: probe.output).count
    probe.write(command)
    return before
  }

  func answer(to command: String, after count: Int) async throws -> String {
    let lines = try await probe.output { answers(to: command, in: $0).count > count }
    return answers(to: command, in: lines)[count]
  }

  private func answers(to command: String, in lines: [String]) -> [String] {
    let word = command.prefix { $0 != " " } + " "
    return lines.filter { $0.hasPrefix(word) }.map { String($0.dropFirst(word.count)) }
  }

  /// What the program prints for a card.
  static func printed(_ card: CardFile) -> String { Hex.encode(card.text) + " " + Hex.encode(card.photo) }

  /// Ends the program, then the reader.
  func end() async {
    probe.closeInput()
    #expect(await probe.wait() == 0)
    await reader.stop()
  }
}
