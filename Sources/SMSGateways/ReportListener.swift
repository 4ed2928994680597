internal import CMicroHTTPD
package import KioskProtocol
internal import LinuxPlatform
package import OneTimeCodes

/// Takes delivery reports on a loopback port: `GET /sms/report?id=ID&status=N`, as Kannel's dlr-url gives them.
///
/// Whoever knows a message's id, which nobody can guess, may report about it; nothing else is learnt or done here.
@safe package final class ReportListener: @unchecked Sendable {  // Used by one owner; the core is immutable.
  fileprivate final class Core: Sendable {
    let report: @Sendable (String, Delivery.Event) -> Void
    init(_ report: @escaping @Sendable (String, Delivery.Event) -> Void) { self.report = report }
  }

  private let daemon: OpaquePointer
  private let retained: Unmanaged<Core>
  /// The port.
  package let port: UInt16

  /// Listens on 127.0.0.1, on any free port for 0; `report` is called on the library's thread and may not block.
  package init(
    port wanted: UInt16, report: @escaping @Sendable (String, Delivery.Event) -> Void
  ) throws(KioskFailure) {
    let socket: CInt
    do throws(SystemError) {
      let listener = try LoopbackSocket.listen(on: .version4, port: wanted)
      port = try LoopbackSocket.port(of: listener.raw)
      socket = listener.release()
    } catch {
      throw KioskFailure(.smsMisconfigured, detail: Int(error.code))
    }
    let retained = unsafe Unmanaged.passRetained(Core(report))
    guard
      let daemon = unsafe cmhd_start(socket, 32, 10, 16_384, handle, nil, nil, retained.toOpaque())
    else {
      unsafe retained.release()
      _ = OwnedDescriptor(taking: socket)
      throw KioskFailure(.smsMisconfigured)
    }
    unsafe self.daemon = daemon
    unsafe self.retained = retained
  }

  /// The URL for reports about a message; Kannel writes the kind of the report over `%d`.
  package static func address(port: UInt16, message: String) -> String {
    "http://127.0.0.1:\(port)/sms/report?id=\(message)&status=%d"
  }

  /// Ends it; blocks until the library's thread has ended.
  package func stop() {
    unsafe MHD_stop_daemon(daemon)
    unsafe retained.release()
  }
}

private func handle(
  target: UnsafeMutableRawPointer?, connection: OpaquePointer?, url: UnsafePointer<CChar>?,
  method: UnsafePointer<CChar>?, version: UnsafePointer<CChar>?, upload: UnsafePointer<CChar>?,
  uploadSize: UnsafeMutablePointer<Int>?, slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  guard let target = unsafe target, let connection = unsafe connection, let url = unsafe url,
    let method = unsafe method
  else { return .NO }
  guard unsafe String(cString: method) == "GET", unsafe String(cString: url) == "/sms/report" else {
    return unsafe answer(connection, 404)
  }
  guard let id = unsafe argument("id", connection), let status = unsafe argument("status", connection) else {
    return unsafe answer(connection, 400)
  }
  let core = unsafe Unmanaged<ReportListener.Core>.fromOpaque(target).takeUnretainedValue()
  // 4 and 8 are steps on the way that say nothing about the telephone.
  switch status {
  case "1": core.report(id, .reportedDelivered)
  case "2", "16": core.report(id, .reportedFailed)
  default: break
  }
  return unsafe answer(connection, 204)
}

@unsafe private func argument(_ name: String, _ connection: OpaquePointer) -> String? {
  guard let value = unsafe MHD_lookup_connection_value(connection, .GET_ARGUMENT_KIND, name) else {
    return nil
  }
  return unsafe String(cString: value)
}

@unsafe private func answer(_ connection: OpaquePointer, _ status: UInt32) -> MHD_Result {
  guard let response = unsafe MHD_create_response_from_buffer(0, nil, .RESPMEM_PERSISTENT) else { return .NO }
  defer { unsafe MHD_destroy_response(response) }
  return unsafe MHD_queue_response(connection, status, response)
}
