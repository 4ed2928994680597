import Emulation
import Foundation
import TestSupport

/// A whole window with a virtual reader that offers makers' local services to one origin.
final class MakersWindow: Sendable {
  enum Service: String, CaseIterable, Sendable {
    case zkteco, synjones, cvr, plain

    /// The call that reads, as the makers' own pages write it.
    var reading: String {
      switch self {
      case .zkteco: "/ZKIDROnline/ScanReadIdCardInfo?OP-DEV=1&CMD-URL=4&REPEAT=1&common=1&random=4711"
      case .synjones: "/api/ReadMsg?waitTime=10"
      case .cvr: "/readcard&t=0.4711"
      case .plain: "/read?timeoutSeconds=10"
      }
    }
  }

  static let origin = "https://portal.example"
  static let lines = Service.allCases.map { service in
    "service.\(service).port = 0\nservice.\(service).origins = https://other.example:8443, \(origin)\n"
  }.joined()

  let window: PCSCWindow
  private let ports: [Service: UInt16]

  init(card: String? = nil) async throws {
    window = try await PCSCWindow(configuration: Kiosk.standInPortraits + Self.lines, card: card)
    var ports: [Service: UInt16] = [:]
    for service in Service.allCases {
      ports[service] = try await Self.port(of: service, window.kiosk.counterDaemon)
    }
    self.ports = ports
  }

  /// The port that the daemon says for a service.
  static func port(of service: Service, _ daemon: RunningProgram) async throws -> UInt16 {
    let line = try await daemon.errorLine { $0.hasPrefix("idkioskd: service \(service) http://127.0.0.1:") }
    guard let port = line.split(separator: ":").last.flatMap({ UInt16($0.dropLast()) }) else {
      throw TestFailure("no port: \(line)")
    }
    return port
  }

  func connect(_ service: Service) throws -> PageConnection {
    try PageConnection(port: ports[service] ?? 0)
  }

  /// One request on a connection of its own, of the configured origin where nothing else is said.
  func ask(
    _ service: Service, _ path: String? = nil, _ headers: [String] = ["Origin: \(origin)"]
  ) async throws -> PageAnswer {
    let connection = try connect(service)
    connection.request("GET \(path ?? service.reading)", headers)
    return try await connection.answer()
  }

  func stop() async { await window.stop() }
}
