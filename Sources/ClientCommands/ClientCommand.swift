internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// One command of `idkiosk`.
protocol ClientCommand: Sendable {
  /// What it accepts, and its help.
  static var spec: CommandSpec { get }
  /// Does it without a counter; `nil` where it needs one.
  static func runAlone(_ arguments: ParsedArguments, _ output: Output) throws(KioskFailure) -> Int32?
  /// Does it over an open connection; the exit status.
  static func run(_ arguments: ParsedArguments, _ client: RPCClient, _ output: Output)
    async throws(KioskFailure)
    -> Int32
  /// Does what can be done where the counter is not there; `nil` where that is nothing.
  static func withoutCounter(_ failure: KioskFailure, _ arguments: ParsedArguments, _ output: Output)
    -> Int32?
}

extension ClientCommand {
  static func withoutCounter(
    _ failure: KioskFailure, _ arguments: ParsedArguments, _ output: Output
  ) -> Int32? { nil }
}

extension ClientCommand {
  static func runAlone(_ arguments: ParsedArguments, _ output: Output) throws(KioskFailure) -> Int32? { nil }
}

/// The exit statuses of `idkiosk`.
enum ExitStatus {
  static let success: Int32 = 0
  static let failure: Int32 = 1
  static let conflict: Int32 = 2
  static let filingFailed: Int32 = 3
  static let usage: Int32 = 64
  static let unavailable: Int32 = 69
  static let cannotCreate: Int32 = 73
  static let tryAgain: Int32 = 75

  /// What a failure without a reading exits with.
  static func of(_ failure: KioskFailure) -> Int32 {
    switch failure.reason {
    case .counterAbsent, .readerServiceAbsent: unavailable
    case .fileExists, .fileNotWritten: cannotCreate
    case .startUsage, .personUnconfirmed: usage
    default: failure.reason.entry.retry ? tryAgain : Self.failure
    }
  }
}
