import Emulation
import KioskProtocol
import ReaderKit
import SAMProtocol
import TestSupport

@testable import ReaderDrivers

/// A virtual reader of any shape at the level of transfers, and a link to it, in simulated time and on one thread.
final class ShapedDevice: ByteLink {
  /// What the reader looks like.
  enum Kind: String, CaseIterable { case split, pair, chunks, plain, counted, bare, feature }

  let kind: Kind
  let time = SimulatedTime()
  var sam = VirtualSAM()
  /// Bytes that went either way.
  private(set) var bytes = 0
  private var budget: Int?
  private var isPlugged = true
  private var shape: any FrameShape
  private var request: [UInt8] = []
  /// What waits on each endpoint.
  private var waiting: [UInt8: [[UInt8]]] = [:]
  private var held: [[UInt8]] = []

  init(_ kind: Kind) throws {
    self.kind = kind
    guard let shape = Self.shape(kind) else { throw KioskFailure(.readerUnsupported) }
    self.shape = shape
    sam.needsSelect = kind != .counted
  }

  private static func shape(_ kind: Kind) -> (any FrameShape)? {
    func interface(_ code: UInt8, _ type: USBEndpoint.Kind, _ addresses: UInt8...) -> [USBInterface] {
      let endpoints = addresses.map { USBEndpoint(address: $0, kind: type, packetSize: 64) }
      return [USBInterface(number: 0, classCode: code, endpoints: endpoints)]
    }
    var format = Reports.Format()
    switch kind {
    case .split: return WholeFrames(interface(255, .bulk, 0x02, 0x06, 0x81, 0x85))
    case .pair: return WholeFrames(interface(255, .bulk, 0x02, 0x81))
    case .chunks: return Chunks(interface(255, .bulk, 0x02, 0x81), size: 64)
    case .plain: return Reports(interface(3, .interrupt, 0x02, 0x81), format)
    case .feature: return Reports(interface(3, .interrupt, 0x81), format)
    case .bare:
      format.hasPreamble = false
      return Reports(interface(3, .interrupt, 0x02, 0x81), format)
    case .counted:
      (format.hasLength, format.goOn) = (true, 0xFF)
      return Reports(interface(3, .interrupt, 0x02, 0x81), format)
    }
  }

  var driver: SAMReader {
    var habits = SAMHabits()
    habits.selects = kind != .counted
    return SAMReader(link: self, habits: habits) { [time] in time.now }
  }

  /// Pulls the plug once so many more bytes have gone.
  func unplug(afterBytes count: Int) { budget = count }

  /// Plugs it in again; the module starts afresh, the card lies where it lay.
  func plug() {
    (isPlugged, budget, request, waiting, held) = (true, nil, [], [:], [])
    sam.powerOn()
    shape.reset()
  }

  // MARK: The link

  func write(_ bytes: [UInt8], limit: Limit) throws(KioskFailure) {
    for transfer in shape.transfers(for: bytes) { try take(transfer) }
  }

  func read(limit: Limit) throws(KioskFailure) -> [UInt8] {
    while true {
      let pipe = shape.next
      guard isPlugged else { throw KioskFailure(.readerGone) }
      guard var queue = waiting[pipe.address], !queue.isEmpty else {
        time.advance(to: limit.deadline)
        throw KioskFailure(.readerTimeout)
      }
      let transfer = queue.removeFirst()
      waiting[pipe.address] = queue
      try count(transfer.count)
      let (bytes, reply) = shape.received(transfer)
      if let reply { try take(reply) }
      guard bytes.isEmpty else { return bytes }
    }
  }

  func reset() throws(KioskFailure) {
    guard isPlugged else { throw KioskFailure(.readerGone) }
    (request, waiting, held) = ([], [:], [])
    sam.reset()
    shape.reset()
  }

  func close() {}

  // MARK: The device

  private func count(_ number: Int) throws(KioskFailure) {
    guard isPlugged else { throw KioskFailure(.readerGone) }
    bytes += number
    guard let budget else { return }
    self.budget = budget - number
    if budget <= number {
      isPlugged = false
      throw KioskFailure(.readerGone)
    }
  }

  private func take(_ transfer: USBTransfer) throws(KioskFailure) {
    try count(transfer.bytes.count)
    switch kind {
    case .split, .pair, .chunks, .plain, .feature: request += transfer.bytes
    case .bare: request += SAMFrame.preamble + transfer.bytes
    case .counted:
      if transfer.bytes.first == 0xFF { return goOn() }
      request += transfer.bytes.dropFirst().prefix(Int(transfer.bytes[0]))
    }
    guard request.count >= 7 else { return }
    let length = 7 + (Int(request[5]) << 8 | Int(request[6]))
    guard request.count >= length else { return }
    let frame = Array(request.prefix(length))
    request = []
    for emission in sam.receive(frame) { answer(emission.bytes) }
  }

  private func answer(_ frame: [UInt8]) {
    switch kind {
    case .pair: waiting[0x81, default: []].append(frame)
    case .chunks: waiting[0x81, default: []] += ShapeTests.cut(frame)
    case .split:
      waiting[0x81, default: []].append(Array(frame.prefix(7)))
      waiting[0x85, default: []].append(Array(frame.dropFirst(7)))
    case .plain: waiting[0x81, default: []] += ShapeTests.cut(frame)
    case .feature: waiting[0, default: []] += [[UInt8](repeating: 0, count: 64)] + ShapeTests.cut(frame)
    case .bare: waiting[0x81, default: []] += ShapeTests.cut(Array(frame.dropFirst(5)))
    case .counted:
      held += ShapeTests.cut(frame, 63, counted: true)
      goOn()
    }
  }

  private func goOn() { if !held.isEmpty { waiting[0x81, default: []].append(held.removeFirst()) } }
}
