import ReaderDrivers
import ReaderKit

/// The page docs/readers.md, made from the files of readers.
public enum ReadersPage {
  /// The whole page.
  public static func markdown(of families: [FamilyData]) -> String {
    var lines = [
      "# Readers", "",
      "Every reader that idkiosk knows, by family. *Certainty* is that of the published facts behind it:",
      "A three or more independent sources, B two, C one ([reader-protocol.md](reader-protocol.md) §0).",
      "*Tested* says against what: the facts are published ones and the",
      "devices virtual; none was a reader of metal. A reader that is not here can be described in a file of your own",
      "([driver-guide.md](driver-guide.md)).", "",
      "This page is made from `Sources/ReaderDrivers/Families`; to make it anew:",
      "`IDKIOSK_UPDATE_DOCS=1 swift test --filter UdevRule`.",
    ]
    for family in families {
      lines += [
        "", "## \(family.name)", "",
        "Shape `\(family.shape)`, file `\(family.file)`, facts in reader-protocol.md \(family.facts).",
        "Tested: \(family.tested).", "", "| reader | known as | certainty | remarks |",
        "| --- | --- | --- | --- |",
      ]
      lines += family.readers.map { "| \(id($0.match)) | \($0.name) | \($0.certainty) | \($0.note) |" }
      let adapters = family.readers.flatMap(\.adapters)
      if !adapters.isEmpty {
        let names = adapters.map { "\($0.name) (\(id($0.match)))" }.joined(separator: ", ")
        lines += [
          "",
          "Ports of these USB-serial adapters are kept away from ModemManager ([package.md](package.md)):",
          "\(names).",
        ]
      }
      if family.shape == "unpublished" {
        lines += ["", "These are recognised and listed as `reader.unsupported`; nothing is sent to them."]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func id(_ match: DeviceMatch) -> String {
    switch match {
    case .usb(let vendor, let product):
      "`\(UdevRulePage.hex(vendor).uppercased()):\(UdevRulePage.hex(product).uppercased())`"
    case .serial: "a port of `readers.serial`"
    case .pcsc: "PC/SC"
    case .pcscNamed(let name): "PC/SC, `\(name)…`"
    }
  }
}
