import Emulation
import KioskProtocol
import LinuxPlatform
import ReaderKit
import SAMProtocol
import Synchronization

/// A virtual reader inside this process: a `VirtualSAM` that can be plugged in and out, and links to it.
package final class ScriptedReader: Sendable {
  fileprivate struct Arriving: Sendable {
    var moment: ContinuousClock.Instant
    var bytes: [UInt8]
    var isEndless: Bool
  }
  fileprivate struct State: Sendable {
    var sam: VirtualSAM
    var isPlugged = true
    var arriving: [Arriving] = []
    var counts = Counts()
    var byteBudget: Int?
    var keepsBytesOverReset = false
  }

  /// What happened to the device.
  package struct Counts: Equatable, Sendable {
    package var opened = 0
    package var closed = 0
    package var resets = 0
    /// Bytes that went to and from the device.
    package var bytes = 0
    /// The requests it got.
    package var requests: [SAMCommand] = []
  }

  /// The clock of everything here; waiting is real without one.
  package let time: SimulatedTime?
  /// How the device is named.
  package let id: String
  private let state: Mutex<State>
  private let wake = WakeUp()

  /// A reader that is plugged in.
  package init(_ sam: VirtualSAM = VirtualSAM(), time: SimulatedTime? = nil, id: String = "usb-0400-c35a-1-1")
  {
    state = Mutex(State(sam: sam))
    self.time = time
    self.id = id
  }

  /// Tells the time that this reader lives in.
  package var now: Limit.Now {
    if let time { { time.now } } else { { ContinuousClock.now } }
  }

  /// What happened so far.
  package var counts: Counts { state.withLock { $0.counts } }

  /// Lays a card, lifts it, plans faults.
  package func change(_ body: (inout VirtualSAM) -> Void) { state.withLock { body(&$0.sam) } }

  /// Whether bytes on their way survive a reset, as in a bad device.
  package func keepBytesOverReset() { state.withLock { $0.keepsBytesOverReset = true } }

  /// Pulls the plug.
  package func unplug() {
    state.withLock {
      $0.isPlugged = false
      $0.arriving = []
      $0.byteBudget = nil
    }
    wake.signal()
  }

  /// Pulls the plug once so many more bytes have gone in either direction.
  package func unplug(afterBytes count: Int) { state.withLock { $0.byteBudget = count } }

  /// Plugs it in again; the module starts afresh, the card lies where it lay.
  package func plug() {
    state.withLock {
      $0.isPlugged = true
      $0.sam.powerOn()
    }
  }

  /// Opens it, as often as wanted; throws `reader.gone` while it is not plugged in.
  package func open() throws(KioskFailure) -> ScriptedLink {
    let isPlugged = state.withLock {
      $0.counts.opened += $0.isPlugged ? 1 : 0
      return $0.isPlugged
    }
    guard isPlugged else { throw KioskFailure(.readerGone) }
    return ScriptedLink(self)
  }

  /// It as a source would tell of it.
  package var device: AttachedDevice {
    AttachedDevice(
      id: id, name: "Scripted SAM reader", link: .usb, match: .usb(vendor: 0x0400, product: 0xC35A),
      opener: .bytes { () throws(KioskFailure) -> any ByteLink in try self.open() })
  }

  // MARK: For the link

  fileprivate func send(_ bytes: [UInt8]) throws(KioskFailure) {
    let now = self.now()
    let sent = state.withLock { state -> Bool in
      let allowed = state.take(bytes.count)
      guard allowed == bytes.count, state.isPlugged else { return false }
      if let command = SAMCommand(body: Array(bytes.dropFirst(7).dropLast())) {
        state.counts.requests.append(command)
      }
      state.arriving.removeAll { $0.isEndless }
      state.arriving += state.sam.receive(bytes).map {
        Arriving(moment: now + $0.delay, bytes: $0.bytes, isEndless: $0.isEndless)
      }
      return true
    }
    guard sent else { throw KioskFailure(.readerGone) }
  }

  /// What has come by now, or when something will.
  fileprivate func receive() throws(KioskFailure) -> (bytes: [UInt8], next: ContinuousClock.Instant?) {
    let now = self.now()
    let result = state.withLock { state -> (bytes: [UInt8], next: ContinuousClock.Instant?)? in
      guard state.isPlugged else { return nil }
      let order = state.arriving.indices.min { state.arriving[$0].moment < state.arriving[$1].moment }
      guard let index = order else { return ([], nil) }
      var first = state.arriving[index]
      guard first.moment <= now else { return ([], first.moment) }
      let allowed = state.take(first.bytes.count)
      guard allowed > 0 || first.bytes.isEmpty else { return nil }
      let bytes = Array(first.bytes.prefix(allowed))
      if first.isEndless {
        first.moment = now + .milliseconds(1)
        state.arriving[index] = first
      } else if state.isPlugged {
        state.arriving.remove(at: index)
      }
      return (bytes, now)
    }
    guard let result else { throw KioskFailure(.readerGone) }
    return result
  }

  fileprivate func wait(until moment: ContinuousClock.Instant) {
    if let time {
      time.advance(to: moment)
    } else {
      let left = ContinuousClock.now.duration(to: moment) / .milliseconds(1)
      _ = wake.wait(milliseconds: max(1, Int(left.rounded(.up))))
    }
  }

  fileprivate func reset() throws(KioskFailure) {
    let isPlugged = state.withLock { state in
      state.counts.resets += 1
      state.sam.reset()
      if !state.keepsBytesOverReset { state.arriving = [] }
      return state.isPlugged
    }
    guard isPlugged else { throw KioskFailure(.readerGone) }
  }

  fileprivate func countClose() { state.withLock { $0.counts.closed += 1 } }
}

extension ScriptedReader.State {
  /// How many of `count` bytes may still go; pulls the plug with the last one.
  fileprivate mutating func take(_ count: Int) -> Int {
    let allowed = min(count, byteBudget ?? count)
    counts.bytes += allowed
    if let budget = byteBudget {
      byteBudget = budget - allowed
      if byteBudget == 0 {
        (isPlugged, byteBudget, arriving) = (false, nil, [])
      }
    }
    return allowed
  }
}

/// A link to a virtual reader; several may be open, and each sees the same device.
package final class ScriptedLink: ByteLink {
  private let reader: ScriptedReader
  private var isOpen = true

  fileprivate init(_ reader: ScriptedReader) { self.reader = reader }

  package func write(_ bytes: [UInt8], limit: Limit) throws(KioskFailure) {
    _ = try limit.slice()
    try reader.send(bytes)
  }

  package func read(limit: Limit) throws(KioskFailure) -> [UInt8] {
    while true {
      let (bytes, next) = try reader.receive()
      guard bytes.isEmpty else { return bytes }
      let slice = try limit.slice()
      let end = min(limit.now() + .milliseconds(slice), limit.deadline)
      reader.wait(until: min(next ?? end, end))
    }
  }

  package func reset() throws(KioskFailure) { try reader.reset() }

  package func close() {
    if isOpen { reader.countClose() }
    isOpen = false
  }
}
