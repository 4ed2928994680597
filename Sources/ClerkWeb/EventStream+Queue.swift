internal import CMicroHTTPD

extension EventStream {
  /// Hands the stream to the library as an answer without end, inside one of its callbacks.
  func queue(on connection: OpaquePointer) -> MHD_Result {
    let retained = unsafe Unmanaged.passRetained(self).toOpaque()
    // MHD_SIZE_UNKNOWN: how much comes is not known.
    guard
      let response = unsafe MHD_create_response_from_callback(
        .max, 4_096, readStream, retained, releaseStream)
    else {
      unsafe Unmanaged<EventStream>.fromOpaque(retained).release()
      return .NO
    }
    defer { unsafe MHD_destroy_response(response) }
    unsafe MHD_add_response_header(response, "Content-Type", "text/event-stream")
    for (name, value) in Reply.commonHeaders { unsafe MHD_add_response_header(response, name, value) }
    return unsafe MHD_queue_response(connection, 200, response)
  }
}

private func readStream(
  target: UnsafeMutableRawPointer?, position: UInt64, buffer: UnsafeMutablePointer<CChar>?, size: Int
) -> Int {
  guard let target = unsafe target, let buffer = unsafe buffer else {
    return MHD_CONTENT_READER_END_WITH_ERROR
  }
  let stream = unsafe Unmanaged<EventStream>.fromOpaque(target).takeUnretainedValue()
  return unsafe stream.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size))
}

private func releaseStream(target: UnsafeMutableRawPointer?) {
  if let target = unsafe target { unsafe Unmanaged<EventStream>.fromOpaque(target).release() }
}
