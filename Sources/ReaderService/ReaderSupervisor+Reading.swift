internal import FoundationEssentials
internal import IdentityDocuments
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonalData
internal import Portraits
internal import ReaderKit

/// Reading the card that was found.
extension ReaderSupervisor {
  /// Reads the card of `session`, decodes it and has its portrait made.
  func read(
    session: String, progress: @escaping @Sendable (ReadProgress.Step) -> Void
  ) async throws(KioskFailure) -> SessionReading {
    let start = ContinuousClock.now
    // One that could not say it without a card has told its driver by now.
    if !hasSaidWho {
      await identify()
      guard isAccepted else { throw KioskFailure(.readerNotAccepted) }
    }
    let early = EarlyPortrait(context.portraits)
    let content: CardContent
    do throws(KioskFailure) {
      content = try await calls.call(within: reports ? .seconds(5) : .seconds(25)) {
        (device, flag) async throws(KioskFailure) -> CardContent in
        try await device.readCard(flag) { step in
          switch step {
          case .find: progress(.find)
          case .select: progress(.select)
          case .read: progress(.read)
          case .portrait(let photo): early.begin(photo)
          }
        }
      }
      note(nil)
    } catch {
      note(error)
      throw error
    }
    guard let today = CalendarDate(WallClock.today()),
      let decoded = try? DecodedText(decoding: content.text.disclosed(), today: today)
    else {
      throw KioskFailure(.readerBadAnswer)
    }
    var document = decoded.document
    // A block that cannot be understood is left out: the address on the card's face is there all the same.
    document.newestAddress = content.newestAddress.flatMap { block in
      (try? NewestAddress.text(of: block.disclosed())).map { Personal($0) }
    }
    let text = CardText.Output(
      session: session, document: WireDocument(document),
      findings: decoded.findings.map(WireReading.Finding.init))
    try keep(text, in: session)
    progress(.portrait)
    let portrait = await early.portrait(in: content.photo)
    var message = WireReading(
      session: session, readAt: WallClock.now(),
      reader: WireReading.Reader(
        id: id, name: attached.name, link: attached.link.rawValue, samId: samID, serial: attached.serial),
      document: text.document, portrait: WirePortrait(portrait.outcome), findings: text.findings,
      timing: WireReading.Timing(
        find: content.timing.find, select: content.timing.select, read: content.timing.read,
        portrait: portrait.took, total: start.duration(to: .now) + (content.timing.find ?? .zero)))
    message.managementNumber = content.managementNumber.map { number in
      OnTheWire(number.map { Data($0).base64EncodedString() })
    }
    let reading = SessionReading(message: message, text: content.text, photo: content.photo)
    try keep(reading, in: session)
    return reading
  }

  /// What is known of the card that could not be read here.
  func lyingCard() async -> WireCard? {
    let card = try? await calls.call(within: .seconds(1)) {
      (device, _) async throws(KioskFailure) -> LyingCard? in await device.lyingCard()
    }
    guard let card = card ?? nil else { return nil }
    return WireCard(kind: card.kind.rawValue, chipNumber: card.chipNumber.map { OnTheWire($0) })
  }
}
