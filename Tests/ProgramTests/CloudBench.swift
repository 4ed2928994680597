import Foundation
import TestSupport

/// A cloud's service on this machine, which checks signatures by itself (Tools/sms-gateway.py).
struct CloudBench {
  enum Service: String, CaseIterable { case aliyun, tencent }

  let gateway: RunningProgram
  private let folder: ScratchFolder
  private let port: String

  init() async throws {
    gateway = try RunningProgram("/usr/bin/python3", [Programs.repository + "/Tools/sms-gateway.py"])
    port = String(try await gateway.outputLine { $0.hasPrefix("ready ") }.dropFirst(6))
    folder = try ScratchFolder()
  }

  /// The lines of a window that asks it, first or second; `test` is the template of a test, which decides the answer.
  func lines(
    _ service: Service, second: Bool = false, test: String?, secret: String = "k3y-of-the-gateway"
  ) throws -> String {
    let key = second ? "sms.second." : "sms."
    let file = try folder.write(secret + "\n", to: service.rawValue + (second ? "-second" : ""))
    guard chmod(file, 0o600) == 0 else { throw TestFailure("no mode") }
    let number = service == .aliyun ? "SMS_1" : "11"
    return """
      \(key)gateway = \(service.rawValue)
      \(key)url = http://127.0.0.1:\(port)/
      \(key)user = \(second ? "second" : "first")
      \(key)secretFile = \(file)
      \(key)signName = 建管中心
      \(key)templates = code=\(number)code, replaced=\(number)replaced\(test.map { ", test=" + $0 } ?? "")
      \(key)parameters = code, time=life
      \(key)app = 1400006666

      """
  }

  /// The lines of a window that asks the gateway behind HTTP at `path`.
  func http(_ path: String, port: String? = nil, second: Bool = false) -> String {
    let key = second ? "sms.second." : "sms."
    return """
      \(key)gateway = http
      \(key)url = http://127.0.0.1:\(port ?? self.port)\(path)?to=${international}&text=${text}&id=${id}&key=\(second ? 2 : 1)
      \(key)successText = "Code":"OK"

      """
  }

  /// How often it was asked, by the last word of what it tells: the user, or `key` of a gateway behind HTTP.
  func asked(_ user: String) -> Int {
    gateway.output.filter { $0.hasPrefix("got ") && $0.hasSuffix(" " + user) }.count
  }
}
