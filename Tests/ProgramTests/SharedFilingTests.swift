import Emulation
import Foundation
import TestSupport
import Testing

@Suite("Clients that file at the same window", .timeLimit(.minutes(2)))
struct SharedFilingTests {
  @Test("one that disappears at any step of a read frees the reader, and leaves nothing or the whole filing")
  func disappearing() async throws {
    let window = try await PCSCWindow()
    let cards = try ScratchFolder()
    let watcher = try await window.kiosk.watch()
    var id = 10
    var step = 1
    while true {
      let card = SyntheticPeople(seed: 31).citizen(step)
      if step > 1 { try await window.lift() }
      try await window.reader.put(try Cards.write(card, to: "card-\(step)", in: cards))
      let client = try await window.kiosk.watch()
      client.send(
        #"{"jsonrpc":"2.0","id":5,"method":"card.read","params":{"timeoutSeconds":20,"file":true}}"#)
      let line = try await client.line(number: step) {
        $0["method"].text == "read.progress" || $0["id"].number == 5
      }
      client.hangUp()
      while try await watcher.call(id, "reader.list")["result"]["readers"].elements
        .contains(where: { $0["claimed"].flag == true })
      { id += 1 }
      id += 1
      let persons = try await window.kiosk.client("person", "list", "--json").json["total"].number ?? -1
      #expect(persons == step || persons == step - 1, "step \(step)")
      // The same session again: the answer it would have got, or a first one.
      let answer = try await window.read("--file")
      #expect(answer.json["filing"]["outcome"].text == "filed", "step \(step): \(answer.output)")
      #expect(answer.json["document"]["number"].text == card.number)
      let person = try #require(answer.json["filing"]["person"].text)
      let history = try await window.kiosk.client("person", "history", person, "--json")
      #expect(history.json["versions"].elements.count == 1 && history.json["readings"].elements.count == 1)
      #expect(try await window.kiosk.client("person", "list", "--json").json["total"].number == step)
      if line["id"].number == 5 { break }
      step += 1
    }
    #expect(step > 3)
    await window.stop()
  }

  @Test("two that file one card session at the same moment get one version, and both the same answer")
  func sameSession() async throws {
    let window = try await PCSCWindow(card: "1")
    let session = try #require(try await window.read().json["session"].text)
    let clients = [try await window.kiosk.watch(), try await window.kiosk.watch()]
    // Both calls lie in their sockets before the daemon looks.
    window.kiosk.counterDaemon.send(SIGSTOP)
    for client in clients {
      client.send(#"{"jsonrpc":"2.0","id":9,"method":"card.file","params":{"session":"\#(session)"}}"#)
    }
    window.kiosk.counterDaemon.send(SIGCONT)
    let first = try await clients[0].line { $0["id"].number == 9 }["result"]
    let second = try await clients[1].line { $0["id"].number == 9 }["result"]
    #expect(first["outcome"].text == "filed" && first["version"].number == 1)
    #expect(first.equals(second))
    let person = try #require(first["person"].text)
    let history = try await window.kiosk.client("person", "history", person, "--json")
    #expect(history.json["versions"].elements.count == 1 && history.json["readings"].elements.count == 1)
    await window.stop()
  }

  @Test("two that read and file one card at the same moment get one version between them")
  func sameCard() async throws {
    let window = try await PCSCWindow(card: "1")
    let clients = [try await window.kiosk.watch(), try await window.kiosk.watch()]
    window.kiosk.counterDaemon.send(SIGSTOP)
    for client in clients {
      client.send(
        #"{"jsonrpc":"2.0","id":9,"method":"card.read","params":{"timeoutSeconds":20,"file":true}}"#)
    }
    window.kiosk.counterDaemon.send(SIGCONT)
    var filed = 0
    for client in clients {
      let answer = try await client.line { $0["id"].number == 9 }
      if answer["result"]["filing"]["outcome"].text == "filed" {
        filed += 1
      } else {
        #expect(answer["error"]["data"]["reason"].text == "reader.claimed", "\(answer)")
      }
    }
    #expect(filed >= 1)
    let list = try await window.kiosk.client("person", "list", "--json")
    #expect(list.json["total"].number == 1)
    #expect(list.json["persons"][0]["version"].number == 1)
    await window.stop()
  }
}
