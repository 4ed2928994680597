internal import CLinux
internal import Glibc
internal import LinuxPlatform

/// One slot of vpcd as the card sees it: a TCP connection is an inserted card, frames are a length and a payload.
final class VirtualSlot {
  /// The card that lies there; it stays while pcscd is away.
  private(set) var card: PageCard?
  private var faultOfNext: PageCard.Fault?
  private let port: UInt16
  private var connection: OwnedDescriptor?
  private var received: [UInt8] = []

  init(port: UInt16) { self.port = port }

  /// The connection to wait on, while there is one.
  var descriptor: CInt? { connection?.raw }

  /// Lets something go wrong with the card that lies there, and otherwise with the next one.
  func fail(with fault: PageCard.Fault?) {
    if card == nil { faultOfNext = fault } else { card?.fault = fault }
  }

  /// Lays a card; `connecting` says whether pcscd is there.
  func put(_ card: PageCard, connecting: Bool) throws(SystemError) {
    var card = card
    card.fault = faultOfNext ?? self.card?.fault
    faultOfNext = nil
    self.card = card
    if connecting { try connect() }
  }

  /// Takes the card away; whether there was one.
  func lift() -> Bool {
    disconnect()
    defer { card = nil }
    return card != nil
  }

  /// Tells vpcd about the card that lies there, if one does.
  func connect() throws(SystemError) {
    guard card != nil else { return }
    let raw = socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    guard raw >= 0 else { throw .last("socket") }
    let owned = OwnedDescriptor(taking: raw)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Glibc.connect(raw, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw .last("connect") }
    received = []
    connection = consume owned
  }

  /// Breaks the connection without taking the card away.
  func disconnect() {
    connection = nil
    received = []
  }

  /// Handles what vpcd sent; whether the card was pulled by a fault.
  func receive() -> Bool {
    guard let descriptor else { return false }
    acknowledgeAtOnce(descriptor)
    var chunk = [UInt8](repeating: 0, count: 4_096)
    let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
    if count < 0, errno == EINTR { return false }
    guard count > 0 else {
      disconnect()
      return false
    }
    acknowledgeAtOnce(descriptor)
    received += chunk.prefix(count)
    while let payload = nextPayload() {
      guard let reply = handle(payload) else { continue }
      guard case .answer(let bytes) = reply else {
        if reply == .silence { continue }
        return lift()
      }
      let frame = [UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)] + bytes
      do throws(SystemError) { try Files.writeAll(frame, to: descriptor) } catch { disconnect() }
    }
    return false
  }

  private func nextPayload() -> [UInt8]? {
    guard received.count >= 2 else { return nil }
    let length = Int(received[0]) << 8 | Int(received[1])
    guard received.count >= 2 + length else { return nil }
    defer { received.removeFirst(2 + length) }
    return Array(received[2..<2 + length])
  }

  /// One byte is a control code, of which only "give the ATR" has an answer.
  private func handle(_ payload: [UInt8]) -> PageCard.Reply? {
    if payload.count == 1 { return payload[0] == 4 ? card.map { .answer($0.atr) } : nil }
    return card?.reply(to: payload)
  }

  /// Without this every command waits for the delayed acknowledgement, some 40 ms.
  private func acknowledgeAtOnce(_ descriptor: CInt) {
    var on: CInt = 1
    _ = unsafe setsockopt(
      descriptor, CInt(IPPROTO_TCP), TCP_QUICKACK, &on, socklen_t(MemoryLayout<CInt>.size))
  }
}
