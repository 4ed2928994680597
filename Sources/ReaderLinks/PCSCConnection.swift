internal import CPCSC
internal import KioskProtocol
internal import LinuxPlatform
internal import Synchronization

/// A card that is connected and, until `end`, ours alone.
///
/// Integers only: pcscd and libpcsclite keep the rest.
struct PCSCConnection: Sendable {
  /// A connection to pcscd of its own.
  let context: SCARDCONTEXT
  /// The card.
  let card: SCARDHANDLE
  /// T=0 or T=1.
  let activeProtocol: DWORD

  /// Connects to the card in `reader`, shared, and waits until no other program is busy with it.
  ///
  /// Blocks without limit while another program holds the card: use `PCSCConnecting`.
  init(to reader: String) throws(KioskFailure) {
    try self.init(reader, DWORD(SCARD_SHARE_SHARED), DWORD(SCARD_PROTOCOL_T0) | DWORD(SCARD_PROTOCOL_T1))
    let code = SCardBeginTransaction(card)
    guard code == SCARD_S_SUCCESS else {
      letGo()
      throw KioskFailure(pcsc: code)
    }
  }

  /// Connects to the reader, with or without a card in it, and to nobody else's disadvantage but by `reader.busy`.
  init(toReaderItself reader: String) throws(KioskFailure) {
    try self.init(reader, DWORD(SCARD_SHARE_DIRECT), 0)
  }

  private init(_ reader: String, _ share: DWORD, _ protocols: DWORD) throws(KioskFailure) {
    var context: SCARDCONTEXT = 0
    let established = unsafe SCardEstablishContext(DWORD(SCARD_SCOPE_SYSTEM), nil, nil, &context)
    guard established == SCARD_S_SUCCESS else { throw KioskFailure(pcsc: established) }
    var card: SCARDHANDLE = 0
    var active: DWORD = 0
    let code = unsafe SCardConnect(context, reader, share, protocols, &card, &active)
    guard code == SCARD_S_SUCCESS else {
      SCardReleaseContext(context)
      throw KioskFailure(pcsc: code)
    }
    self.context = context
    self.card = card
    activeProtocol = active
  }

  /// Lets the card, other programs and pcscd go; the card stays powered as it is.
  func end() {
    SCardEndTransaction(card, DWORD(SCARD_LEAVE_CARD))
    letGo()
  }

  private func letGo() {
    SCardDisconnect(card, DWORD(SCARD_LEAVE_CARD))
    SCardReleaseContext(context)
  }
}
