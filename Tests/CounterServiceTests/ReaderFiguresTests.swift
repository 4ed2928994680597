import KioskProtocol
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
}
