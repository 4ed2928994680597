import TestSupport

extension PageWindow {
  static let clerk = "zhang"
  static let password = "a long password 1"

  /// Makes an account.
  func addClerk(_ name: String = clerk, role: String = "clerk") async throws {
    let file = try folder.write(Self.password + "\n", to: "password")
    let added = try await kiosk.client(
      "clerk", "add", name, "--role", role, "--name", "张工", "--new-password-file", file)
    guard added.status == 0 else { throw TestFailure(added.errors) }
  }

  /// Opens the clerks' page and signs in, by keyboard alone.
  func openAsClerk() async throws {
    try await addClerk()
    try await browser.open(address + "/")
    try await signIn()
    try await isWaiting()
  }

  /// Types name and password where the page asks for them.
  func signIn(password: String = password) async throws {
    try await browser.until("document.activeElement?.id === 'sign-in-name'")
    try await browser.press(Self.clerk, "TAB", password, "ENTER")
  }

  /// Lays a card, waits for what done would do, presses Enter and waits for what it did.
  func file(_ card: String, expecting outcome: String) async throws {
    try await show(card, outcome: outcome)
    try await browser.press("ENTER")
    try await isSaid(outcome: outcome)
  }
}
