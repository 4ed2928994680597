internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderKit

/// A USB device whose transfers are taken down.
final class NotedTransfers: TransferLink {
  private let device: any TransferLink
  private let tape: Tape

  init(_ device: any TransferLink, _ tape: Tape) { (self.device, self.tape) = (device, tape) }

  func claim(_ interface: UInt8) throws(KioskFailure) {
    try tape.note(.claim(interface)) { () throws(KioskFailure) in try device.claim(interface) }
  }

  func send(_ bytes: [UInt8], over pipe: USBPipe, limit: Limit) throws(KioskFailure) {
    try tape.note(.send(bytes, .init(pipe))) { () throws(KioskFailure) in
      try device.send(bytes, over: pipe, limit: limit)
    }
  }

  func receive(over pipe: USBPipe, limit: Limit) throws(KioskFailure) -> [UInt8] {
    try tape.note(.receive(.init(pipe)), { .bytes($0) }) { () throws(KioskFailure) in
      try device.receive(over: pipe, limit: limit)
    }
  }

  func pause(milliseconds: Int) { device.pause(milliseconds: milliseconds) }

  func reset() throws(KioskFailure) {
    try tape.note(.reset) { () throws(KioskFailure) in try device.reset() }
  }

  func close() {
    device.close()
    tape.add(.close)
  }
}

/// A link of bytes that are taken down.
final class NotedBytes: ByteLink {
  private let link: any ByteLink
  private let tape: Tape

  init(_ link: any ByteLink, _ tape: Tape) { (self.link, self.tape) = (link, tape) }

  var settings: Int { link.settings }

  func write(_ bytes: [UInt8], limit: Limit) throws(KioskFailure) {
    try tape.note(.write(bytes)) { () throws(KioskFailure) in try link.write(bytes, limit: limit) }
  }

  func read(limit: Limit) throws(KioskFailure) -> [UInt8] {
    try tape.note(.read, { .bytes($0) }) { () throws(KioskFailure) in try link.read(limit: limit) }
  }

  func reset() throws(KioskFailure) {
    try tape.note(.reset) { () throws(KioskFailure) in try link.reset() }
  }

  func use(setting: Int) throws(KioskFailure) {
    try tape.note(.setting(setting)) { () throws(KioskFailure) in try link.use(setting: setting) }
  }

  func close() {
    link.close()
    tape.add(.close)
  }
}

/// A card channel whose commands are taken down.
final class NotedCard: CardChannel {
  private let channel: any CardChannel
  private let tape: Tape

  init(_ channel: any CardChannel, _ tape: Tape) { (self.channel, self.tape) = (channel, tape) }

  func connect() throws(KioskFailure) -> [UInt8] {
    try tape.note(.connect, { .bytes($0) }) { () throws(KioskFailure) in try channel.connect() }
  }

  func connectReader() throws(KioskFailure) {
    try tape.note(.connectReader) { () throws(KioskFailure) in try channel.connectReader() }
  }

  func transmit(_ command: [UInt8]) throws(KioskFailure) -> [UInt8] {
    try tape.note(.transmit(command), { .bytes($0) }) { () throws(KioskFailure) in
      try channel.transmit(command)
    }
  }

  func control(_ code: UInt32, _ command: [UInt8]) throws(KioskFailure) -> [UInt8] {
    try tape.note(.control(code, command), { .bytes($0) }) { () throws(KioskFailure) in
      try channel.control(code, command)
    }
  }

  func disconnect() {
    channel.disconnect()
    tape.add(.disconnect)
  }

  func close() {
    channel.close()
    tape.add(.close)
  }
}
