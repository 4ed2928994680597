internal import CLinux
internal import Glibc
internal import LinuxPlatform

/// One slot of vpcd as the card sees it: a TCP connection is an inserted card, frames are a length and a payload.
///
/// A card that leaves stays connected as a ghost, which answers the next looks for a card with "none". So pcscd sees
/// every departure, however quickly the next card follows. Two looks: after the first vpcd takes whoever is
/// connected by then for the same card.
final class VirtualSlot {
  private let port: UInt16
  /// What lies there for whoever lays and lifts cards; it stays while pcscd is away.
  private var card: PageCard?
  private var faultOfNext: PageCard.Fault?
  private var connection: OwnedDescriptor?
  private var received: [UInt8] = []
  private var looksToMiss = 0
  private var isPowering = false
  private var owesAnswer = false

  init(port: UInt16) { self.port = port }

  /// The connection to wait on, while there is one.
  var descriptor: CInt? { connection?.raw }

  /// Lets something go wrong with the card that lies there, and otherwise with the next one.
  func fail(with fault: PageCard.Fault?) {
    if card == nil { faultOfNext = fault } else { card?.fault = fault }
  }

  /// Lays a card in the place of the one that lies there; `isAwake` says whether pcscd is there.
  ///
  /// A fault that has not happened yet goes over to it.
  func put(_ card: PageCard, isAwake: Bool) throws(SystemError) {
    var card = card
    card.fault = faultOfNext
    self.card = card
    faultOfNext = nil
    if isAwake, connection == nil { try connect() }
  }

  /// Takes the card away; whether there was one.
  func lift() -> Bool {
    guard let card else { return false }
    faultOfNext = card.fault
    self.card = nil
    if connection != nil { leave() }
    return true
  }

  /// Tells vpcd about the card that lies there, if one does.
  func wake() throws(SystemError) { if card != nil, connection == nil { try connect() } }

  /// Forgets vpcd, which ends; the card stays.
  func sleep() {
    breakOff()
    looksToMiss = 0
  }

  /// Handles what vpcd sent; the event that a fault has caused.
  func receive() -> String? {
    guard let descriptor else { return nil }
    // Around every receive, or each command waits some 40 ms for a delayed acknowledgement.
    switchOn(TCP_QUICKACK, descriptor)
    var chunk = [UInt8](repeating: 0, count: 4_096)
    let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
    if count < 0, errno == EINTR { return nil }
    guard count > 0 else {
      ended()
      return nil
    }
    switchOn(TCP_QUICKACK, descriptor)
    received += chunk.prefix(count)
    while let payload = nextPayload() {
      if let event = handle(payload) { return event }
    }
    return nil
  }

  private var isGhost: Bool { looksToMiss > 0 }

  private func handle(_ payload: [UInt8]) -> String? {
    if payload.count == 1 {
      control(payload[0])
      return nil
    }
    guard !isGhost, let reply = card?.reply(to: payload) else {
      owesAnswer = true
      leave()
      return nil
    }
    switch reply {
    case .answer(let bytes): send(bytes)
    case .silence:
      owesAnswer = true
      return "silent"
    case .pulled:
      owesAnswer = true
      _ = lift()
      return "removed"
    }
    return nil
  }

  /// 0, 1 and 2 switch the power and have no answer; 4 asks for the ATR, after a power-up and at every look.
  private func control(_ code: UInt8) {
    guard code == 4 else {
      isPowering = code != 0
      return
    }
    guard isGhost else {
      isPowering = false
      send(card?.atr ?? [])
      return
    }
    // No bytes and the end: "none". At a power-up that is a failure only, not a look.
    send([])
    if !isPowering { looksToMiss -= 1 }
    ended()
  }

  private func leave() {
    looksToMiss = 2
    guard owesAnswer else { return }
    breakOff()
    try? connect()
  }

  /// The connection is over; whoever has still something to tell vpcd makes another.
  private func ended() {
    connection = nil
    if isGhost || card != nil { try? connect() }
  }

  private func send(_ payload: [UInt8]) {
    guard let descriptor else { return }
    let frame = [UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)] + payload
    do throws(SystemError) { try Files.writeAll(frame, to: descriptor) } catch { ended() }
  }

  /// Ends the connection.
  ///
  /// In the middle of a command vpcd takes an end for an answer of no bytes, unless the length of one has come and
  /// then a reset.
  private func breakOff() {
    if owesAnswer, let descriptor {
      try? Files.writeAll([0x01, 0x02], to: descriptor)
      var atOnce = linger(l_onoff: 1, l_linger: 0)
      _ = unsafe setsockopt(
        descriptor, SOL_SOCKET, SO_LINGER, &atOnce, socklen_t(MemoryLayout<linger>.size))
    }
    owesAnswer = false
    connection = nil
  }

  private func connect() throws(SystemError) {
    received = []
    isPowering = false
    owesAnswer = false
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
    switchOn(TCP_NODELAY, raw)
    connection = consume owned
  }

  private func nextPayload() -> [UInt8]? {
    guard received.count >= 2 else { return nil }
    let length = Int(received[0]) << 8 | Int(received[1])
    guard received.count >= 2 + length else { return nil }
    defer { received.removeFirst(2 + length) }
    return Array(received[2..<2 + length])
  }

  private func switchOn(_ option: CInt, _ descriptor: CInt) {
    var on: CInt = 1
    _ = unsafe setsockopt(descriptor, CInt(IPPROTO_TCP), option, &on, socklen_t(MemoryLayout<CInt>.size))
  }
}
