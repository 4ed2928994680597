import CounterRules
import Foundation
import IdentityDocuments
import KioskProtocol
import PersonArchive
import PersonalData
import TestSupport
import Testing

@testable import CounterService

@Suite("What is kept, and for how long")
struct RetentionTests {
  private let folder: ScratchFolder
  private let settings = WindowSettings(windowID: "window-1")
  private let archive: ArchiveAccess
  private let day = Awaited("2026-11-21")

  init() throws {
    folder = try ScratchFolder()
    archive = ArchiveAccess(folder: folder.path, settings: settings)
  }

  private var retention: Retention {
    let day = day
    return Retention(
      archive: archive, settings: settings, clock: DeskClock(timeOfDay: { day.value + "T03:00:00+08:00" }))
  }

  private func file(_ serial: Int, on day: String) async throws {
    var document = IdentityDocument(kind: .residentIdentityCard)
    document.number = Personal("11000019900307\(1_000 + serial)")
    document.name = Personal("样本")
    document.sex = Personal(CodedValue(code: "1", name: "男"))
    document.birthDate = Personal(CardDate.text("19900307"))
    document.validFrom = Personal(CardDate.longTerm)
    _ = try await archive.opened().file(
      FilingRequest(
        origin: ReadingOrigin(
          session: "\(serial) \(day)", readAt: day + "T09:00:00+08:00", window: "window-1",
          reader: .init(id: "r", name: "r", link: "usb")),
        document: document, photoBlock: nil, textBlock: Personal([])))
  }

  @Test("is for ever, unless somebody says otherwise; then whoever was not read for so many years is erased")
  func years() async throws {
    for serial in 0..<300 { try await file(serial, on: "2021-11-20") }
    try await file(500, on: "2021-11-21")
    try await file(501, on: "2016-02-03")
    try await file(501, on: "2026-11-20")
    #expect(try await retention.run() == 0)
    #expect(try await archive.opened().count() == 302)
    settings.set(.keepYears, to: "5")
    #expect(try await retention.run() == 300)
    #expect(try await retention.run() == 0)
    day.change { $0 = "2026-11-22" }
    #expect(try await retention.run() == 1)
    let store = try await archive.opened()
    #expect(try await store.count() == 1)
    let lines = try await store.audit(before: nil, limit: 500).filter { $0.act == "person.erase" }
    #expect(lines.count == 301 && lines.allSatisfy { $0.subject == "retention" && $0.whom != nil })
    #expect(try await store.check().isSound)
    #expect(try await store.finishErasures())
    await archive.close()
  }

  @Test("a clock that went ahead by years erases nobody before somebody had a week to set it right")
  func clock() async throws {
    try await file(1, on: "2026-11-20")
    settings.set(.keepYears, to: "5")
    #expect(try await retention.run() == 0)
    day.change { $0 = "2038-01-19" }
    #expect(try await retention.run() == 0)
    day.change { $0 = "2026-11-23" }
    #expect(try await retention.run() == 0)
    #expect(try await archive.opened().count() == 1)
    await archive.close()
  }

  @Test("backups are taken away after so many days")
  func backups() async throws {
    let store = try await archive.opened()
    let entry = AuditEntry(
      at: "2026-11-01T09:00:00+08:00", window: "window-1", party: .localAdministrator(uid: 0),
      act: .keepArchive)
    _ = try await store.backUp(as: "one.db", by: entry)
    settings.set(.backupDays, to: "20")
    _ = try await retention.run()
    #expect(try await store.backups().count == 1)
    day.change { $0 = "2026-11-22" }
    _ = try await retention.run()
    #expect(try await store.backups().isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("backups")) == [])
    await archive.close()
  }
}
