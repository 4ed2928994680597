import TestSupport

/// What udev makes of a USB device with our rules, in a namespace whose `/etc/udev/rules.d` holds nothing else.
///
/// umockdev gives the device, `udevadm test` the judgement. /run and /dev are the namespace's own too, because
/// `udevadm test` writes its findings there.
struct PluggedDevice {
  /// A group that exists in the namespace only.
  static let group = (name: "idkiosk-reader", id: 64_991)

  private static let script = """
    set -e
    mount -t tmpfs none /run
    mkdir /run/dev
    for node in null urandom; do touch /run/dev/$node; mount --bind /dev/$node /run/dev/$node; done
    mount --rbind /run/dev /dev
    mount --bind "$1/rules" /etc/udev/rules.d
    mount --bind "$1/group" /etc/group
    exec umockdev-run -d "$1/device" -- udevadm test "/sys$2"
    """

  /// What came from our rule file, as udevadm tells it: `GROUP 5`, `MODE 0660`, `ATTR … writing 'on'`.
  var actions: [String]
  /// The device's properties at the end.
  var properties: [String]
  /// Complaints about our rule file.
  var complaints: [String]

  /// The rule files that are tried.
  static let files = ["70-idkiosk.rules", "70-idkiosk-adapters.rules"]

  init(_ pair: USBPair, type: String = "usb_device") async throws {
    try await self.init(
      """
      P: /devices/usb1/1-1
      N: bus/usb/001/004
      E: DEVNAME=/dev/bus/usb/001/004
      E: DEVTYPE=\(type)
      E: SUBSYSTEM=usb
      E: MAJOR=189
      E: MINOR=3
      A: idVendor=\(pair.vendor)
      A: idProduct=\(pair.product)
      A: power/control=auto


      """, path: "/devices/usb1/1-1", property: "DEVTYPE=\(type)")
  }

  /// The port of a USB-serial adapter, which says nothing of the adapter by itself.
  init(portOf pair: USBPair) async throws {
    try await self.init(
      """
      P: /devices/usb1/1-1/1-1:1.0/ttyUSB0/tty/ttyUSB0
      E: SUBSYSTEM=tty

      P: /devices/usb1/1-1/1-1:1.0
      E: DEVTYPE=usb_interface
      E: SUBSYSTEM=usb

      P: /devices/usb1/1-1
      N: bus/usb/001/004
      E: DEVNAME=/dev/bus/usb/001/004
      E: DEVTYPE=usb_device
      E: SUBSYSTEM=usb
      E: MAJOR=189
      E: MINOR=3
      A: idVendor=\(pair.vendor)
      A: idProduct=\(pair.product)


      """, path: "/devices/usb1/1-1/1-1:1.0/ttyUSB0/tty/ttyUSB0", property: "SUBSYSTEM=tty")
  }

  /// `property` shows that udevadm saw the device.
  private init(_ device: String, path: String, property: String) async throws {
    let folder = try ScratchFolder()
    try folder.makeFolder("rules")
    for file in Self.files {
      try folder.write(try RepositoryFile("udev/" + file).text(), to: "rules/" + file)
    }
    try folder.write("root:x:0:\n\(Self.group.name):x:\(Self.group.id):\n", to: "group")
    try folder.write(device, to: "device")
    let tool = try await Tool.run(
      "/usr/bin/unshare", ["--map-root-user", "--mount", "sh", "-c", Self.script, "sh", folder.path, path])
    guard tool.status == 0 else { throw TestFailure("udevadm test: \(tool.errors.suffix(3))") }
    let ours = tool.said.filter { line in Self.files.contains { line.contains($0 + ":") } }
    actions = ours.compactMap {
      $0.firstMatch(of: #/70-idkiosk[a-z-]*\.rules:\d+ ((?:GROUP|MODE|OWNER|ATTR) .*)$/#)
    }
    .map { String($0.output.1) }
    let name = String(path.split(separator: "/").last ?? "")
    complaints = ours.filter { !$0.hasPrefix(name + ": ") }
    properties = tool.output
    let areRead = Self.files.allSatisfy { file in
      tool.said.contains { $0.hasPrefix("Reading rules file:") && $0.hasSuffix("/" + file) }
    }
    guard areRead, properties.contains(property) else {
      throw TestFailure("udevadm did not see the rules or the device")
    }
  }
}
