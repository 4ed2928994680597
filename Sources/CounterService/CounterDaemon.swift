internal import ClerkWeb
internal import DeliveryQueue
package import CommandLineKit
package import CounterRules
internal import KioskLog
package import KioskProtocol
package import LinuxPlatform
internal import MakersServices
internal import Passwords
package import Portraits
internal import RPCTransport
internal import SMSGateways
internal import Synchronization

/// The counter daemon: reads through the reader daemon, files persons, and offers both on a socket.
package final class CounterDaemon: Sendable {
  private let server: RPCServer
  private let uplink: ReaderUplink
  private let live: LiveReadings
  private let archive: ArchiveAccess
  private let archiveCalls: ArchiveCalls
  private let delivery: CentreDelivery
  private let figures: ReaderFiguresLog
  private let retention: Retention
  private let watch: SignInWatch?
  /// What goes on beside the calls.
  private let upkeep = Mutex<[Task<Void, Never>]>([])
  private let hub = NotificationHub()
  private let page: PageServer?
  private let makers: [MakersService: LocalServer]
  private let messages: SMSSettings
  private let settings: WindowSettings
  private let homePortals: HomePortals
  private let portraits: PortraitClient
  private let outbox: Outbox
  private let reports: ReportListener?
  /// The act that each call needs, by the call's name.
  package let acts: [String: Act]

  /// Where the clerk page is, if there is one.
  package var pageAddress: String? { page?.address }

  /// Where the makers' local services are that this window offers, by their names.
  package var makersAddresses: [(name: String, address: String)] {
    MakersService.allCases.compactMap { service in
      makers[service].map { (name: service.rawValue, address: $0.address) }
    }
  }

  /// Serves on `listener`, and the clerk page where `configuration` has one; opens the archive in `stateFolder` first and
  /// throws what no waiting will mend.
  package init(
    listener: consuming OwnedDescriptor, readerSocket: String, stateFolder: String,
    configuration: Configuration, portraits: PortraitClient
  ) async throws(KioskFailure) {
    let settings = WindowSettings(configuration)
    let archive = ArchiveAccess(
      folder: stateFolder, server: configuration[.archivePostgreSQL], settings: settings)
    try await archive.open()
    let queue =
      configuration[.archivePostgreSQL] == nil
      ? nil
      : try await DeliveryQueue.open(
        stateFolder: stateFolder, credentials: Environment.value("CREDENTIALS_DIRECTORY"))
    let delivery = CentreDelivery(archive: archive, hub: hub, queue: queue) { settings.lockOut }
    try await delivery.openBatches.load()
    let uplink = ReaderUplink(path: readerSocket)
    let live = LiveReadings()
    let clock = DeskClock()
    let homePortals = HomePortals(configuration)
    let desk = Desk(
      settings: settings, signIns: SignIns(clock: clock) { settings.idle }, portals: homePortals)
    let away = queue.map { queue in
      AwayClerks(
        queue: queue, clock: clock, days: { settings.awayDays }, wake: { delivery.wake() },
        deliver: { () async throws(KioskFailure) in try await delivery.deliverLines() })
    }
    let admission = ClerkAdmission(
      archive: archive, away: away, hasher: PasswordHasher(), clock: clock
    ) { settings.lockOut }
    watch = away.map {
      SignInWatch(archive: archive, signIns: desk.signIns, away: $0, window: settings.windowID)
    }
    var calls = CounterCalls(desk)
    let figures = ReaderFiguresLog(file: ReaderTimesFile(path: stateFolder + "/reader-times"))
    await figures.load()
    let sessions = CardSessions(uplink: uplink, live: live)
    let reads = CardReads(sessions: sessions, windowID: settings.windowID, figures: figures)
    let filing = Filing(archive: archive, delivery: delivery, windowID: settings.windowID)
    CardCalls(desk: desk, sessions: sessions, reads: reads, filing: filing).install(in: &calls)
    BatchCalls(desk: desk, archive: archive, delivery: delivery).install(in: &calls)
    BatchSwiping(desk: desk, archive: archive, reads: reads, filing: filing, hub: hub).install(in: &calls)
    PersonCalls(archive: archive, portraits: portraits).install(in: &calls)
    RosterCalls(archive: archive, portraits: portraits, sessions: sessions).install(in: &calls)
    TypedDocumentCalls(desk: desk, archive: archive, delivery: delivery).install(in: &calls)
    ReaderHealthCall(uplink: uplink, figures: figures).install(in: &calls)
    ReaderKeeping(uplink: uplink, archive: archive).install(in: &calls)
    SignInCalls(desk: desk, admission: admission).install(in: &calls)
    ClerkCalls(desk: desk, archive: archive, admission: admission).install(in: &calls)
    let outbox = Outbox(archive: archive, hub: hub)
    let reports = try configuration.number(.smsReportsPort).flatMap { UInt16(exactly: $0) }
      .map { port throws(KioskFailure) in
        try ReportListener(port: port) { [outbox] (message, event) in outbox.report(message, event) }
      }
    let messages = try SMSSettings(configuration, reports: reports)
    let visits = NumberVisits(desk: desk, sessions: sessions, filing: filing)
    PhoneCalls(desk: desk, archive: archive, visits: visits, settings: messages, outbox: outbox)
      .install(in: &calls)
    let portalDesk = PortalDesk(archive: archive, portals: homePortals, messages: messages, outbox: outbox)
    RegistrationCalls(desk: portalDesk).install(in: &calls)
    PortalCalls(desk: portalDesk, pictures: PortalPictures(clock: clock)).install(in: &calls)
    let finding = ArchiveFinding()
    StatusCall(
      archive: archive, uplink: uplink, hasTrialInbox: messages.trialInbox != nil, finding: finding,
      delivery: delivery
    ).install(in: &calls)
    SMSCalls(archive: archive, settings: messages, outbox: outbox).install(in: &calls)
    DoctorCall(
      stateFolder: stateFolder, archive: archive, finding: finding, uplink: uplink, figures: figures,
      portraits: portraits,
      settings: messages
    ).install(in: &calls)
    let archiveCalls = ArchiveCalls(archive: archive, finding: finding, delivery: delivery)
    archiveCalls.install(in: &calls)
    ErasureCall(archive: archive, settings: settings).install(in: &calls)
    ConflictCalls(archive: archive, portraits: portraits).install(in: &calls)
    PortraitWork(archive: archive, portraits: portraits).install(in: &calls)
    LinkCalls(archive: archive).install(in: &calls)
    ExportCall(desk: desk, archive: archive).install(in: &calls)
    let portals = PortalSettings(configuration)
    let signer = WindowSigner(
      folder: stateFolder, credentials: Environment.value("CREDENTIALS_DIRECTORY"))
    if !portals.origins.isEmpty { _ = try await signer.publicKey() }
    HandOffCalls(
      desk: desk, portals: portals, signer: signer, archive: archive, sessions: sessions, filing: filing,
      portraits: portraits
    ).install(in: &calls)
    WindowCalls(settings: settings, archive: archive, hub: hub).install(in: &calls)
    // Who may connect is decided by the mode and group of the socket's file; what each may do, by the calls.
    server = RPCServer(listener: listener, router: calls.router) { _ in true }
    hub.add(server)
    page = try configuration.pagePort.map { port throws(KioskFailure) in
      try PageServer(port: port, router: calls.router, portals: portals.origins)
    }
    if let page { hub.add(page) }
    let makersDesk = MakersDesk(desk: desk, reads: reads, archive: archive)
    var makers: [MakersService: LocalServer] = [:]
    for service in MakersService.allCases {
      guard let settings = configuration.makersService(service.rawValue) else { continue }
      guard !settings.origins.isEmpty else { throw KioskFailure(.startServiceUnusable) }
      makers[service] = try LocalServer(port: settings.port, origins: settings.origins) { request in
        await makersDesk.answer(request, of: service)
      }
    }
    self.makers = makers
    self.uplink = uplink
    self.live = live
    self.archive = archive
    self.archiveCalls = archiveCalls
    self.delivery = delivery
    retention = Retention(archive: archive, settings: settings)
    self.messages = messages
    self.settings = settings
    self.homePortals = homePortals
    self.portraits = portraits
    self.outbox = outbox
    self.reports = reports
    acts = calls.acts
    self.figures = figures
  }

  /// Begins to serve, also the clients of an earlier process that the service manager kept.
  package func start() {
    for socket in ServiceManager.inheritedSockets() {
      guard let kept = KeptClient(name: socket.name) else { continue }
      // Its copy would keep the connection open after this process has closed it.
      ServiceManager.forget(socket.name)
      server.take(OwnedDescriptor(taking: socket.descriptor), kept)
    }
    server.start()
    archiveCalls.resume()
    archiveCalls.checkOnce()
    upkeep.withLock { $0 = [retention.start()] + (watch.map { [$0.start()] } ?? []) }
    outbox.start(messages)
    delivery.start()
    uplink.start { [hub, live, figures] readers in
      for reader in readers { await figures.note(reader) }
      await live.endAll(but: Set(readers.compactMap(\.session)))
      // Whoever watched before the connection stood hears of the readers now.
      for reader in readers { hub.broadcast(ReaderChanged(id: reader.id, present: true, reader: reader)) }
    } notified: { [hub, live, figures] notification in
      if let change = notification.content(CardChanged.self) {
        if change.state == .ended, let session = change.session { await live.end(session) }
        hub.broadcast(change)
      } else if let change = notification.content(ReaderChanged.self) {
        if let reader = change.reader { await figures.note(reader) } else { await figures.gone(change.id) }
        hub.broadcast(change)
      }
    } lost: { [live] in
      await live.endAll()
    }
  }

  /// Ends every call and closes; a filing that is under way is on the disk when this returns.
  ///
  /// The service manager keeps the connections, if it is there: it closes them unless this service starts again.
  package func stop() async {
    // First, for whatever else takes long to end might be cut short.
    if ServiceManager.isThere {
      await server.stop { descriptor, client in ServiceManager.keep(descriptor, as: client.name) }
    } else {
      await server.stop()
    }
    ServiceManager.waitUntilHeard()
    await page?.stop()
    for server in makers.values { await server.stop() }
    await uplink.stop()
    reports?.stop()
    await outbox.stop()
    await delivery.stop()
    let upkeep = upkeep.withLock { $0 }
    upkeep.forEach { $0.cancel() }
    for task in upkeep { await task.value }
    await figures.keep()
    await archive.close()
  }
}

extension CounterDaemon: RunningDaemon {
  /// What listens, where the archive is and what it was opened for, and the gateway, which must not lose what it has under
  /// way.
  package static let keysReadAtStart = Set(
    Configuration.Key.allCases.filter { key in
      ["sms.", "service."].contains { key.rawValue.hasPrefix($0) }
    }
  ).union([.windowID, .pagePort, .archivePostgreSQL, .portalOrigins, .portalNames, .portalAccounts])

  package func reload(_ configuration: Configuration) async {
    portraits.use(PortraitSettings(configuration))
    messages.takeCodeRules(configuration)
    homePortals.take(configuration)
    for setting in settings.take(configuration) {
      hub.broadcast(WindowChanged(key: setting.rawValue, value: settings.value(of: setting)))
    }
  }

  package func comeRound() async {
    await server.comeRound()
    await figures.comeRound()
  }
}
