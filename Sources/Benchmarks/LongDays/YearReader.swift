import TestSupport

/// A virtual reader at a window of real daemons.
protocol YearReader: AnyObject, Sendable {
  /// What `--links` is for it.
  var links: String { get }
  /// What a program must have to see it.
  var environment: [String: String?] { get }

  /// Starts it, unplugged where it can be.
  func start() async throws
  func plug() async throws
  /// Lays a card, and prepares what is to go wrong with it.
  func lay(_ path: String, _ trouble: ReadTrouble) async throws
  /// Makes it go wrong while the card is read; returns when it has, or when the task is cancelled.
  func happen(_ trouble: ReadTrouble) async throws
  /// Lifts the card; the reader is as new.
  func clear(_ trouble: ReadTrouble, heardBy client: TimedClient?) async throws
  func stop() async
}

/// One that the real libusb sees.
final class YearUSBReader: YearReader {
  let links = "usb"
  private let reader = Awaited<MockUSBReader?>(nil)
  private let asked = Awaited(0)
  private let isPlugged = Awaited(false)

  private func mock() throws -> MockUSBReader {
    guard let mock = reader.value else { throw TestFailure("no reader") }
    return mock
  }

  var environment: [String: String?] { reader.value?.environment ?? [:] }

  func start() async throws {
    let mock = try await MockUSBReader(.single)
    reader.change { $0 = mock }
    try await mock.do("times instant")
  }

  func plug() async throws {
    try await mock().do("plug")
    isPlugged.change { $0 = true }
  }

  func lay(_ path: String, _ trouble: ReadTrouble) async throws {
    let mock = try mock()
    switch trouble {
    case .none: break
    case .lifted: try await mock.do("fault read lift x1")
    case .unplugged: try await mock.do("fault read drop x1")
    }
    let count = mock.count("request 3001")
    asked.change { $0 = count }
    try await mock.do("card " + path)
  }

  func happen(_ trouble: ReadTrouble) async throws {
    guard case .unplugged = trouble else { return }
    let mock = try mock()
    try await mock.event("request 3001", after: asked.value)
    isPlugged.change { $0 = false }
    try await mock.do("unplug")
  }

  func clear(_ trouble: ReadTrouble, heardBy client: TimedClient?) async throws {
    let mock = try mock()
    try await mock.do("lift")
    guard trouble != .none else { return }
    try await mock.do("fault clear")
    if !isPlugged.value {
      try await client?.readersAre(0)
      try await plug()
    }
  }

  func stop() async {
    await reader.value?.stop()
    reader.change { $0 = nil }
  }
}

/// One behind a real pcscd, which knows no unplugging: its cards are pulled out instead.
final class YearPCSCReader: YearReader {
  let links = "pcsc"
  private let reader = Awaited<VirtualReader?>(nil)

  private func virtual() throws -> VirtualReader {
    guard let virtual = reader.value else { throw TestFailure("no reader") }
    return virtual
  }

  var environment: [String: String?] { reader.value?.environment ?? [:] }

  func start() async throws {
    let virtual = try await VirtualReader()
    reader.change { $0 = virtual }
  }

  func plug() async throws {}

  func lay(_ path: String, _ trouble: ReadTrouble) async throws {
    try await virtual().put(path)
    if trouble != .none { try await virtual().command("reader 0 fault pull-at 4") }
  }

  func happen(_ trouble: ReadTrouble) async throws {}

  func clear(_ trouble: ReadTrouble, heardBy client: TimedClient?) async throws {
    // It may have been pulled out already.
    try? await virtual().lift()
    if trouble != .none { try await virtual().command("reader 0 fault none") }
    // pcscd asks a virtual reader now and then only, and would miss a card that was changed in between.
    try await client?.cardsAreGone()
  }

  func stop() async {
    await reader.value?.stop()
    reader.change { $0 = nil }
  }
}
