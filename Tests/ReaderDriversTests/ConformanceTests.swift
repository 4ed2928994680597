import Emulation
import KioskProtocol
import ReaderDrivers
import ReaderKit
import Testing

@Suite("The checks that every driver must pass", .timeLimit(.minutes(2)))
struct ConformanceTests {
  private func run(_ device: VirtualDevice, _ family: ReaderFamily? = nil) throws -> [Conformance.Result] {
    var results: [Conformance.Result] = []
    let opener = device.attached.opener
    Conformance(try family ?? device.kind.family(), cardWait: .zero) { () throws(KioskFailure) in
      try OpenedDevice(opener)
    }.run { results.append($0) }
    return results
  }

  private func outcomes(_ results: [Conformance.Result]) -> [Conformance.Check: Conformance.Outcome] {
    Dictionary(uniqueKeysWithValues: results.map { ($0.check, $0.outcome) })
  }

  @Test("are passed by the driver of every shape", arguments: VirtualDevice.Kind.allCases)
  func everyShape(kind: VirtualDevice.Kind) throws {
    let device = VirtualDevice(kind)
    device.lay(SyntheticPeople(seed: 9).citizen(0))
    let results = try run(device)
    #expect(results.map(\.check) == Conformance.Check.allCases)
    let untested: Set<Conformance.Check> =
      switch kind {
      case .pages: [.still, .checksum, .timeout, .cancel]
      case .escape, .apdu: [.still]
      default: []
      }
    for result in results {
      #expect(result.outcome == (untested.contains(result.check) ? .notTested : .passed), "\(result)")
    }
  }

  @Test("say what fails: no card, a plug that is pulled, a module that never answers")
  func failures() throws {
    let empty = outcomes(try run(VirtualDevice(.split)))
    #expect(empty[.find] == .failed && empty[.read] == .notTested && empty[.checksum] == .passed)
    let pulled = VirtualDevice(.split)
    pulled.lay(SyntheticPeople(seed: 9).citizen(0))
    pulled.unplug(afterBytes: 400)
    let lost = outcomes(try run(pulled))
    #expect(lost[.identify] == .passed && lost[.read] == .failed && lost[.close] == .failed)
    let deaf = VirtualDevice(.plain)
    deaf.change { $0.plan(.drop) }
    #expect(outcomes(try run(deaf))[.identify] == .failed)
    let other = outcomes(try run(VirtualDevice(.split), try VirtualDevice.Kind.plain.family()))
    #expect(other[.identify] == .failed && other[.close] == .notTested)
  }

  @Test("hold against the recording of a good read of every shape", arguments: VirtualDevice.Kind.allCases)
  func recorded(kind: VirtualDevice.Kind) throws {
    let results = try RecordingCheck.run(try RecordingFixtures.record(.good, kind))
    #expect(results.map(\.check) == Conformance.Check.allCases)
    for result in results { #expect(result.outcome != .failed, "\(result)") }
    let framed = kind != .pages
    #expect(outcomes(results)[.checksum] == (framed ? .passed : .notTested))
    #expect(outcomes(results)[.timeout] == (framed ? .passed : .notTested))
  }

  @Test("show in a recording when the file of readers is wrong")
  func wrongData() throws {
    let recording = try RecordingFixtures.record(.good, .plain)
    let wrong = try ReaderFamily(
      try FamilyData(
        "name = n\nshape = reports\nreport.size = 32\nfacts = f\ntested = t\n[2B8B:2721]\nname = r\ncertainty = C",
        file: "x"))
    #expect(outcomes(try RecordingCheck.run(recording, family: wrong))[.identify] == .failed)
  }
}
