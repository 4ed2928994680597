import CounterRules
import DatabaseKit
import Foundation
import KioskProtocol
import PersonArchive
import SealedArchive
import TestSupport
import Testing

@Suite("Persons handed to portals, in the archive", .everyEngine, .timeLimit(.minutes(5)))
struct HandOffTests {
  private static let purpose = HandOffPurpose(portal: "https://portal.example", nonce: "n0123456789abcdef")
  private static func entry(_ act: Act) -> AuditEntry {
    AuditEntry(
      at: "2026-11-21T09:15:02+08:00", window: "window-1", party: .clerk(name: "city", role: .portal),
      act: act, subject: purpose.portal)
  }

  private func refusal(
    _ store: ArchiveStore, _ reference: [UInt8], _ purpose: HandOffPurpose = purpose, ends: Int = 1_000
  ) async -> FailureReason? {
    do throws(KioskFailure) {
      _ = try await store.person(
        named: reference, for: purpose, ends: ends, shownTo: Self.entry(.askHandOff))
      return nil
    } catch {
      return error.reason
    }
  }

  @Test("a reference names its person once, to its portal, for its nonce, over a restart too")
  func once() async throws {
    let folder = try ScratchFolder()
    var store = try await Engine.open(folder)
    let person = try #require(try await store.file(Sample("s1").filing).person)
    let reference = try await store.reference(to: person, for: Self.purpose, by: Self.entry(.handOff))
    let again = try await store.reference(to: person, for: Self.purpose, by: Self.entry(.handOff))
    #expect(reference != again)
    #expect(!String(decoding: reference, as: UTF8.self).contains(person))
    for other in [
      HandOffPurpose(portal: "https://other.example", nonce: Self.purpose.nonce),
      HandOffPurpose(portal: Self.purpose.portal, nonce: "n0123456789abcdeg"),
    ] { #expect(await refusal(store, reference, other) == .handOffForged) }
    for index in reference.indices {
      var changed = reference
      changed[index] ^= 1
      #expect(await refusal(store, changed) == .handOffForged)
    }
    let shown = try await store.person(
      named: reference, for: Self.purpose, ends: 1_000, shownTo: Self.entry(.askHandOff))
    #expect(shown.id == person && shown.current.document == Sample("s1").document)
    #expect(await refusal(store, reference) == .handOffReplayed)
    // The nonce is used up, whatever names whom under it.
    #expect(await refusal(store, again) == .handOffReplayed)
    await store.close()
    store = try await Engine.open(folder)
    #expect(await refusal(store, reference) == .handOffReplayed)
    let lines = try await store.audit(before: nil, limit: 4)
    #expect(lines.prefix(3).map(\.outcome) == Array(repeating: "handoff.replayed", count: 3))
    #expect(lines.last?.outcome == "shown" && lines.last?.whom?.isEmpty == false)
    await store.close()
  }

  @Test("a use is remembered for a day after what was signed has ended, and then forgotten")
  func forgotten() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    let person = try #require(try await store.file(Sample("s1").filing).person)
    func use(_ nonce: String, ends: Int) async throws {
      let purpose = HandOffPurpose(portal: "https://portal.example", nonce: nonce)
      let reference = try await store.reference(to: person, for: purpose, by: Self.entry(.handOff))
      #expect(await refusal(store, reference, purpose, ends: ends) == nil)
    }
    func uses() throws -> Int? {
      try Engine.database(folder).integer("SELECT count(*) FROM handed")
    }
    try await use("first", ends: 1_000)
    try await use("second", ends: 1_000 + 86_400)
    #expect(try uses() == 2)
    try await use("third", ends: 1_001 + 86_400)
    #expect(try uses() == 2)
    await store.close()
  }

  @Test("whoever was erased meanwhile is nobody")
  func erased() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    let person = try #require(try await store.file(Sample("s1").filing).person)
    let reference = try await store.reference(to: person, for: Self.purpose, by: Self.entry(.handOff))
    _ = try await store.erase(person: person, by: Self.entry(.erasePerson), wiping: false)
    #expect(await refusal(store, reference) == .personUnknown)
    await #expect(throws: KioskFailure(.personUnknown)) {
      _ = try await store.reference(to: person, for: Self.purpose, by: Self.entry(.handOff))
    }
    await store.close()
  }

  @Test("a window's public key is the last that it made known, and one that somebody else wrote is damage")
  func keys() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    #expect(try await store.publicKey(ofWindow: "window-1") == nil)
    for byte in [1, 2] as [UInt8] {
      let key = [UInt8](repeating: byte, count: 32)
      try await store.publish(key, ofWindow: "window-1", by: Self.entry(.setWindow))
      #expect(try await store.publicKey(ofWindow: "window-1") == key)
    }
    #expect(try await store.publicKey(ofWindow: "window-2") == nil)
    try Engine.database(folder).change(
      "UPDATE setting SET value = replace(value, '02', '03') WHERE key = 'window.key.window-1'")
    await #expect(throws: KioskFailure(.archiveDamaged)) {
      _ = try await store.publicKey(ofWindow: "window-1")
    }
    await store.close()
  }
}
