internal import CMicroHTTPD
internal import LinuxPlatform
internal import Synchronization

/// One daemon of the library: a listening socket, and one thread on which all its callbacks run.
@safe final class HTTPDaemon: @unchecked Sendable {  // Used by `quiesce`, then by `stop`.
  /// The most connections the library takes; the table makes room before that.
  private static let mostConnections: UInt32 = 256
  /// How long a client may be silent, in seconds.
  private static let silence: UInt32 = 20
  /// What a request's headers may take, in bytes.
  private static let headerMemory = 32 * 1_024

  private let daemon: OpaquePointer
  private let retained: Unmanaged<CoreBox>
  private let listener = Mutex<OwnedDescriptor?>(nil)

  /// Serves `core` on `listener`.
  init(listener: consuming OwnedDescriptor, core: any HTTPCore) throws(SystemError) {
    let retained = unsafe Unmanaged.passRetained(CoreBox(core))
    let socket = listener.release()
    guard
      let daemon = unsafe cmhd_start(
        socket, Self.mostConnections, Self.silence, Self.headerMemory, handle, completed, changed,
        retained.toOpaque())
    else {
      let failure = SystemError.last("MHD_start_daemon")
      unsafe retained.release()
      _ = OwnedDescriptor(taking: socket)
      throw failure
    }
    unsafe self.daemon = daemon
    unsafe self.retained = retained
  }

  /// Accepts nobody any more: who connects now is refused.
  func quiesce() {
    let socket = unsafe MHD_quiesce_daemon(daemon)
    guard socket >= 0 else { return }
    LoopbackSocket.refuse(at: socket)
    // The library's thread may be about to accept: the number must not mean another socket before it has ended.
    listener.withLock { $0 = OwnedDescriptor(taking: socket) }
  }

  /// Closes every connection and ends the thread; nothing may be suspended.
  ///
  /// Blocks until the thread has ended.
  func stop() {
    unsafe MHD_stop_daemon(daemon)
    listener.withLock { $0 = nil }
    unsafe retained.release()
  }
}

// The library's callbacks. They return codes and never let C see an error.

private func handle(
  target: UnsafeMutableRawPointer?, connection: OpaquePointer?, url: UnsafePointer<CChar>?,
  method: UnsafePointer<CChar>?, version: UnsafePointer<CChar>?, upload: UnsafePointer<CChar>?,
  uploadSize: UnsafeMutablePointer<Int>?, slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  guard let target = unsafe target, let connection = unsafe connection, let url = unsafe url,
    let method = unsafe method, let uploadSize = unsafe uploadSize, let slot = unsafe slot
  else { return .NO }
  let core = unsafe Unmanaged<CoreBox>.fromOpaque(target).takeUnretainedValue().core
  guard let known = unsafe slot.pointee else {
    let head = unsafe RequestHead(
      of: connection, method: String(cString: method), path: String(cString: url))
    guard let exchange = unsafe core.begin(connection, head) else { return .NO }
    unsafe slot.pointee = Unmanaged.passRetained(exchange).toOpaque()
    return .YES
  }
  let exchange = unsafe Unmanaged<Exchange>.fromOpaque(known).takeUnretainedValue()
  if unsafe uploadSize.pointee > 0 {
    let bytes = unsafe UnsafeRawBufferPointer(start: upload, count: uploadSize.pointee)
    unsafe uploadSize.pointee = 0
    return unsafe exchange.append(bytes) ? .YES : .NO
  }
  return unsafe core.proceed(connection, exchange)
}

private func completed(
  target: UnsafeMutableRawPointer?, connection: OpaquePointer?,
  slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, reason: MHD_RequestTerminationCode
) {
  guard let target = unsafe target, let connection = unsafe connection, let slot = unsafe slot,
    let known = unsafe slot.pointee
  else { return }
  unsafe slot.pointee = nil
  let exchange = unsafe Unmanaged<Exchange>.fromOpaque(known).takeRetainedValue()
  unsafe Unmanaged<CoreBox>.fromOpaque(target).takeUnretainedValue().core.completed(connection, exchange)
}

private func changed(
  target: UnsafeMutableRawPointer?, connection: OpaquePointer?,
  context: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, change: MHD_ConnectionNotificationCode
) {
  guard let target = unsafe target, let connection = unsafe connection else { return }
  let core = unsafe Unmanaged<CoreBox>.fromOpaque(target).takeUnretainedValue().core
  let socket = unsafe cmhd_socket(connection)
  if change == .CONNECTION_NOTIFY_STARTED {
    core.opened(socket)
  } else {
    core.connections.closed(socket)
  }
}
