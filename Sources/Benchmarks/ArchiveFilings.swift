import CounterRules
import Emulation
import Foundation
import IdentityDocuments
import LinuxPlatform
import PersonArchive
import PersonalData
import SQLiteStore
import SealedArchive
import TestSupport

/// New people for the archive, ready before the clock starts.
struct ArchiveFilings {
  private let requests: [FilingRequest]

  init(count: Int) throws {
    let people = SyntheticPeople(seed: 20_261_120)
    guard let today = CalendarDate(WallClock.today()) else { throw TestFailure("no day") }
    requests = try (0..<count).map { index in
      let card = people.citizen(index)
      let decoded = try DecodedText(decoding: card.text, today: today)
      let origin = ReadingOrigin(
        session: RandomToken.make(), readAt: WallClock.now(), window: "window-1", clerk: nil,
        reader: ReadingOrigin.Reader(
          id: "usb-0400-c35a-1-1", name: "Scripted SAM reader", link: "usb",
          samID: "05.01-20101129-0001228293-0296863149"))
      return FilingRequest(
        origin: origin, document: decoded.document, photoBlock: Personal(card.photo),
        textBlock: Personal(card.text), findings: decoded.findings)
    }
  }

  /// Files all of them into a new archive in `folder`, by so many callers at once; how many a second.
  @discardableResult
  func run(in folder: String, callers: Int = 1) async throws -> Double {
    let store = try await SQLiteStore.open(stateFolder: folder)
    let rate = try await run(at: [ArchiveStore](repeating: store, count: callers))
    await store.close()
    return rate
  }

  /// Files all of them, each store its share and all at once; how many a second.
  func run(at stores: [ArchiveStore]) async throws -> Double {
    let start = ContinuousClock.now
    try await withThrowingTaskGroup { group in
      for (index, store) in stores.enumerated() {
        group.addTask(executorPreference: WorkQueue.shared) {
          // Each window has a chain of the audit trail for itself.
          let indices = stride(from: index, to: requests.count, by: stores.count)
          try await file(indices, in: store, window: "window-\(index + 1)")
        }
      }
      try await group.waitForAll()
    }
    return Double(requests.count) / (start.duration(to: .now) / .seconds(1))
  }

  private func file(_ indices: StrideTo<Int>, in store: ArchiveStore, window: String) async throws {
    for index in indices {
      var request = requests[index]
      request.origin.window = window
      let result = try await store.file(request)
      guard result.outcome == .filed else { throw TestFailure("a new person was \(result.outcome.rawValue)") }
    }
  }
}
