internal import Glibc

/// Reading and writing of non-blocking sockets.
public enum SocketIO {
  /// What a read gave.
  public enum Received: Equatable, Sendable {
    case bytes([UInt8])
    case nothingYet
    case end
  }

  /// The bytes that have come, at most 64 KiB.
  public static func receive(_ descriptor: CInt) -> Received {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
      if count > 0 { return .bytes(Array(chunk.prefix(count))) }
      if count == 0 { return .end }
      if errno == EINTR { continue }
      return errno == EAGAIN || errno == EWOULDBLOCK ? .nothingYet : .end
    }
  }

  /// Sends as much of `bytes` as the socket takes now; `nil` when the peer has gone.
  public static func send(_ bytes: ArraySlice<UInt8>, to descriptor: CInt) -> Int? {
    while true {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
      }
      if count >= 0 { return count }
      if errno == EINTR { continue }
      return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : nil
    }
  }
}
