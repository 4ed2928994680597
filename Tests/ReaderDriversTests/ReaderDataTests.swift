import Foundation
import KioskProtocol
import ReaderKit
import TestSupport
import Testing

@testable import ReaderDrivers

@Suite("The files of readers")
struct ReaderDataTests {
  @Test("of this product are right, every one is compiled in, and no two claim one device")
  func own() throws {
    let families = try ReaderFamilies.load()
    let devices = families.flatMap(\.devices)
    #expect(Set(devices).count == devices.count)
    #expect(devices.contains(.usb(vendor: 0x0400, product: 0xC35A)))
    let folder = Programs.repository + "/Sources/ReaderDrivers/Families"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(try Set(ReaderFamilies.data().map(\.file)) == Set(files))
    for data in try ReaderFamilies.data() {
      let text = try String(contentsOfFile: "\(folder)/\(data.file)", encoding: .utf8)
      #expect(try FamilyData(text, file: data.file).readers == data.readers)
      #expect(data.readers.allSatisfy { ["A", "B", "C"].contains($0.certainty) }, "\(data.file)")
    }
  }

  static let never: @Sendable () throws(KioskFailure) -> any ByteLink = { () throws(KioskFailure) in
    throw KioskFailure(.readerGone)
  }
  static let head = "name = n\nshape = frames\nfacts = f\ntested = t\n"
  static let reader = "[1234:ABCD]\nname = r\ncertainty = -\n"

  @Test(
    "that are wrong are refused with the line and the cause",
    arguments: [
      ("", 1, "name is missing"), ("name = n\nshape = frames\n", 1, "facts is missing"),
      (head, 1, "no reader is named"), (head + "[1234:ABCD]\n", 1, "a reader has no name or no certainty"),
      (head + "[1234:ABC]\n", 5, "no reader is described like this"),
      (head + reader + reader, 8, "this reader stands here twice"),
      (head + reader + "colour = red\n", 8, "unknown of a reader: colour"),
      (head + reader + "certainty = D\n", 8, "certainty is A, B, C or -"),
      (head + "nonsense\n" + reader, 5, "a line is [a reader] or key = value"),
      (head + "empty =\n" + reader, 5, "a line is [a reader] or key = value"),
      (head + "chunk.size = 64\n" + reader, 5, "unknown here: chunk.size"),
      (head + "deadline.read = 0\n" + reader, 5, "deadline.read must be a number from 1 to 60000"),
      (head + "sam.select = perhaps\n" + reader, 5, "sam.select must be yes or no"),
      (head + "sam.select = no\nsam.select = no\n" + reader, 6, "sam.select stands here twice"),
      (head.replacing("frames", with: "rings") + reader, 2, "there is no shape rings"),
      (
        head.replacing("frames", with: "reports") + "report.continue = FF\n" + reader, 2,
        "this shape needs report.length = yes"
      ),
      (
        head.replacing("frames", with: "reports") + "report.length = yes\nreport.continue = F\n" + reader, 6,
        "report.continue must be 1 to 32 bytes in hexadecimal digits"
      ),
      (head.replacing("frames", with: "pages") + reader, 2, "r is not reached as this shape is"),
    ])
  func wrong(text: String, line: Int, problem: String) {
    #expect(throws: ReaderDataError(file: "x", line: line, problem: problem)) {
      _ = try ReaderFamily(try FamilyData(text, file: "x"))
    }
  }

  @Test("of an administrator go before the product's own")
  func before() throws {
    let text = Self.head.replacing("frames", with: "unpublished") + "[0400:c35a]\nname = r\ncertainty = -\n"
    let families = try ReaderFamilies.load(own: [try FamilyData(text, file: "x")])
    let device = AttachedDevice(
      id: "i", name: "n", link: .usb, match: .usb(vendor: 0x0400, product: 0xC35A),
      opener: .bytes(Self.never))
    #expect(families.family(of: device)?.name == "n")
  }

  @Test("may name a reader behind pcscd by the beginning of its name")
  func named() throws {
    let match = DeviceMatch.pcscNamed("ACME")
    func device(_ name: String) -> AttachedDevice {
      AttachedDevice(
        id: "i", name: name, link: .pcsc, match: .pcsc, opener: .bytes(Self.never))
    }
    #expect(match.fits(device("ACME Reader 00 00")))
    #expect(!match.fits(device("Other ACME")))
    let data = try FamilyData(
      Self.head.replacing("frames", with: "pages") + "[pcsc ACME]\nname = r\ncertainty = -\n", file: "x")
    #expect(data.readers.map(\.match) == [match])
  }
}
