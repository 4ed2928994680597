import Foundation
import TestSupport

/// A window whose messages go to a gateway behind HTTP that behaves as its path says (Tools/sms-gateway.py).
struct GatewayBench {
  let gateway: RunningProgram
  let kiosk: Kiosk

  /// With TLS where there is a `certificate` with its key; `scheme` is then https.
  init(
    path: String, _ certificates: TestCertificates? = nil, _ certificate: [String] = [],
    scheme: String? = nil, more: String = ""
  ) async throws {
    gateway = try RunningProgram(
      "/usr/bin/python3", [Programs.repository + "/Tools/sms-gateway.py"] + certificate)
    let port = try await gateway.outputLine { $0.hasPrefix("ready ") }.dropFirst(6)
    let scheme = scheme ?? (certificate.isEmpty ? "http" : "https")
    let authority = certificates.map { "sms.authorities = \($0.authority)\n" } ?? ""
    kiosk = try await SignInTests.kiosk(
      [:],
      configuration: """
        sms.gateway = http
        sms.url = \(scheme)://127.0.0.1:\(port)\(path)?to=${number}&text=${text}&report=${report}&id=${id}
        sms.successText = "Code":"OK"
        sms.reportsPort = 0

        """ + authority + more)
  }

  /// The most memory that the counter daemon has had so far, in kB.
  func peakMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(kiosk.counterDaemon.pid)/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    guard let peak = Int(line.filter(\.isNumber)) else { throw TestFailure("no VmHWM") }
    return peak
  }

  func stop() async {
    await kiosk.stop()
    await gateway.stop()
  }
}
