internal import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform

/// What the doctor found, with the machine it found it on, to be sent to whoever helps: nothing about anybody.
///
/// Of the configuration it holds which keys are set; no value, for some are secret.
struct DoctorReport {
  private let lines: [String]

  init(_ checks: [Doctor.Check], _ configuration: Configuration) {
    let keys = Configuration.Key.allCases.filter { configuration[$0] != nil }.map(\.rawValue)
    let machine = [
      "idkiosk doctor", "at \(WallClock.now())", "kernel \(Self.line("/proc/sys/kernel/osrelease"))",
      Self.line("/etc/os-release"), "keys set: " + (keys.isEmpty ? "none" : keys.joined(separator: ", ")), "",
    ]
    lines = machine + DoctorCommand.lines(checks).map(Printable.text)
  }

  /// Writes a new file of the owner's only.
  func write(to path: String) throws(KioskFailure) {
    try NewFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
  }

  private static func line(_ path: String) -> String {
    guard let bytes = try? Files.read(path, limit: 4_096) else { return "unknown" }
    return Printable.text(String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self))
  }
}
