internal import Bytes
internal import CLinux
internal import Glibc
internal import LinuxPlatform
internal import SAMProtocol

/// A module at a pseudo terminal, and everyone who tells it what to do, in one loop around poll(2).
final class SerialBench {
  private struct Planned {
    var moment: ContinuousClock.Instant
    var bytes: [UInt8]
    var isEndless: Bool
  }

  private let options: SerialOptions
  private let control: ControlSocket?
  private let signals: OwnedDescriptor
  private var host = SAMHost()
  private var terminal: PseudoTerminal?
  private var speed: Int
  private var received: [UInt8] = []
  private var planned: [Planned] = []
  private var isHanging = false
  private var readsInput = true
  private var input = LineBuffer()
  private var isDone = false

  init(_ options: SerialOptions) throws(EmulatorFailure) {
    self.options = options
    speed = options.speed
    ProcessHardening.ignoreBrokenPipes()
    var watched = sigset_t()
    unsafe sigemptyset(&watched)
    for number in [SIGTERM, SIGINT, SIGHUP] { unsafe sigaddset(&watched, number) }
    unsafe sigprocmask(SIG_BLOCK, &watched, nil)
    signals = OwnedDescriptor(taking: unsafe signalfd(-1, &watched, CInt(SFD_CLOEXEC)))
    if let folder = options.folder {
      do { try Files.makeFolder(folder, mode: 0o700) } catch { throw EmulatorFailure("\(folder): \(error)") }
      control = try ControlSocket(folder)
    } else {
      control = nil
    }
    if let card = options.card, host.answers(to: "card " + card) != ["ok card"] {
      throw EmulatorFailure("no card: \(card)")
    }
    terminal = try PseudoTerminal(link: options.link)
  }

  /// Returns once it was told to quit.
  func run() throws(EmulatorFailure) {
    VirtualPCSC.say("ready \(options.link)")
    while !isDone { try wait() }
  }

  private func wait() throws(EmulatorFailure) {
    var descriptors = [signals.raw]
    if let control { descriptors += [control.listener] + control.clients }
    if readsInput { descriptors.append(0) }
    if let terminal { descriptors.append(terminal.descriptor) }
    var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let next = isHanging ? nil : planned.map(\.moment).min()
    let left = next.map { ContinuousClock.now.duration(to: $0) / .milliseconds(1) }
    let timeout = left.map { CInt(clamping: Int(max(0, $0.rounded(.up)))) } ?? -1
    guard unsafe poll(&polled, nfds_t(polled.count), timeout) >= 0 else { return }
    for ready in polled where ready.revents != 0 {
      switch ready.fd {
      case signals.raw: isDone = true
      case 0: handleInput()
      case terminal?.descriptor: handleRequest()
      case control?.listener: control?.accept()
      default: control?.receive(from: ready.fd) { obey($0) }
      }
    }
    sendWhatIsDue()
  }

  private func handleInput() {
    var chunk = [UInt8](repeating: 0, count: 4_096)
    let count = unsafe read(0, &chunk, chunk.count)
    guard count > 0 else {
      readsInput = false
      if options.endsWithInput { isDone = true }
      return
    }
    for line in input.take(chunk.prefix(count)) {
      let word = line.prefix { $0 != " " }
      VirtualPCSC.say(obey(line) == "ok" ? "ok \(word)" : "bad \(word)")
    }
  }

  /// Does what a line says; the answer to whoever said it.
  private func obey(_ line: String) -> String {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    switch (words.first, words.dropFirst().first) {
    case ("plug", nil):
      guard terminal == nil else { return "ok" }
      _ = host.answers(to: "power on")
      do throws(EmulatorFailure) { terminal = try PseudoTerminal(link: options.link) } catch {
        return "error \(error)"
      }
    case ("unplug", nil):
      terminal = nil
      (received, planned) = ([], [])
    case ("hang", nil): isHanging = true
    case ("go", "on"): isHanging = false
    case ("quit", nil): isDone = true
    case ("speed", let text?):
      guard let number = Int(text), PseudoTerminal.code(of: number) != nil else {
        return "error no such speed"
      }
      speed = number
    case ("put", let card?):
      return host.answers(to: "card " + card) == ["ok card"] ? "ok" : "error no such card"
    default: return host.answers(to: line).first?.hasPrefix("ok ") == true ? "ok" : "error not understood"
    }
    return "ok"
  }

  /// Takes bytes in and answers every whole request; bytes at another speed are noise that nobody hears.
  private func handleRequest() {
    guard let terminal else { return }
    let bytes = terminal.receive()
    guard terminal.isSet(to: speed) else { return }
    received += bytes
    while let request = nextRequest() {
      VirtualPCSC.say("request " + Hex.encode(request.dropFirst(7).prefix(2)).uppercased())
      planned.removeAll(where: \.isEndless)
      let now = ContinuousClock.now
      planned += host.sam.receive(request).map {
        Planned(moment: now + $0.delay, bytes: $0.bytes, isEndless: $0.isEndless)
      }
    }
  }

  private func nextRequest() -> [UInt8]? {
    let preamble = SAMFrame.preamble
    while !received.isEmpty, !received.starts(with: preamble.prefix(received.count)) {
      received.removeFirst()
    }
    guard received.count >= 7, received.starts(with: preamble) else { return nil }
    let total = 7 + (Int(received[5]) << 8 | Int(received[6]))
    guard received.count >= total else { return nil }
    defer { received.removeFirst(total) }
    return Array(received.prefix(total))
  }

  private func sendWhatIsDue() {
    guard !isHanging, let terminal else { return }
    let now = ContinuousClock.now
    while let first = planned.min(by: { $0.moment < $1.moment }), first.moment <= now,
      let index = planned.firstIndex(where: { $0.moment == first.moment })
    {
      terminal.send(planned[index].bytes)
      if planned[index].isEndless {
        planned[index].moment = now + .milliseconds(1)
      } else {
        planned.remove(at: index)
      }
    }
  }
}
