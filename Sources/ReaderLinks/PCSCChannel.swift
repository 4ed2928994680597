internal import CPCSC
public import KioskProtocol
public import ReaderKit

/// A card behind a PC/SC reader, with a connection to pcscd of its own.
///
/// While it is connected no other program gets a command in between. A call that does not come back may be given
/// up with its thread: the channel frees itself when the thread ends.
public final class PCSCChannel: CardChannel {
  private let reader: String
  private var connection: PCSCConnection?

  /// A channel to the reader with this name at pcscd; nothing is connected yet.
  public init(reader: String) { self.reader = reader }

  deinit { disconnect() }

  /// Connects to the card, shared, and keeps other programs out until `disconnect`.
  ///
  /// Waits at most three seconds for a program that keeps us out; then `reader.busy`.
  public func connect() throws(KioskFailure) -> [UInt8] {
    disconnect()
    let connection = try PCSCConnecting.connect(to: reader, milliseconds: 3_000)
    self.connection = connection
    var atr = [UInt8](repeating: 0, count: 33)
    var size = DWORD(atr.count)
    let code = unsafe SCardStatus(connection.card, nil, nil, nil, nil, &atr, &size)
    guard code == SCARD_S_SUCCESS else {
      disconnect()
      throw KioskFailure(pcsc: code)
    }
    return Array(atr.prefix(Int(clamping: size)))
  }

  /// Sends a command; nothing can cancel the wait for the answer.
  public func transmit(_ command: [UInt8]) throws(KioskFailure) -> [UInt8] {
    guard let connection else { throw KioskFailure(.cardRemoved) }
    // The longest answer: an extended one, 65,536 bytes and the status.
    var answer = [UInt8](repeating: 0, count: 65_538)
    var size = DWORD(answer.count)
    let code = unsafe SCardTransmit(
      connection.card, cpcsc_pci(connection.activeProtocol), command, DWORD(command.count), nil, &answer,
      &size)
    guard code == SCARD_S_SUCCESS else { throw KioskFailure(pcsc: code) }
    return Array(answer.prefix(Int(clamping: size)))
  }

  /// Connects to the reader directly; other programs are kept out until `disconnect`.
  public func connectReader() throws(KioskFailure) {
    disconnect()
    connection = try PCSCConnection(toReaderItself: reader)
  }

  /// Sends an escape command; a driver that lets none through refuses it as `reader.unsupported`.
  public func control(_ code: UInt32, _ command: [UInt8]) throws(KioskFailure) -> [UInt8] {
    guard let connection else { throw KioskFailure(.readerGone) }
    var answer = [UInt8](repeating: 0, count: 65_538)
    var size: DWORD = 0
    let result = unsafe SCardControl(
      connection.card, cpcsc_control_code(code), command, DWORD(command.count), &answer,
      DWORD(answer.count), &size)
    switch result {
    case SCARD_S_SUCCESS: return Array(answer.prefix(Int(clamping: size)))
    case SCARD_E_UNSUPPORTED_FEATURE, SCARD_E_NOT_TRANSACTED: throw KioskFailure(.readerUnsupported)
    default: throw KioskFailure(pcsc: result)
    }
  }

  /// Lets the card, other programs and pcscd go on; the card stays powered as it is.
  public func disconnect() {
    connection?.end()
    connection = nil
  }

  /// The same: between two connections the channel holds nothing.
  public func close() { disconnect() }
}
