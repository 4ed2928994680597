internal import CMicroHTTPD
internal import PageAssets

/// A file of the page, ready to be sent any number of times.
@safe final class Asset: @unchecked Sendable {  // The library locks its responses itself.
  private let response: OpaquePointer

  /// Every file of the page by name.
  static func all() -> [String: Asset] {
    var found: [String: Asset] = [:]
    for index in 0..<page_asset_count() {
      guard let entry = unsafe page_asset_at(index), let path = unsafe entry.pointee.name else { continue }
      let name = String(unsafe String(cString: path).dropFirst("files/".count))
      found[name] = unsafe Asset(entry.pointee)
    }
    return found
  }

  private init?(_ entry: page_asset) {
    // The bytes lie in the program itself, and the library only reads them.
    let bytes = unsafe UnsafeMutableRawPointer(mutating: entry.bytes)
    guard
      let made = unsafe MHD_create_response_from_buffer(entry.size, bytes, .RESPMEM_PERSISTENT)
    else { return nil }
    unsafe response = made
    unsafe MHD_add_response_header(made, "Content-Type", entry.media_type)
    for (name, value) in Reply.commonHeaders { unsafe MHD_add_response_header(made, name, value) }
  }

  deinit { unsafe MHD_destroy_response(response) }

  /// Hands the file to the library, inside one of its callbacks.
  func queue(on connection: OpaquePointer) -> MHD_Result {
    unsafe MHD_queue_response(connection, 200, response)
  }
}
