internal import KioskProtocol
internal import LinuxPlatform

/// What can be seen of a window's machine without its daemons, whose sandboxes do not show it.
enum MachineChecks {
  private static let rules = ["/usr/lib/udev/rules.d", "/lib/udev/rules.d", "/etc/udev/rules.d"]
    .map { $0 + "/70-idkiosk.rules" }
  private static let policies = ["/etc/chromium/policies/managed", "/etc/opt/chrome/policies/managed"]
    .map { $0 + "/idkiosk-policy.json" }

  static func all() -> [Doctor.Check] {
    let pcscd = Environment.value("PCSCLITE_CSOCK_NAME") ?? "/run/pcscd/pcscd.comm"
    return [
      check(.pcscd, [pcscd], .pcscdListens, else: .pcscdAbsent),
      check(.udevRule, rules, .ruleInstalled, else: .ruleMissing),
      check(.browserPolicy, policies, .policyInstalled, else: .policyMissing),
      MachineClock.isSynchronised
        ? Doctor.Check(.clock, .fine, .clockSynchronised)
        : Doctor.Check(.clock, .attention, .clockNotSynchronised),
    ]
  }

  private static func check(
    _ subject: Doctor.Subject, _ paths: [String], _ there: DoctorAdvice, else absent: DoctorAdvice
  ) -> Doctor.Check {
    paths.contains(where: Files.exists)
      ? Doctor.Check(subject, .fine, there) : Doctor.Check(subject, .attention, absent)
  }
}
