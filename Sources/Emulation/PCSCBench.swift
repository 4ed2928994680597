internal import CLinux
internal import Glibc
internal import LinuxPlatform

/// pcscd, its two slots, and everyone who tells them what to do, in one loop around poll(2).
final class PCSCBench {
  private enum Source: Equatable {
    case signals, input, listener, activation
    case client(CInt)
    case slot(Int)
  }

  private let daemon: PrivateCardDaemon
  private let slots = (0..<PrivateCardDaemon.slots).map {
    VirtualSlot(port: PrivateCardDaemon.port + UInt16($0))
  }
  private let control: ControlSocket
  private let signals: OwnedDescriptor
  private let endsWithInput: Bool
  private let firstCard: String?
  private var readsInput = true
  private var input = LineBuffer()
  private var isDone = false

  init(_ options: PCSCOptions) throws(EmulatorFailure) {
    endsWithInput = options.endsWithInput
    firstCard = options.card
    ProcessHardening.ignoreBrokenPipes()
    var watched = sigset_t()
    unsafe sigemptyset(&watched)
    for number in [SIGTERM, SIGINT, SIGHUP, SIGCHLD] { unsafe sigaddset(&watched, number) }
    unsafe sigprocmask(SIG_BLOCK, &watched, nil)
    signals = OwnedDescriptor(taking: unsafe signalfd(-1, &watched, CInt(SFD_CLOEXEC)))
    daemon = try PrivateCardDaemon(folder: options.folder, readerName: options.readerName)
    control = try ControlSocket(options.folder)
  }

  /// Returns once it was told to quit and pcscd has ended.
  func run() throws(EmulatorFailure) {
    defer { stopDaemon(gently: true) }
    if let firstCard { _ = try put(firstCard, slot: 0) }
    try startDaemon()
    VirtualPCSC.say("ready \(daemon.socket)")
    while !isDone { wait() }
  }

  private func wait() {
    var sources: [Source] = [.signals, .listener] + control.clients.map { .client($0) }
    if readsInput { sources.append(.input) }
    if daemon.activation != nil { sources.append(.activation) }
    sources += slots.indices.filter { slots[$0].descriptor != nil }.map { .slot($0) }
    var polled = sources.map { pollfd(fd: descriptor(of: $0), events: Int16(POLLIN), revents: 0) }
    guard unsafe poll(&polled, nfds_t(polled.count), -1) > 0 else { return }
    for (source, polled) in zip(sources, polled) where polled.revents != 0 { handle(source) }
  }

  private func descriptor(of source: Source) -> CInt {
    switch source {
    case .signals: signals.raw
    case .input: 0
    case .listener: control.listener
    case .activation: daemon.activation ?? -1
    case .client(let number): number
    case .slot(let index): slots[index].descriptor ?? -1
    }
  }

  private func handle(_ source: Source) {
    switch source {
    case .signals: handleSignal()
    case .input: handleInput()
    case .listener: control.accept()
    case .activation: activated()
    case .client(let number): control.receive(from: number) { obey($0) }
    case .slot(let index): slots[index].receive().map { VirtualPCSC.say($0) }
    }
  }

  private func handleSignal() {
    var one = signalfd_siginfo()
    let size = MemoryLayout<signalfd_siginfo>.size
    guard unsafe read(signals.raw, &one, size) == size else { return }
    guard one.ssi_signo == UInt32(SIGCHLD) else {
      isDone = true
      return
    }
    if daemon.reap() {
      slots.forEach { $0.sleep() }
      VirtualPCSC.say("pcscd ended")
    }
  }

  private func handleInput() {
    var chunk = [UInt8](repeating: 0, count: 4_096)
    let count = unsafe read(0, &chunk, chunk.count)
    guard count > 0 else {
      readsInput = false
      if endsWithInput { isDone = true }
      return
    }
    for line in input.take(chunk.prefix(count)) { VirtualPCSC.say(obey(line)) }
  }

  /// Does what a line says; the answer to whoever said it.
  private func obey(_ line: String) -> String {
    do throws(EmulatorFailure) {
      switch try PCSCCommand(line) {
      case .put(let slot, let card): try put(card, slot: slot)
      case .lift(let slot): lift(slot)
      case .fault(let slot, let fault): slots[slot].fail(with: fault)
      case .stopDaemon: stopDaemon(gently: true)
      case .killDaemon: stopDaemon(gently: false)
      case .startDaemon: try startDaemon()
      case .activateDaemon:
        stopDaemon(gently: true)
        try daemon.listen()
      case .quit: isDone = true
      }
      return "ok"
    } catch { return "error \(error)" }
  }

  private func put(_ text: String, slot: Int) throws(EmulatorFailure) {
    let card = try VirtualCards.card(text)
    lift(slot)
    do { try slots[slot].put(card, isAwake: daemon.isRunning) } catch {
      throw EmulatorFailure("vpcd refused the card: \(error)")
    }
    VirtualPCSC.say("inserted")
  }

  private func lift(_ slot: Int) {
    if slots[slot].lift() { VirtualPCSC.say("removed") }
  }

  /// A client waits at the socket: pcscd is started for it.
  private func activated() {
    do throws(EmulatorFailure) {
      try startDaemon()
      VirtualPCSC.say("pcscd activated")
    } catch {
      VirtualPCSC.say("error \(error)", to: 2)
      isDone = true
    }
  }

  private func startDaemon() throws(EmulatorFailure) {
    try daemon.start()
    do { for slot in slots { try slot.wake() } } catch {
      throw EmulatorFailure("vpcd refused the card: \(error)")
    }
  }

  /// The connections go before the waiting: a driver that waits for a card would keep pcscd from ending.
  private func stopDaemon(gently: Bool) {
    daemon.signal(gently: gently)
    slots.forEach { $0.sleep() }
    daemon.end()
  }
}
