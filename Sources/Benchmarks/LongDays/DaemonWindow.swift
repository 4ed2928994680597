import Emulation
import Foundation
import TestSupport

/// A window of the daemons as they ship, with a virtual reader that the real libusb or a real pcscd has.
final class DaemonWindow: YearWindow {
  let state: String
  private let folder: ScratchFolder
  private let reader: any YearReader
  private let clock: SteppedClock
  private let configuration: String
  private let people: SyntheticPeople
  private var readerDaemon: RunningProgram?
  private var counter: RunningProgram?
  private var client: TimedClient?
  private var today = 0

  init(_ reader: any YearReader, state: String, seed: UInt64, clock: SteppedClock) throws {
    self.reader = reader
    self.state = state
    self.clock = clock
    folder = try ScratchFolder()
    configuration = try folder.write("window.id = year\n", to: "idkiosk.conf")
    people = SyntheticPeople(seed: seed)
  }

  var processes: [Int32] { [keeper, readerDaemon?.pid ?? 0] }
  var keeper: Int32 { counter?.pid ?? 0 }

  func start(endsAtWrite number: Int?) async throws {
    if readerDaemon == nil {
      try await reader.start()
      let daemon = try Kiosk.startReaderDaemon(folder, reader.links, reader.environment, configuration)
      readerDaemon = daemon
      _ = try await daemon.errorLine { $0.hasSuffix(": ready") }
      try await reader.plug()
    }
    // A file that may not grow is a full disk, and no end.
    let quiet = ["/bin/sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"]
    let daemon = [
      Programs.path("idkioskd"), "--runtime-dir", folder.path, "--state-dir", state, "--config",
      configuration,
    ]
    let counter = try clock.start("/usr/bin/env", quiet + WriteEnd.words(number) + daemon)
    self.counter = counter
    _ = try await counter.errorLine { $0.hasSuffix(": ready") }
    do {
      let client = try await TimedClient(folder.file("counter.sock"))
      try await client.readersAreReady()
      try await client.cardsAreGone()
      self.client = client
    } catch {
      throw TestFailure("\(error); idkioskd says \(counter.errors.suffix(3))")
    }
    if today > 0 { _ = try await begin(day: today) }
  }

  func begin(day: Int) async throws -> Told {
    today = day
    return try await told { try await DayBatch(day).begin(over: $0) }
  }

  func swipe(_ person: Int, _ trouble: ReadTrouble) async throws -> Told {
    let card = people.citizen(person)
    let file = CardFile(text: card.text, photo: card.photo, expected: "{}")
    let path = try folder.write(file.content(comment: ["Made for one swipe; nobody's card."]), to: "card")
    try await reader.lay(path, trouble)
    let params = #"{"batch":"\#(today)","timeoutSeconds":60}"#
    let helping = Task { [reader] in try await reader.happen(trouble) }
    let told = try await told { Told(try await $0.call("batch.swipe", params).answer.text, "mark") }
    // What ended before the reader was asked leaves nothing to go wrong.
    helping.cancel()
    _ = await helping.result
    do {
      let listener = told == .nothing ? nil : client
      try await reader.clear(trouble, heardBy: listener)
      if trouble != .none { try await listener?.readersAreReady() }
    } catch {
      // It ended between its answer and this.
      try await reader.clear(trouble, heardBy: nil)
    }
    return told
  }

  var killer: @Sendable () -> Void { { [counter] in counter?.send(SIGKILL) } }

  func ended() async { _ = await counter?.wait() }

  func stop() async throws -> Told {
    counter?.send(SIGTERM)
    let status = await counter?.wait() ?? -1
    await readerDaemon?.stop()
    readerDaemon = nil
    await reader.stop()
    guard status == 0 || status > 128 else { throw TestFailure("idkioskd ended with \(status)") }
    return status == 0 ? .done("ended") : .nothing
  }

  private func told(_ body: (TimedClient) async throws -> Told) async throws -> Told {
    guard let client, let counter else { return .nothing }
    do {
      return try await body(client)
    } catch {
      // The connection is gone because the daemon is; else this waits for what never comes, and somebody looks.
      let status = await counter.wait()
      guard status > 128 else { throw TestFailure("idkioskd ended by itself: \(counter.errors.suffix(3))") }
      return .nothing
    }
  }
}
