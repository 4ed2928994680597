import Foundation
import TestSupport
import Testing

@Suite(
  "Messages over a real Kannel", .timeLimit(.minutes(2)),
  .enabled("needs a network namespace of its own", { await canHaveNetwork() }))
struct KannelTests {
  @Test(
    "arrive in Chinese and are reported as delivered; a wrong password is a refusal",
    arguments: [("s3cret", "delivered", nil), ("wrong", "failed", "sms.refused")]
      as [(String, String, String?)])
  func delivered(password: String, state: String, reason: String?) async throws {
    let folder = try ScratchFolder()
    let secret = try folder.write(password + "\n", to: "secret")
    chmod(secret, 0o600)
    try folder.write(
      "sms.gateway = kannel\nsms.user = tester\nsms.secretFile = \(secret)\nsms.reportsPort = 0\n",
      to: "idkiosk.conf")
    let program = try RunningProgram(
      "/usr/bin/unshare",
      ["-Urnpf", "--kill-child", Programs.repository + "/Tools/kannel-counter.sh", folder.path]
        + [Programs.path("idkioskd")])
    _ = try await program.errorLine { $0.hasSuffix(": ready") }
    let client = try WireClient(folder.file("counter.sock"))
    try await client.hello()
    _ = try await client.call(2, "watch")
    _ = try await client.call(3, "sms.test", #"{"phone":"13500000001"}"#)
    let change = try await client.line {
      $0["method"].text == "sms.changed" && $0["params"]["delivery"]["state"].text == state
    }
    #expect(change["params"]["delivery"]["reason"].text == reason)
    if state == "delivered" {
      let network = String(decoding: try folder.bytes("fakesmsc.log"), as: UTF8.self)
      // UCS-2, percent-encoded by fakesmsc: 短信.
      #expect(network.contains("13500000001 ucs-2 w%EDO%E1"), "\(network)")
      #expect(network.components(separatedBy: "Got message").count == 2)
    }
    program.send(SIGKILL)
    _ = await program.wait()
  }
}

/// Whether an ordinary user may have a network namespace here.
private func canHaveNetwork() async -> Bool {
  await (try? RunningProgram("/usr/bin/unshare", ["-Urnpf", "/bin/true"]))?.wait() == 0
}
