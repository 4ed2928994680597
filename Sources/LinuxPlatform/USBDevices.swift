internal import Glibc

/// The USB devices that the kernel shows, seen without opening any (sysfs, Documentation/ABI/stable/sysfs-bus-usb).
public enum USBDevices {
  /// One of them.
  public struct Device: Equatable, Sendable {
    /// Where it is plugged in, for example `1-2.3`.
    public var place: String
    /// The number of its maker.
    public var vendor: UInt16
    /// The number that the maker gave it.
    public var product: UInt16
    /// Its device node.
    public var node: String
    /// The group of the node, by name, and its mode; `nil` where there is no node.
    public var access: (group: String, mode: UInt32)? { USBDevices.access(to: node) }
  }

  private static let folder = "/sys/bus/usb/devices"

  /// All that are plugged in now; none where the kernel has no USB.
  ///
  /// Blocks for the file system.
  public static func all() -> [Device] {
    OpenFiles.names(in: folder).sorted().compactMap { place in
      guard let vendor = number("\(place)/idVendor", 16), let product = number("\(place)/idProduct", 16),
        let bus = number("\(place)/busnum", 10), let address = number("\(place)/devnum", 10)
      else { return nil }
      return Device(
        place: place, vendor: vendor, product: product,
        node: "/dev/bus/usb/\(threeDigits(bus))/\(threeDigits(address))")
    }
  }

  private static func number(_ file: String, _ radix: Int) -> UInt16? {
    guard let bytes = try? Files.read("\(folder)/\(file)", limit: 64) else { return nil }
    return UInt16(String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self), radix: radix)
  }

  private static func threeDigits(_ number: UInt16) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }

  private static func access(to node: String) -> (group: String, mode: UInt32)? {
    var found = stat()
    guard unsafe stat(node, &found) == 0 else { return nil }
    var group = String(found.st_gid)
    if let entry = unsafe getgrgid(found.st_gid) { group = unsafe String(cString: entry.pointee.gr_name) }
    return (group, found.st_mode & 0o777)
  }
}
