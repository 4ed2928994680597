internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderKit

/// One reader's driver on a thread of its own. Every call blocks that thread and nothing else.
actor ReaderDevice {
  private let executor = ThreadExecutor()
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.ofOwningActor }

  private let attached: AttachedDevice
  private let family: ReaderFamily
  private var driver: (any ReaderDriver)?
  private var isClosed = false
  /// What the open driver said who it is.
  private var identity: String??

  init(_ attached: AttachedDevice, family: ReaderFamily) {
    self.attached = attached
    self.family = family
  }

  func identify(_ flag: CancelFlag) throws(KioskFailure) -> String? {
    if let identity, driver != nil { return identity }
    let told = try using { driver throws(KioskFailure) in try driver.identify(flag) }
    identity = told
    return told
  }

  func findCard(_ flag: CancelFlag) throws(KioskFailure) -> Bool {
    try using { driver throws(KioskFailure) in try driver.findCard(flag) }
  }

  func readCard(
    _ flag: CancelFlag, progress: @Sendable (ReadStep) -> Void
  ) throws(KioskFailure) -> CardContent {
    try using { driver throws(KioskFailure) in try driver.readCard(flag, progress: progress) }
  }

  /// What the open driver knows of the card that it could not read.
  func lyingCard() -> LyingCard? { driver?.lyingCard }

  func isCardStillThere(_ flag: CancelFlag) throws(KioskFailure) -> Bool? {
    try using { driver throws(KioskFailure) in try driver.isCardStillThere(flag) }
  }

  /// Gives the device back and lets the thread end.
  func close() {
    driver?.close()
    driver = nil
    isClosed = true
    executor.stop()
  }

  /// A driver whose device has gone is closed at once, so that the next call opens it anew.
  private func using<Value>(
    _ body: (any ReaderDriver) throws(KioskFailure) -> Value
  ) throws(KioskFailure) -> Value {
    let driver = try openedDriver()
    do {
      return try body(driver)
    } catch {
      if error.reason == .readerGone {
        driver.close()
        self.driver = nil
      }
      throw error
    }
  }

  private func openedDriver() throws(KioskFailure) -> any ReaderDriver {
    if let driver { return driver }
    // A reader that was unplugged must not be opened again under the name of the one that came in its place.
    guard !isClosed else { throw KioskFailure(.readerGone) }
    let opened: any ReaderDriver
    switch (attached.opener, family.maker) {
    case (.bytes(let open), .bytes(let make)): opened = make(try open())
    case (.card(let open), .card(let make)): opened = make(try open())
    default: throw KioskFailure(.readerUnsupported)
    }
    driver = opened
    return opened
  }
}
