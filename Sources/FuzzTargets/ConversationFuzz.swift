internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderDrivers
internal import ReaderKit

/// Whole conversations of the real drivers with a device that says what the input says.
enum ConversationFuzz {
  static func run(_ input: [UInt8]) {
    var portions = Portions(input)
    let entry = FuzzFamilies.all[portions.number() % FuzzFamilies.all.count]
    talk(entry, portions)
  }

  /// With a reader of pages.
  static func pages(_ input: [UInt8]) {
    guard let entry = FuzzFamilies.all.last else { return }
    talk(entry, Portions(input))
  }

  private static func talk(_ entry: FuzzFamilies.Entry, _ portions: Portions) {
    let device = FuzzedDevice(portions)
    let opened: OpenedDevice =
      switch (entry.family.maker, entry.family.wiring) {
      case (.card, _): .card(device)
      case (_, nil): .bytes(device)
      default: .transfers(device, entry.interfaces)
      }
    guard let driver = try? entry.family.driver(over: opened) else { return }
    let flag = CancelFlag()
    for _ in 0..<3 {
      _ = try? driver.identify(flag)
      if (try? driver.findCard(flag)) == true { _ = try? driver.readCard(flag) { _ in } }
      _ = try? driver.isCardStillThere(flag)
      _ = driver.lyingCard
    }
    driver.close()
  }
}

/// A device of every link that takes anything and says what is in the input; then it is silent.
final class FuzzedDevice: TransferLink, ByteLink, CardChannel {
  private var portions: Portions

  init(_ portions: Portions) { self.portions = portions }

  let settings = 2
  func pause(milliseconds: Int) {}
  func claim(_ interface: UInt8) throws(KioskFailure) {}
  func send(_ bytes: [UInt8], over pipe: USBPipe, limit: Limit) throws(KioskFailure) {}
  func receive(over pipe: USBPipe, limit: Limit) throws(KioskFailure) -> [UInt8] { try next() }
  func write(_ bytes: [UInt8], limit: Limit) throws(KioskFailure) {}
  func read(limit: Limit) throws(KioskFailure) -> [UInt8] {
    let bytes = try next()
    guard !bytes.isEmpty else { throw KioskFailure(.readerTimeout) }
    return bytes
  }
  func reset() throws(KioskFailure) {}
  func use(setting: Int) throws(KioskFailure) {}
  func connect() throws(KioskFailure) -> [UInt8] { try next() }
  func connectReader() throws(KioskFailure) {}
  func transmit(_ command: [UInt8]) throws(KioskFailure) -> [UInt8] { try next() }
  func control(_ code: UInt32, _ command: [UInt8]) throws(KioskFailure) -> [UInt8] { try next() }
  func disconnect() {}
  func close() {}

  /// Two bytes of length, then what comes; the highest ones are what a link can say instead.
  private func next() throws(KioskFailure) -> [UInt8] {
    guard !portions.isEmpty else { throw KioskFailure(.readerTimeout) }
    let high = portions.number()
    switch high {
    case 0xFF: throw KioskFailure(.readerGone)
    case 0xFE: throw KioskFailure(.readerBadAnswer)
    case 0xFD: throw KioskFailure(.cardRemoved)
    case 0xFC: throw KioskFailure(.readerTimeout)
    default: return portions.bytes((high & 0x0F) << 8 | portions.number())
    }
  }
}
