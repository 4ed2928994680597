internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderDrivers
internal import ReaderKit

/// One reader's driver on a thread of its own. Every call blocks that thread and nothing else.
actor ReaderDevice {
  private let executor = ThreadExecutor()
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.ofOwningActor }

  private let attached: AttachedDevice
  private let family: ReaderFamily
  private let recorder: ReaderRecorder
  /// Where the open driver's conversation goes, if it is taken down.
  private var tape: Tape?
  private var file: RecordingFile?
  private var driver: (any ReaderDriver)?
  private var isClosed = false
  /// What the open driver said who it is.
  private var identity: String??

  init(_ attached: AttachedDevice, family: ReaderFamily, recorder: ReaderRecorder) {
    self.attached = attached
    self.family = family
    self.recorder = recorder
  }

  func identify(_ flag: CancelFlag) throws(KioskFailure) -> String? {
    if let identity, driver != nil, !recorder.isAboutToBegin { return identity }
    let told = try using(.identify, { .identity($0) }) { driver throws(KioskFailure) in
      try driver.identify(flag)
    }
    identity = told
    return told
  }

  func findCard(_ flag: CancelFlag) throws(KioskFailure) -> Bool {
    try using(.find, { .found($0) }) { driver throws(KioskFailure) in try driver.findCard(flag) }
  }

  func readCard(
    _ flag: CancelFlag, progress: @Sendable (ReadStep) -> Void
  ) throws(KioskFailure) -> CardContent {
    try using(.read, { .content($0) }) { driver throws(KioskFailure) in
      try driver.readCard(flag, progress: progress)
    }
  }

  /// What the open driver knows of the card that it could not read.
  func lyingCard() -> LyingCard? { driver?.lyingCard }

  func isCardStillThere(_ flag: CancelFlag) throws(KioskFailure) -> Bool? {
    try using(.still, { .still($0) }) { driver throws(KioskFailure) in try driver.isCardStillThere(flag) }
  }

  /// Closes the device, which the next call opens anew: what is left in it of an earlier call is nobody's answer.
  func letGo() {
    closeDriver()
    identity = nil
  }

  /// Opens the device anew and resets its security module; whether there is one that took it.
  func reset(_ flag: CancelFlag) throws(KioskFailure) -> Bool {
    letGo()
    return try using(.reset, { .reset($0) }) { driver throws(KioskFailure) in try driver.resetModule(flag) }
  }

  /// Tries out everything that a driver must do; the device is opened anew by whatever comes next.
  func check(_ cardWait: Duration, _ flag: CancelFlag) -> [DriverCheckLine] {
    closeDriver()
    var lines: [DriverCheckLine] = []
    let opener = attached.opener
    Conformance(family, cardWait: cardWait, flag) { () throws(KioskFailure) in try OpenedDevice(opener) }
      .run { lines.append($0.line) }
    return lines
  }

  /// Whether the reader belongs to the window; here because a file is read for it.
  func isKnown(_ policy: ReaderPolicy, _ names: [String]) -> Bool { policy.isKnown(names) }

  /// The name of another program that has the device open.
  func holder(of node: String) -> String? { OpenFiles.holder(of: node) }

  /// Takes the reader into the window, durably.
  func accept(_ policy: ReaderPolicy, _ names: [String]) throws(KioskFailure) {
    do { try policy.accept(names) } catch { throw KioskFailure(.startFolderUnusable) }
  }

  /// Gives the device back and lets the thread end.
  func close() {
    closeDriver()
    isClosed = true
    executor.stop()
  }

  /// A driver whose device has gone is closed at once, so that the next call opens it anew.
  private func using<Value>(
    _ call: RecordedCall.Kind, _ result: (Value) -> RecordedCall.Result,
    _ body: (any ReaderDriver) throws(KioskFailure) -> Value
  ) throws(KioskFailure) -> Value {
    // Not between finding a card and reading it: a module forgets what it found when it is opened anew.
    if call != .read, recorder.takeBeginning() {
      closeDriver()
      file = recorder.file(attached, family)
      tape = Tape()
    }
    if !recorder.isWanted { file = nil }
    tape?.begin(call)
    do {
      let value = try body(try openedDriver())
      keep(result(value))
      return value
    } catch {
      if error.reason == .readerGone {
        driver?.close()
        driver = nil
        attached.whenLost()
      }
      keep(.failed(error.reason))
      throw error
    }
  }

  private func closeDriver() {
    tape?.begin(.close)
    driver?.close()
    if driver != nil { keep(.nothing) }
    driver = nil
  }

  /// Writes the call that has ended, if it is to be kept.
  private func keep(_ result: RecordedCall.Result) {
    guard let call = tape?.end(result) else { return }
    if file?.add(call) != true { file = nil }
  }

  private func openedDriver() throws(KioskFailure) -> any ReaderDriver {
    if let driver { return driver }
    // A reader that was unplugged must not be opened again under the name of the one that came in its place.
    guard !isClosed else { throw KioskFailure(.readerGone) }
    let opened = try family.driver(for: attached.opener, noting: file == nil ? nil : tape)
    driver = opened
    return opened
  }
}
