internal import CMicroHTTPD

/// A connection of the library, for as long as it is suspended or one of the library's callbacks runs.
@safe struct Connection: @unchecked Sendable {  // Held under the lock of whoever suspended it.
  private let pointer: OpaquePointer
  /// The number of its socket.
  let socket: CInt

  init(_ pointer: OpaquePointer) {
    unsafe self.pointer = pointer
    socket = unsafe cmhd_socket(pointer)
  }

  /// From now on the library leaves it alone, until it is resumed.
  func suspend() { unsafe MHD_suspend_connection(pointer) }

  /// The library goes on with it; may be called on any thread.
  func resume() { unsafe MHD_resume_connection(pointer) }

  /// However long nothing is sent, the library does not close it.
  func neverTimesOut() { unsafe cmhd_set_timeout(pointer, 0) }
}
