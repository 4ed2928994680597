import TestSupport

extension PageWindow {
  /// Makes an account of a role, opens the clerks' page, signs in and waits until `screen` is offered.
  func open(as role: String, waitingFor screen: String) async throws {
    try await addClerk(role: role)
    try await browser.open(address + "/")
    try await signIn()
    try await browser.until("document.querySelector('[data-screen=\(screen)]')")
  }

  /// Types documents in as another checker, from the command line; their lines on standard input.
  func typeInElsewhere(_ documents: [String]) async throws {
    try await addClerk("zhao", role: "checker")
    for document in documents {
      let words =
        ["person", "add", "--kind", "taiwanCompatriotPermit", "--clerk", "zhao"]
        + ["--password-file", folder.file("password"), "--runtime-dir", folder.path]
      let quoted = ([Programs.path("idkiosk")] + words).map { "'\($0)'" }.joined(separator: " ")
      let file = try folder.write(document, to: "typed")
      let program = try RunningProgram("/bin/sh", ["-c", "\(quoted) < '\(file)'"])
      guard await program.wait() == 0 else { throw TestFailure("\(program.errors)") }
    }
  }

  /// What the audit trail says was done, the newest first.
  func acts() async throws -> [String] {
    let trail = try await kiosk.client("audit", "list", "--json").json["lines"].elements
    return trail.compactMap { $0["act"].text }
  }

  /// Everything that the page holds as text: what stands there, what is typed in, what the browser keeps for it.
  func held() async throws -> String {
    try await browser.run(
      """
      return JSON.stringify([document.documentElement.outerHTML, {...localStorage}, {...sessionStorage}, location.href,
        document.title, [...document.querySelectorAll('input')].map((input) => input.value)]);
      """
    ).text ?? ""
  }

  /// The screens that the header offers.
  func offeredScreens() async throws -> [String] {
    try await browser.run(
      "return [...document.querySelectorAll('[data-screen]')].map((key) => key.dataset.screen)"
    ).elements.compactMap(\.text)
  }
}
