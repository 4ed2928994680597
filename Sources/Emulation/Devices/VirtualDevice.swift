package import KioskProtocol
internal import LinuxPlatform
package import ReaderKit
internal import SAMProtocol
internal import Synchronization

/// A virtual reader of any shape inside this process, at the level of transfers, bytes or commands.
///
/// It lives in a time of its own, which passes only while somebody waits for it: nothing here ever sleeps.
package final class VirtualDevice: TransferLink, ByteLink, CardChannel, Sendable {
  /// What the reader looks like.
  package let kind: Kind
  private let state: Mutex<VirtualDeviceState>
  private let waited: @Sendable (Limit) -> Void

  /// A reader that is plugged in; `waited` hears of every wait that brought nothing.
  package init(_ kind: Kind, waited: @escaping @Sendable (Limit) -> Void = { _ in }) {
    self.kind = kind
    self.waited = waited
    state = Mutex(VirtualDeviceState(kind))
  }

  /// Lays a card, lifts it, plans faults.
  package func change(_ body: (inout VirtualSAM) -> Void) { state.withLock { body(&$0.sam) } }
  /// The card on a reader of pages; `nil` where none lies there.
  package func changePage(_ body: (inout PageCard?) -> Void) { state.withLock { body(&$0.page) } }
  /// Why pcscd does not connect, if anything stands in the way.
  package func refuseConnecting(_ reason: FailureReason?) { state.withLock { $0.refusal = reason } }
  /// Bytes that went either way.
  package var bytes: Int { state.withLock { $0.bytes } }
  /// How much time has passed.
  package var clock: Duration { state.withLock { $0.clock } }

  /// Whether somebody has opened it and not closed it again.
  package var isHeld: Bool { state.withLock { $0.isHeld } }

  /// Pulls the plug once so many more bytes have gone.
  package func unplug(afterBytes count: Int) { state.withLock { $0.budget = count } }
  /// Plugs it in again; the module starts afresh, the card lies where it lay.
  package func plug() { state.withLock { $0.plug() } }

  /// It as a source would tell of it.
  package var attached: AttachedDevice {
    let opener: AttachedDevice.Opener =
      switch kind.link {
      case .usb, .hid:
        .transfers({ [kind] in kind.interfaces }) { () throws(KioskFailure) in try self.opened() }
      case .serial: .bytes { () throws(KioskFailure) in try self.opened() }
      case .pcsc: .card { () throws(KioskFailure) in try self.opened() }
      }
    return AttachedDevice(
      id: "virtual-\(kind.rawValue)", name: "Virtual reader", link: kind.link, match: kind.match,
      opener: opener)
  }

  private func opened() throws(KioskFailure) -> VirtualDevice {
    try state.withLock { (state) throws(KioskFailure) in
      try state.mustBeThere()
      state.isHeld = true
    }
    return self
  }

  // MARK: USB

  package func claim(_ interface: UInt8) throws(KioskFailure) {
    try state.withLock { (state) throws(KioskFailure) in try state.mustBeThere() }
  }

  package func send(_ bytes: [UInt8], over pipe: USBPipe, limit: Limit) throws(KioskFailure) {
    try state.withLock { (state) throws(KioskFailure) in try state.take(bytes) }
  }

  package func receive(over pipe: USBPipe, limit: Limit) throws(KioskFailure) -> [UInt8] {
    try next(pipe.address, limit)
  }

  package func pause(milliseconds: Int) {}

  // MARK: Serial

  package var settings: Int { kind == .serial ? 5 : 1 }
  package func use(setting: Int) throws(KioskFailure) {
    try state.withLock { (state) throws(KioskFailure) in
      try state.mustBeThere()
      state.setting = setting
      state.forget()
    }
  }

  package func write(_ bytes: [UInt8], limit: Limit) throws(KioskFailure) {
    try state.withLock { (state) throws(KioskFailure) in try state.take(bytes) }
  }

  package func read(limit: Limit) throws(KioskFailure) -> [UInt8] { try next(0, limit) }

  // MARK: PC/SC

  package func connect() throws(KioskFailure) -> [UInt8] {
    try state.withLock { (state) throws(KioskFailure) in try state.connect() }
  }

  package func connectReader() throws(KioskFailure) {
    try state.withLock { (state) throws(KioskFailure) in _ = try state.connect() }
  }

  package func transmit(_ command: [UInt8]) throws(KioskFailure) -> [UInt8] {
    try state.withLock { (state) throws(KioskFailure) in try state.transmit(command) }
  }

  package func control(_ code: UInt32, _ command: [UInt8]) throws(KioskFailure) -> [UInt8] {
    guard code == Kind.escapeCode else { throw KioskFailure(.readerUnsupported) }
    return try state.withLock { (state) throws(KioskFailure) in try state.ask(command) }
  }

  package func disconnect() {}

  // MARK: All

  package func reset() throws(KioskFailure) {
    try state.withLock { (state) throws(KioskFailure) in
      try state.mustBeThere()
      state.forget()
      state.sam.reset()
    }
  }

  package func close() {
    state.withLock {
      $0.forget()
      $0.isHeld = false
    }
  }

  private func next(_ address: UInt8, _ limit: Limit) throws(KioskFailure) -> [UInt8] {
    // Whole steps, so that how busy the machine is shows nowhere.
    let exact = limit.now().duration(to: limit.deadline) / .milliseconds(1)
    let left = exact > 2 ? (exact / 50).rounded(.up) * 50 : 1
    let came = try state.withLock { (state) throws(KioskFailure) in
      try state.next(address, within: .milliseconds(Int(left)))
    }
    guard let came else {
      waited(limit)
      throw KioskFailure(limit.cancellation.isCancelled ? .serviceStopping : .readerTimeout)
    }
    return came
  }
}
