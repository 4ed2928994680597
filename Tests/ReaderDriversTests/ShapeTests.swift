import ReaderKit
import SAMProtocol
import TestSupport
import Testing

@testable import ReaderDrivers

@Suite("Shapes of frames")
struct ShapeTests {
  static let hid = [
    USBInterface(
      number: 2, classCode: 3,
      endpoints: [
        USBEndpoint(address: 0x81, kind: .interrupt, packetSize: 64),
        USBEndpoint(address: 0x02, kind: .interrupt, packetSize: 64),
      ])
  ]
  static let answer = SAMResponse(.success, data: (0..<200).map { UInt8($0) }).frame

  static func reports(_ change: (inout Reports.Format) -> Void = { _ in }) throws -> Reports {
    var format = Reports.Format()
    change(&format)
    return try #require(Reports(hid, format))
  }

  /// Reports of 64 bytes with `bytes`, the last filled up.
  static func cut(_ bytes: [UInt8], _ room: Int = 64, counted: Bool = false) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: room).map { start in
      let part = Array(bytes.dropFirst(start).prefix(room))
      let report = (counted ? [UInt8(part.count)] : []) + part
      return report + [UInt8](repeating: 0, count: 64 - report.count)
    }
  }

  @Test("plain reports are filled up with zeros, which do not come back as part of an answer")
  func plain() throws {
    var shape = try Self.reports()
    let sent = shape.transfers(for: SAMCommand.findCard.frame)
    #expect(sent.map(\.bytes) == [SAMCommand.findCard.frame + [UInt8](repeating: 0, count: 54)])
    #expect(sent.map(\.pipe.address) == [0x02])
    #expect(shape.next == USBPipe(.interrupt, 0x81, size: 64))
    #expect(shape.interface == 2)
    for _ in 0..<2 {
      #expect(shape.received([UInt8](repeating: 0, count: 64)).bytes.isEmpty)
      #expect(Self.cut(Self.answer).flatMap { shape.received($0).bytes } == Self.answer)
    }
  }

  @Test("counted reports are asked for one after the other, and the device's own FF is none")
  func counted() throws {
    var shape = try Self.reports {
      $0.hasLength = true
      $0.goOn = 0xFF
    }
    let sent = shape.transfers(for: SAMCommand.findCard.frame)
    #expect(sent.map { Array($0.bytes.prefix(11)) } == [[10] + SAMCommand.findCard.frame])
    #expect(shape.received([0xFF] + [UInt8](repeating: 7, count: 63)).bytes.isEmpty)
    let reports = Self.cut(Self.answer, 63, counted: true)
    var got: [UInt8] = []
    for (index, report) in reports.enumerated() {
      let (bytes, reply) = shape.received(report)
      got += bytes
      let isLast = index == reports.count - 1
      #expect(reply?.bytes == (isLast ? nil : [0xFF] + [UInt8](repeating: 0, count: 63)), "report \(index)")
    }
    #expect(got == Self.answer)
  }

  @Test("without a preamble the host puts it there, both ways")
  func bare() throws {
    var shape = try Self.reports { $0.hasPreamble = false }
    #expect(shape.transfers(for: SAMCommand.findCard.frame)[0].bytes.prefix(5) == [0, 3, 0x20, 0x01, 0x22])
    for _ in 0..<2 {
      let reports = Self.cut(Array(Self.answer.dropFirst(5)))
      #expect(reports.flatMap { shape.received($0).bytes } == Self.answer)
    }
    _ = shape.received(Self.cut(Array(Self.answer.dropFirst(5)))[0])
    shape.reset()
    #expect(Self.cut(Array(Self.answer.dropFirst(5))).flatMap { shape.received($0).bytes } == Self.answer)
  }

  @Test("a HID interface without a way out is spoken to in feature reports")
  func feature() throws {
    let only = [USBInterface(number: 0, classCode: 3, endpoints: [Self.hid[0].endpoints[0]])]
    let shape = try #require(Reports(only, Reports.Format()))
    #expect(shape.next == USBPipe(.feature, 0, size: 64))
    #expect(shape.transfers(for: SAMCommand.findCard.frame).map(\.pipe) == [shape.next])
  }

  static func chunked(_ interfaces: (UInt8, UInt8, USBEndpoint.Kind)...) -> [USBInterface] {
    interfaces.map { number, code, kind in
      USBInterface(
        number: number, classCode: code,
        endpoints: [0x01, 0x82].map { USBEndpoint(address: $0, kind: kind, packetSize: 64) })
    }
  }

  @Test("chunks run over the vendor's own interface, bulk or interrupt, else over the first one")
  func chunks() throws {
    let vendor = try #require(Chunks(Self.chunked((0, 8, .bulk), (1, 255, .interrupt)), size: 64))
    #expect(vendor.interface == 1)
    #expect(vendor.next.kind == .interrupt)
    var first = try #require(Chunks(Self.chunked((0, 8, .bulk)), size: 64))
    #expect(first.next == USBPipe(.bulk, 0x82, size: 64))
    let long = [UInt8](repeating: 1, count: 130)
    #expect(first.transfers(for: long).map(\.bytes.count) == [64, 64, 2])
    #expect(Self.cut(Self.answer).flatMap { first.received($0).bytes } == Self.answer)
    #expect(Chunks([], size: 64) == nil)
  }

  @Test("no bytes whatever make a shape trap or remember without end")
  func anything() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    var shapes: [any FrameShape] = [
      try Self.reports(), try Self.reports { $0.hasPreamble = false },
      try Self.reports {
        $0.hasLength = true
        $0.goOn = 0xFF
      },
      try #require(Chunks(Self.chunked((0, 255, .bulk)), size: 64)),
      try #require(WholeFrames(Self.chunked((0, 255, .bulk)))),
    ]
    for _ in 0..<2_000 {
      let size = Int.random(in: 0...80, using: &generator)
      let pool: [UInt8] = [0xAA, 0x96, 0x69, 0, 3, 0xFF]
      let bytes = (0..<size).map { _ in pool.randomElement(using: &generator) ?? 0 }
      for index in shapes.indices {
        let limit = bytes.count + 7
        #expect(shapes[index].received(bytes).bytes.count <= limit, "seed \(seed)")
      }
    }
  }
}
