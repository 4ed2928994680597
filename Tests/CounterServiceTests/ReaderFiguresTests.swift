import KioskProtocol
import TestSupport
import Testing

@testable import CounterService

@Suite("The figures of a reader")
struct ReaderFiguresTests {
  private func timing(_ milliseconds: Int) -> WireReading.Timing {
    WireReading.Timing(
      find: nil, select: nil, read: .milliseconds(milliseconds), portrait: .milliseconds(5),
      total: .milliseconds(milliseconds + 5))
  }

  @Test("median and 95th percentile are of the last readings, and only of steps that the reader has")
  func percentiles() throws {
    var figures = ReaderFigures()
    #expect(figures.steps.isEmpty && figures.slower.isEmpty)
    for value in 1...1_000 { figures.note(timing(value)) }
    #expect(figures.ok == 1_000)
    #expect(figures.steps.map(\.step) == [.read, .portrait, .total])
    let read = try #require(figures.steps.first)
    #expect(read.count == 200 && read.p50Ms == 900 && read.p95Ms == 990)
  }

  @Test("a reader that has become slower is told, one that varies is not")
  func slower() {
    var steady = ReaderFigures()
    for index in 0..<100 { steady.note(timing(index % 5 == 0 ? 2_000 : 500)) }
    #expect(steady.slower.isEmpty)
    var worse = ReaderFigures()
    for index in 0..<60 { worse.note(timing(index < 40 ? 500 : 900)) }
    #expect(worse.slower.map(\.step) == [.read, .total])
    #expect(worse.slower.first?.beforeMs == 500 && worse.slower.first?.nowMs == 900)
    var few = ReaderFigures()
    for index in 0..<39 { few.note(timing(index < 20 ? 500 : 900)) }
    #expect(few.slower.isEmpty)
  }

  @Test("failures count by reason, the most frequent first")
  func failures() {
    var figures = ReaderFigures()
    for reason in [FailureReason.cardRemoved, .readerTimeout, .cardRemoved] { figures.note(reason) }
    #expect(figures.failures.map(\.reason) == [.cardRemoved, .readerTimeout])
    #expect(figures.failures.map(\.count) == [2, 1])
  }

  @Test("times outlive the daemon, counts do not, and what is no list of times is taken for none")
  func kept() async throws {
    let folder = try ScratchFolder()
    let file = ReaderTimesFile(path: folder.file("reader-times"))
    var figures = ReaderFigures()
    for value in 1...50 { figures.note(timing(value)) }
    figures.note(.cardRemoved)
    file.save(["usb-1": figures], number: 2)
    file.save([:], number: 1)
    let log = ReaderFiguresLog(file: ReaderTimesFile(path: folder.file("reader-times")))
    await log.load()
    let health = await log.health(of: WireReader(id: "usb-1", name: "", link: "usb"))
    #expect(health.ok == 0 && health.failed.isEmpty)
    #expect(health.steps.first { $0.step == .read }?.p50Ms == 25)
    try folder.write("{", to: "reader-times")
    #expect(file.load().isEmpty)
    try folder.write(#"{"readers":{"usb-1":{"read":[-1,5],"dance":[5]}}}"#, to: "reader-times")
    #expect(file.load()["usb-1"]?.times == [.read: [5]])
  }

  @Test("they are kept after some readings, and when the daemon ends")
  func keeping() async throws {
    let folder = try ScratchFolder()
    let file = ReaderTimesFile(path: folder.file("reader-times"))
    let log = ReaderFiguresLog(file: file)
    await log.keep()
    #expect(file.load().isEmpty)
    await log.note(timing(7), session: "one", at: "usb-1")
    await log.keep()
    #expect(file.load()["usb-1"]?.times[.read] == [7])
  }
}
