public import ReaderKit

/// Every family of readers this product knows, one line each.
public let allFamilies: [ReaderFamily] = [
  ReaderFamily(
    name: "SAM over USB", devices: [.usb(vendor: 0x0400, product: 0xC35A)],
    maker: .bytes { link in SAMReader(link: link) }),
  ReaderFamily(
    name: "PC/SC page objects", devices: [.pcsc],
    maker: .card { channel in PageObjectReader(channel) }),
]
