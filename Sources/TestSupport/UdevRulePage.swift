import ReaderDrivers
import ReaderKit

/// The files of udev rules, made from the files of readers.
public enum UdevRulePage {
  /// The whole file udev/70-idkiosk.rules.
  public static func text(of families: [FamilyData]) -> String {
    var lines = [
      "# Lets idkiosk-readerd open identity card readers, keeps them awake, and keeps ModemManager away from them.",
      "# Only pairs that are known to be readers stand here. Never a chip maker's vendor alone, and never the",
      "# pair of a firmware loader: those belong to other devices as well.",
      "# Made from Sources/ReaderDrivers/Families; to make it anew:",
      "# IDKIOSK_UPDATE_DOCS=1 swift test --filter UdevRule", "",
      #"ACTION=="remove", GOTO="idkiosk_end""#, #"SUBSYSTEM!="usb", GOTO="idkiosk_end""#,
      #"ENV{DEVTYPE}!="usb_device", GOTO="idkiosk_end""#, "",
      "# The readers, one pair a line (docs/reader-protocol.md §2.1).",
    ]
    for family in families where family.shape != "unpublished" {
      for reader in family.readers {
        guard case .usb(let vendor, let product) = reader.match else { continue }
        lines.append(
          #"ATTR{idVendor}=="\#(hex(vendor))", ATTR{idProduct}=="\#(hex(product))", ENV{IDKIOSK_READER}="1""#)
      }
    }
    lines += [
      "", #"ENV{IDKIOSK_READER}!="1", GOTO="idkiosk_end""#, #"GROUP="idkiosk-reader", MODE="0660""#,
      #"ENV{ID_MM_DEVICE_IGNORE}="1""#, #"TEST=="power/control", ATTR{power/control}="on""#, "",
      #"LABEL="idkiosk_end""#,
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The file udev/70-idkiosk-adapters.rules: ports of USB-serial adapters, which ModemManager would talk to.
  public static func adapters(of families: [FamilyData]) -> String {
    var lines = [
      "# Keeps ModemManager from opening the ports of USB-serial adapters that card readers often hang on: the commands",
      "# that it sends to find a modem would come between a reader and its daemon. A modem behind such an adapter is not",
      "# found either; whoever has one puts an empty file of this name into /etc/udev/rules.d (docs/package.md).",
      "# Made from Sources/ReaderDrivers/Families; to make it anew:",
      "# IDKIOSK_UPDATE_DOCS=1 swift test --filter UdevRule", "",
      #"ACTION=="remove", GOTO="idkiosk_adapters_end""#, #"SUBSYSTEM!="tty", GOTO="idkiosk_adapters_end""#,
    ]
    for adapter in families.flatMap(\.readers).flatMap(\.adapters) {
      guard case .usb(let vendor, let product) = adapter.match else { continue }
      lines += [
        "", "# \(adapter.name)",
        #"ATTRS{idVendor}=="\#(hex(vendor))", ATTRS{idProduct}=="\#(hex(product))", ENV{ID_MM_PORT_IGNORE}="1""#,
      ]
    }
    return (lines + ["", #"LABEL="idkiosk_adapters_end""#]).joined(separator: "\n") + "\n"
  }

  /// Four hexadecimal digits, as in sysfs.
  public static func hex(_ number: UInt16) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
