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
    let content: CardContent
    do throws(KioskFailure) {
      content = try await calls.call(within: reports ? .seconds(5) : .seconds(25)) {
        (device, flag) async throws(KioskFailure) -> CardContent in
        try await device.readCard(flag) { step in progress(ReadProgress.Step(step)) }
      }
      note(nil)
    } catch {
      note(error)
      throw error
    }
    guard let today = Self.today(),
      let decoded = try? DecodedText(decoding: content.text.disclosed(), today: today)
    else {
      throw KioskFailure(.readerBadAnswer)
    }
    let text = CardText.Output(
      session: session, document: WireDocument(decoded.document),
      findings: decoded.findings.map(WireReading.Finding.init))
    try keep(text, in: session)
    progress(.portrait)
    let portraitStart = ContinuousClock.now
    let outcome = await context.portraits.decode(content.photo)
    let end = ContinuousClock.now
    let message = WireReading(
      session: session, readAt: WallClock.now(),
      reader: WireReading.Reader(id: id, name: attached.name, link: attached.link.rawValue, samId: samID),
      document: text.document, portrait: WirePortrait(outcome), findings: text.findings,
      timing: WireReading.Timing(
        find: content.timing.find, select: content.timing.select, read: content.timing.read,
        portrait: portraitStart.duration(to: end),
        total: start.duration(to: end) + (content.timing.find ?? .zero)))
    let reading = SessionReading(message: message, text: content.text, photo: content.photo)
    try keep(reading, in: session)
    return reading
  }

  private static func today() -> CalendarDate? {
    let today = WallClock.today()
    return CalendarDate(year: today.year, month: today.month, day: today.day)
  }
}

extension ReadProgress.Step {
  /// The step of a driver as the wire names it.
  init(_ step: ReadStep) {
    self =
      switch step {
      case .find: .find
      case .select: .select
      case .read: .read
      case .portrait: .portrait
      }
  }
}
