import ReaderDrivers
import ReaderKit

/// The file udev/70-idkiosk.rules, made from the files of readers.
public enum UdevRulePage {
  /// The whole file.
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

  /// Four hexadecimal digits, as in sysfs.
  public static func hex(_ number: UInt16) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
