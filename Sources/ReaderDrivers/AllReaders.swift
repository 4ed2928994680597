public import ReaderKit

/// The files of readers in this product, one line each; they are compiled in.
private let files: [(name: String, content: [UInt8])] = [
  ("sam-usb.reader", PackageResources.sam_usb_reader),
  ("sam-chunks.reader", PackageResources.sam_chunks_reader),
  ("hid-plain.reader", PackageResources.hid_plain_reader),
  ("hid-length.reader", PackageResources.hid_length_reader),
  ("serial.reader", PackageResources.serial_reader),
  ("pcsc-pages.reader", PackageResources.pcsc_pages_reader),
  ("unpublished.reader", PackageResources.unpublished_reader),
]

/// The families of readers, from files.
public enum ReaderFamilies {
  /// The files of this product, read.
  public static func data() throws(ReaderDataError) -> [FamilyData] {
    var all: [FamilyData] = []
    for file in files {
      all.append(try FamilyData(String(decoding: file.content, as: UTF8.self), file: file.name))
    }
    return all
  }

  /// Every family this product knows, behind those of `own`; a device that two of them claim is the first one's.
  public static func load(own: [FamilyData] = []) throws(ReaderDataError) -> [ReaderFamily] {
    var all: [ReaderFamily] = []
    for data in own + (try data()) { all.append(try ReaderFamily(data)) }
    return all
  }
}

/// Every family of readers this product knows; none when a file of its own is wrong, which `ReaderFamilies.load` tells.
public let allFamilies: [ReaderFamily] = (try? ReaderFamilies.load()) ?? []

extension ReaderFamily {
  /// The family that a file describes; fails when its shape does not exist or does not understand its settings.
  public init(_ data: FamilyData) throws(ReaderDataError) {
    var settings = data.settings
    guard let shape = allShapes.first(where: { $0.name == data.shape }) else {
      throw ReaderDataError(
        file: data.file, line: settings.shapeLine, problem: "there is no shape \(data.shape)")
    }
    let made = try shape.make(&settings)
    try settings.finish()
    for reader in data.readers where !made.link.fits(reader.match) {
      throw ReaderDataError(
        file: data.file, line: settings.shapeLine, problem: "\(reader.name) is not reached as this shape is")
    }
    self.init(
      name: data.name, link: made.link, devices: data.readers.map(\.match), wiring: made.wiring,
      reportsCards: made.reportsCards, maker: made.maker)
    description = data.description
  }
}

extension LinkKind {
  fileprivate func fits(_ match: DeviceMatch) -> Bool {
    switch match {
    case .usb: self == .usb || self == .hid
    case .serial: self == .serial
    case .pcsc, .pcscNamed: self == .pcsc
    }
  }
}
