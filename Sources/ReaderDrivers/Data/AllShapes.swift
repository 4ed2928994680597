internal import ReaderKit

/// Every shape that the files of readers may name, one line each.
let allShapes: [Shape] = [
  .usb("frames") { _ in { WholeFrames($0) } },
  .usb("chunks") { (settings) throws(ReaderDataError) in try Chunks.wiring(&settings) },
  .usb("reports", .hid) { (settings) throws(ReaderDataError) in try Reports.wiring(&settings) },
  Shape("serial") { (settings) throws(ReaderDataError) in
    Shape.Made(link: .serial, wiring: nil, maker: try .sam(&settings))
  },
  Shape("pages") { _ in
    Shape.Made(
      link: .pcsc, wiring: nil, reportsCards: true, maker: .card { channel in PageObjectReader(channel) })
  },
  Shape("escape") { (settings) throws(ReaderDataError) in
    guard let code = try settings.number("escape.code", in: 1...65_535) else {
      throw settings.missing("escape.code")
    }
    return try CardFraming.made(.escape(UInt32(code)), &settings)
  },
  Shape("apdu") { (settings) throws(ReaderDataError) in
    guard let header = try settings.bytes("apdu.header"), header.count == 4 else {
      throw settings.missing("apdu.header of four bytes")
    }
    let isExtended = try settings.flag("apdu.extended") ?? false
    return try CardFraming.made(.apdu(header: header, isExtended: isExtended), &settings)
  },
  Shape("unpublished") { _ in Shape.Made(link: .usb, wiring: nil, maker: .unsupported) },
]

extension Chunks {
  static func wiring(_ settings: inout DataSettings) throws(ReaderDataError) -> ReaderFamily.Wiring {
    let size = try settings.number("chunk.size", in: 1...4_096) ?? 64
    return { Chunks($0, size: size) }
  }
}

extension Reports {
  static func wiring(_ settings: inout DataSettings) throws(ReaderDataError) -> ReaderFamily.Wiring {
    var format = Format()
    format.size = try settings.number("report.size", in: 8...1_024) ?? format.size
    format.hasLength = try settings.flag("report.length") ?? format.hasLength
    format.hasPreamble = try settings.flag("report.preamble") ?? format.hasPreamble
    if let goOn = try settings.bytes("report.continue") {
      guard goOn.count == 1, format.hasLength else { throw settings.missing("report.length = yes") }
      format.goOn = goOn.first
    }
    return { [format] in Reports($0, format) }
  }
}

extension CardFraming {
  static func made(
    _ carrier: Carrier, _ settings: inout DataSettings
  ) throws(ReaderDataError) -> Shape.Made {
    var framing = CardFraming(carrier: carrier)
    if case .apdu = carrier, let more = try settings.bytes("apdu.more") {
      guard more.count == 4 else { throw settings.missing("apdu.more of four bytes") }
      framing.more = more
    }
    let deadlines = try SAMDeadlines(&settings)
    let habits = try SAMHabits(&settings)
    return Shape.Made(
      link: .pcsc, wiring: nil,
      maker: .card { [framing] channel in CardSAMReader(channel, framing, deadlines, habits) })
  }
}
