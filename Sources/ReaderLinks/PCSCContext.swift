internal import CPCSC
internal import Glibc

/// A refused call of libpcsclite.
struct PCSCError: Error { var code: LONG }

/// A connection to pcscd.
///
/// One thread at a time calls it; only `SCardCancel` may come from another.
struct PCSCContext: ~Copyable {
  /// The pseudo reader that changes when readers come and go.
  static let arrivals = #"\\?PnP?\Notification"#
  /// The number that libpcsclite knows it by: an integer, not a pointer.
  let handle: SCARDCONTEXT

  /// Connects; fails at once when no pcscd is there.
  init() throws(PCSCError) {
    var new: SCARDCONTEXT = 0
    let code = unsafe SCardEstablishContext(DWORD(SCARD_SCOPE_SYSTEM), nil, nil, &new)
    guard code == SCARD_S_SUCCESS else { throw PCSCError(code: code) }
    handle = new
  }

  /// A dead context is released as well: the call fails then, but frees what it held.
  deinit { SCardReleaseContext(handle) }

  /// The names of the readers that are there.
  borrowing func readers() throws(PCSCError) -> [String] {
    var size: DWORD = 0
    var code = unsafe SCardListReaders(handle, nil, nil, &size)
    if code == SCARD_E_NO_READERS_AVAILABLE { return [] }
    guard code == SCARD_S_SUCCESS else { throw PCSCError(code: code) }
    var names = [CChar](repeating: 0, count: Int(clamping: size))
    code = unsafe SCardListReaders(handle, nil, &names, &size)
    if code == SCARD_E_NO_READERS_AVAILABLE { return [] }
    guard code == SCARD_S_SUCCESS else { throw PCSCError(code: code) }
    return names.prefix(Int(clamping: size)).split(separator: 0).map {
      String(decoding: $0.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }

  /// Blocks until the state of one of `names` differs from the one in `states`, where the new ones come back.
  borrowing func wait(_ names: [String], _ states: inout [DWORD], timeout: DWORD) -> LONG {
    let texts = unsafe names.map { unsafe strdup($0) }
    defer { unsafe texts.forEach { unsafe free($0) } }
    var raw: [SCARD_READERSTATE] = unsafe []
    for (index, state) in states.enumerated() {
      var one = unsafe SCARD_READERSTATE()
      unsafe one.szReader = UnsafePointer(texts[index])
      unsafe one.dwCurrentState = state
      unsafe raw.append(one)
    }
    let code = unsafe SCardGetStatusChange(handle, timeout, &raw, DWORD(raw.count))
    guard code == SCARD_S_SUCCESS else { return code }
    for index in states.indices {
      unsafe states[index] = raw[index].dwEventState & ~DWORD(SCARD_STATE_CHANGED)
    }
    return code
  }
}
