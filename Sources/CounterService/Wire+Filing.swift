internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive

extension WireFiling.Outcome {
  init(_ outcome: FilingOutcome) {
    self =
      switch outcome {
      case .filed: .filed
      case .unchanged: .unchanged
      case .renewed: .renewed
      case .older: .older
      case .conflict: .conflict
      case .queued: .queued
      case .failed: .failed
      }
  }
}

extension WireFiling {
  init(_ result: FilingResult) {
    self.init(
      outcome: Outcome(result.outcome), person: result.person, version: result.version,
      changed: result.changed.isEmpty ? nil : result.changed)
  }
}

extension CardCompare.Output {
  /// What filing would do; `noticed` goes before what the comparison found.
  ///
  /// The values on file are told to `showsValues` only, and never where they are the ones that were read.
  init(_ comparison: FilingComparison, noticed: [Finding] = [], showsValues: Bool) {
    let isShown = showsValues && comparison.outcome != .unchanged
    self.init(
      outcome: WireFiling.Outcome(comparison.outcome), changed: comparison.changed,
      findings: (noticed + comparison.findings).map(WireReading.Finding.init),
      onFileSince: comparison.current?.origin.readAt,
      onFile: isShown ? comparison.current.map { WireDocument($0.document) } : nil)
  }
}

extension [WireReading.Finding] {
  /// Adds what filing noticed, but for what the reading has told already.
  mutating func merge(_ findings: [Finding]) {
    let known = Set(map(\.code))
    self += findings.filter { !known.contains($0.code) }.map(WireReading.Finding.init)
  }
}
