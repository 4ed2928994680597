internal import KioskProtocol
internal import LinuxPlatform
package import ReaderDrivers
internal import ReaderKit
internal import SAMProtocol

/// The recordings of Fixtures/recordings: for every shape a good read, and what can go wrong with one.
package enum RecordingFixtures {
  /// File names and their contents, in the order of the names.
  package static func files() throws(ReaderDataError) -> [(name: String, content: String)] {
    var files: [(name: String, content: String)] = []
    for kind in VirtualDevice.Kind.allCases {
      for scene in kind == .pages ? RecordingScene.pages : RecordingScene.frames {
        let recording = try record(scene, kind)
        let comment = [
          "\(kind.rawValue): \(scene.what).",
          "Made by `idkiosk-emulator recordings --out Fixtures/recordings`. Change the generator, not this file.",
          "A virtual reader, a person who never was, and scrubbed like every recording.",
        ]
        files.append(("\(kind.rawValue)-\(scene.name).recording", recording.text(comment: comment)))
      }
    }
    return files.sorted { $0.name < $1.name }
  }

  /// Writes every recording into `folder`, which is made if it is missing; existing files are replaced.
  package static func writeAll(to folder: String) throws {
    try Files.makeFolder(folder, mode: 0o755)
    for file in try files() {
      try Files.write(Array(file.content.utf8), to: folder + "/" + file.name, replacing: true)
    }
  }

  /// Has the real driver read `card` on a virtual reader while `scene` goes wrong, and takes it down.
  package static func record(
    _ scene: RecordingScene, _ kind: VirtualDevice.Kind, card: SyntheticCard? = nil, photo: [UInt8]? = nil,
    newestAddress: String? = nil, isScrubbed: Bool = true
  ) throws(ReaderDataError) -> Recording {
    let device = VirtualDevice(kind)
    let family = try kind.family()
    guard var recording = Recording(of: family, device.attached) else {
      throw ReaderDataError(file: scene.name, line: 0, problem: "nothing describes this family")
    }
    recording.settings = device.settings
    let card = card ?? SyntheticPeople(seed: 2026).citizen(0)
    device.lay(card, photo: photo, newestAddress: newestAddress)
    scene.arrange(device)
    let epoch = ContinuousClock.now
    var session = RecordingSession(device: device, family: family) { epoch + device.clock }
    for kind in scene.calls { session.call(kind) }
    session.readAgain(scene.isUnplugged)
    var scrubber = Scrubber(family, recording.interfaces)
    recording.calls = session.calls.map { isScrubbed ? scrubber.scrub($0) : $0 }
    return recording
  }
}

extension VirtualDevice {
  /// Lays a card with everything on it that a card can have.
  package func lay(_ card: SyntheticCard, photo: [UInt8]? = nil, newestAddress: String? = nil) {
    let blocks = SAMCardBlocks(text: card.text, photo: photo ?? card.photo)
    change { sam in
      sam.lay(blocks)
      sam.newestAddress = SAMHost.addressBlock(newestAddress ?? card.address)
    }
    changePage { $0 = kind == .pages ? PageCard(object: blocks.data) : nil }
  }
}

/// The calls of one conversation, made as the daemon makes them.
private struct RecordingSession {
  let device: VirtualDevice
  let family: ReaderFamily
  let tape: Tape
  private(set) var calls: [RecordedCall] = []
  private var driver: (any ReaderDriver)?
  private let flag = CancelFlag()

  init(device: VirtualDevice, family: ReaderFamily, now: @escaping @Sendable () -> ContinuousClock.Instant) {
    self.device = device
    self.family = family
    tape = Tape(now: now)
  }

  /// What came of it; a card that was found is read.
  mutating func call(_ kind: RecordedCall.Kind) {
    tape.begin(kind)
    let result = self.result(kind)
    if let call = tape.end(result) { calls.append(call) }
    if kind == .find, result == .found(true) { call(.read) }
  }

  /// After whatever went wrong the next card is read.
  mutating func readAgain(_ isUnplugged: Bool) {
    if isUnplugged { device.plug() }
    device.refuseConnecting(nil)
    if !hasRead { call(.find) }
    if !hasRead {
      // The card that lies there counts as read: it is lifted and laid again.
      device.change { $0.powerOn() }
      call(.find)
    }
    call(.close)
  }

  private var hasRead: Bool {
    calls.contains { call in
      if call.kind == .read, case .said = call.result { true } else { false }
    }
  }

  private mutating func result(_ kind: RecordedCall.Kind) -> RecordedCall.Result {
    do throws(KioskFailure) {
      if kind == .close {
        close()
        return .nothing
      }
      let driver: any ReaderDriver
      if let open = self.driver {
        driver = open
      } else {
        driver = try family.driver(for: device.attached.opener, noting: tape)
      }
      self.driver = driver
      switch kind {
      case .identify: return .identity(try driver.identify(flag))
      case .find: return .found(try driver.findCard(flag))
      case .read: return .content(try driver.readCard(flag) { _ in })
      case .still: return .still(try driver.isCardStillThere(flag))
      case .reset: return .reset(try driver.resetModule(flag))
      case .close: return .nothing
      }
    } catch {
      if error.reason == .readerGone { close() }
      return .failed(error.reason)
    }
  }

  private mutating func close() {
    driver?.close()
    driver = nil
  }
}
