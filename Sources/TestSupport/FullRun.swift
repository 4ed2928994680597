import Foundation

/// Whether `./test --full` runs, which has time for whole sweeps.
public enum FullRun {
  /// True in `./test --full`.
  public static let isAsked = ProcessInfo.processInfo.environment["IDKIOSK_FULL"] == "1"
}
