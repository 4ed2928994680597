internal import CPCSC
internal import KioskProtocol

extension KioskFailure {
  /// What a refused call on a card means to the people at the counter.
  init(pcsc code: LONG) {
    switch code {
    // A card that another program reset may be another card by now, as one that was away may be.
    case SCARD_E_NO_SMARTCARD, SCARD_W_REMOVED_CARD, SCARD_E_NOT_TRANSACTED, SCARD_W_UNPOWERED_CARD,
      SCARD_W_RESET_CARD:
      self.init(.cardRemoved)
    case SCARD_E_SHARING_VIOLATION: self.init(.readerBusy)
    // After an unplugging libpcsclite complains of the handle, not of the reader.
    case SCARD_E_UNKNOWN_READER, SCARD_E_READER_UNAVAILABLE, SCARD_E_NO_SERVICE, SCARD_F_COMM_ERROR,
      SCARD_E_INVALID_VALUE, SCARD_E_INVALID_HANDLE, SCARD_E_NO_READERS_AVAILABLE:
      self.init(.readerGone)
    case SCARD_W_UNRESPONSIVE_CARD, SCARD_W_UNSUPPORTED_CARD: self.init(.cardNotRecognised)
    default: self.init(.readerBadAnswer, detail: Int(code & 0xFFFF))
    }
  }
}
