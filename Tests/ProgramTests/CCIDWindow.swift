import TestSupport

/// A whole window with a virtual CCID reader behind the real pcscd and libccid.
final class CCIDWindow: Sendable {
  let reader: VirtualCCIDReader
  let kiosk: Kiosk
  /// Gets every notification of the counter.
  let watcher: WireClient
  private let module: VirtualCCIDReader.Module

  /// A window whose reader is ready; a module is described in a file of readers, as an administrator would.
  init(_ module: VirtualCCIDReader.Module = .pages, card: String? = nil) async throws {
    self.module = module
    reader = try await VirtualCCIDReader(module, card: card)
    let folder = try ScratchFolder()
    var configuration = Kiosk.standInPortraits
    if let shape = Self.shape(module) {
      let file = try folder.write(
        """
        name = SAM behind a CCID reader
        \(shape)
        facts = the maker's letter
        tested = not
        [pcsc \(VirtualCCIDReader.name)]
        name = a reader with a module
        certainty = -
        """, to: "module.reader")
      configuration += "\nreaders.files = \(file)\n"
    }
    kiosk = try await Kiosk(
      folder: folder, links: "pcsc", environment: reader.environment, configuration: configuration)
    watcher = try await kiosk.watch()
    let list = try await watcher.call(3, "reader.list")["result"]["readers"].elements
    if !list.contains(where: { $0["state"].text == "ready" }) { _ = try await watcher.line(Self.isReady) }
  }

  private static let isReady: @Sendable (JSONValue) -> Bool = {
    $0["params"]["reader"]["state"].text == "ready"
  }

  private static let isGone: @Sendable (JSONValue) -> Bool = { $0["params"]["present"].flag == false }
  private static let isFound: @Sendable (JSONValue) -> Bool = { $0["params"]["state"].text == "found" }

  private static func shape(_ module: VirtualCCIDReader.Module) -> String? {
    switch module {
    case .pages: nil
    case .escape: "shape = escape\nescape.code = 1"
    case .apdu: "shape = apdu\napdu.header = FF 00 00 00"
    }
  }

  /// Plugs the reader in, whose going was told, and waits until it can be used.
  func plug() async throws {
    let before = watcher.count(Self.isReady)
    try await reader.do("plug")
    _ = try await watcher.line(number: before + 1, Self.isReady)
  }

  /// Waits until the daemon has said `times` times that the reader went.
  func gone(_ times: Int) async throws {
    _ = try await watcher.line(number: times, Self.isGone)
  }

  /// Pulls the plug, waits until that was told, takes the card off and plugs the reader in as it was at first.
  func plugAnew() async throws {
    let before = watcher.count(Self.isGone)
    try await reader.do("unplug")
    try await gone(before + 1)
    try await reader.do("lift")
    try await plug()
  }

  /// Lays a card on the empty reader; of a reader that reports cards it is known afterwards.
  func lay(_ card: ExpectedCard) async throws {
    let before = watcher.count(Self.isFound)
    try await reader.do("put " + card.path)
    if module == .pages { _ = try await watcher.line(number: before + 1, Self.isFound) }
  }

  /// How many commands to the card or the module the reader has been given.
  var commands: Int { reader.bridge.output.count { $0.hasPrefix("command ") } }

  /// Runs `idkiosk read --json` with more options.
  func read(_ options: String..., timeout: Int = 30) async throws -> Kiosk.Answer {
    try await Kiosk.client(["read", "--json", "--timeout", "\(timeout)"] + options, in: kiosk.folder)
  }

  func stop() async {
    await kiosk.stop()
    await reader.stop()
  }
}
