import CounterRules
import IdentityDocuments
import KioskProtocol
import PersonArchive
import PersonalData
import RPCTransport
import TestSupport
import Testing

@testable import CounterService

@Suite("Calls about documents that are typed in", .timeLimit(.minutes(2)))
struct TypedDocumentCallTests {
  /// A counter's calls at a window that takes typed documents, and a caller with a role.
  private struct Counter {
    let folder: ScratchFolder
    let archive: ArchiveAccess
    let router: RPCRouter
    let signIns = SignIns()

    init(typesDocuments: Bool = true) async throws {
      folder = try ScratchFolder()
      let settings = WindowSettings(
        windowID: "hall", fixed: [.typedDocuments: typesDocuments ? "on" : "off"])
      archive = ArchiveAccess(folder: folder.path, settings: settings)
      let desk = Desk(settings: settings, signIns: signIns)
      var calls = CounterCalls(desk)
      TypedDocumentCalls(
        desk: desk, archive: archive,
        delivery: CentreDelivery(archive: archive, hub: NotificationHub(), queue: nil) { LockOut() }
      ).install(in: &calls)
      router = calls.router
    }

    func call(_ method: String, _ params: String, as role: Role = .checker) async throws -> JSONValue {
      let token = try await signIns.begin(.clerk(name: "wang", role: role))
      let caller = RPCCaller(origin: .page, token: token) { _ in }
      caller.saidHello()
      let line = #"{"jsonrpc":"2.0","id":1,"method":"\#(method)","params":\#(params)}"#
      let answer = try #require(await router.answer(Array(line.utf8), from: caller))
      return JSONValue(String(decoding: answer, as: UTF8.self))
    }
  }

  private func document(_ members: String = "", kind: String = "taiwanCompatriotPermit") -> String {
    #"{"document":{"kind":"\#(kind)","number":"00000000","name":"样本甲","sex":{"code":"1"},"#
      + #""birthDate":"1990-03-07"\#(members)}}"#
  }

  @Test("a checker files a document, and the trail and the archive name the checker")
  func files() async throws {
    let counter = try await Counter()
    let compared = try await counter.call("document.compare", document())
    #expect(compared["result"]["outcome"].text == "filed")
    let typed = try await counter.call("document.type", document())
    #expect(typed["result"]["filing"]["outcome"].text == "filed")
    #expect(typed["result"]["findings"].elements.map { $0["code"].text } == ["typedIn"])
    let store = try await counter.archive.opened()
    let id = try #require(typed["result"]["filing"]["person"].text)
    let version = try await store.person(id: id).current
    #expect(version.origin.isTyped && version.origin.clerk == "wang" && version.origin.window == "hall")
    #expect(version.document.validUntil == nil && version.document.sex?.disclosed().name == "男")
    let line = try #require(try await store.audit(before: nil, limit: 1).first)
    #expect(line.act == "document.type" && line.actor == "clerk:wang" && line.whom != nil)
    let again = try await counter.call("document.type", document(#","validUntil":null,"longTerm":true"#))
    #expect(again["result"]["filing"]["changed"].elements.map(\.text) == ["validUntil"])
    await counter.archive.close()
  }

  @Test("a clerk may not, nor a checker at a window without that right; checking a number anybody may")
  func rights() async throws {
    let counter = try await Counter()
    for method in ["document.type", "document.compare"] {
      let refused = try await counter.call(method, document(), as: .clerk)
      #expect(refused["error"]["data"]["reason"].text == "rights.denied")
    }
    let elsewhere = try await Counter(typesDocuments: false)
    let refused = try await elsewhere.call("document.type", document())
    #expect(refused["error"]["data"]["reason"].text == "rights.denied")
    let check = try await elsewhere.call(
      "document.check", #"{"kind":"taiwanCompatriotPermit","number":"0000"}"#, as: .clerk)
    #expect(check["result"]["state"].text == "incomplete")
    #expect(check["result"]["fault"]["code"].text == "notComplete")
    #expect(check["result"]["fault"]["text"].text?.contains(" / ") == true)
    #expect(try await counter.archive.opened().count() == 0)
  }

  @Test("what is read from a card, what the kind does not have and a blank number are refused")
  func refused() async throws {
    let counter = try await Counter()
    let cases = [
      (document(kind: "residentIdentityCard"), "document.notTyped"),
      (document(#","address":"somewhere""#), "request.badParameters"),
      (#"{"document":{"kind":"foreignPassport","number":"  "}}"#, "document.numberBlank"),
      (#"{"document":{"kind":"libraryCard","number":"1"}}"#, "request.badParameters"),
    ]
    for (params, reason) in cases {
      let answer = try await counter.call("document.type", params)
      #expect(answer["error"]["data"]["reason"].text == reason)
    }
    #expect(try await counter.archive.opened().count() == 0)
  }

  @Test("a scanned zone gives the fields and each check digit, and nonsense gives a reason")
  func zone() async throws {
    let counter = try await Counter()
    let lines =
      "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
    let answer = try await counter.call("document.parseMRZ", #"{"text":"\#(lines)"}"#)
    #expect(answer["result"]["document"]["kind"].text == "foreignPassport")
    #expect(answer["result"]["document"]["number"].text == "L898902C3")
    #expect(answer["result"]["checks"].elements.map { $0["right"].flag } == Array(repeating: true, count: 5))
    let nonsense = try await counter.call("document.parseMRZ", #"{"text":"P<UTO"}"#)
    #expect(nonsense["error"]["data"]["reason"].text == "document.zoneUnreadable")
  }
}
