internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderDrivers
internal import ReaderKit

/// What can be seen of a window's machine without its daemons, whose sandboxes do not show it.
enum MachineChecks {
  private static let rules = ["/usr/lib/udev/rules.d", "/lib/udev/rules.d", "/etc/udev/rules.d"]
    .map { $0 + "/70-idkiosk.rules" }
  /// Program and group of the reader daemon, as the kernel and the rule name them.
  private static let readerDaemon = "idkiosk-readerd"
  private static let readerGroup = "idkiosk-reader"
  private static let policies = ["/etc/chromium/policies/managed", "/etc/opt/chrome/policies/managed"]
    .map { $0 + "/idkiosk-policy.json" }

  /// What the machine shows; `readers` are those that the reader daemon has found, `port` is that of the page.
  static func all(readers: [String], page port: UInt16?) -> [Doctor.Check] {
    let pcscd = Environment.value("PCSCLITE_CSOCK_NAME") ?? "/run/pcscd/pcscd.comm"
    return [
      check(.pcscd, [pcscd], .pcscdListens, else: .pcscdAbsent),
      check(.udevRule, rules, .ruleInstalled, else: .ruleMissing),
      browserPolicy(port),
      MachineClock.isSynchronised
        ? Doctor.Check(.clock, .fine, .clockSynchronised)
        : Doctor.Check(.clock, .attention, .clockNotSynchronised),
    ] + usb(readers)
  }

  /// Every plugged-in reader: whether the rule was applied to it, and who else has it open.
  private static func usb(_ readers: [String]) -> [Doctor.Check] {
    let known = allFamilies.flatMap(\.devices)
    let seen = USBDevices.all().filter { known.contains(.usb(vendor: $0.vendor, product: $0.product)) }
    // Readers behind pcscd and at serial ports are not asked for here.
    if seen.isEmpty { return readers.isEmpty ? [Doctor.Check(.usb, .attention, .usbAbsent)] : [] }
    return seen.map { device in
      if let other = OpenFiles.holders(of: device.node).first(where: { $0 != readerDaemon }) {
        return Doctor.Check(.usb, .attention, .usbHeld, name: "\(device.place) \(other)")
      }
      let isOurs = device.access.map { $0.group == readerGroup && $0.mode == 0o660 } ?? false
      return isOurs
        ? Doctor.Check(.usb, .fine, .usbSeen, name: device.place)
        : Doctor.Check(.usb, .attention, .usbRuleNotApplied, name: device.place)
    }
  }

  private static func browserPolicy(_ port: UInt16?) -> Doctor.Check {
    guard let path = policies.first(where: Files.exists),
      let bytes = try? Files.read(path, limit: 65_536)
    else { return Doctor.Check(.browserPolicy, .attention, .policyMissing) }
    let isForPort = port.map { String(decoding: bytes, as: UTF8.self).contains(":\($0)\"") } ?? true
    return Doctor.Check(
      .browserPolicy, isForPort ? .fine : .attention, isForPort ? .policyInstalled : .policyOtherPort)
  }

  private static func check(
    _ subject: Doctor.Subject, _ paths: [String], _ there: DoctorAdvice, else absent: DoctorAdvice
  ) -> Doctor.Check {
    paths.contains(where: Files.exists)
      ? Doctor.Check(subject, .fine, there) : Doctor.Check(subject, .attention, absent)
  }
}
