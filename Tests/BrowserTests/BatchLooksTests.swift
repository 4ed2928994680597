import Emulation
import Foundation
import TestSupport
import Testing

@Suite("How the Batch screen looks", .timeLimit(.minutes(15)))
struct BatchLooksTests {
  private let staff = PageWindow.staff

  @Test("each view in every size, language and scheme: nothing is cut, everything can be read")
  func clerk() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      let album = try Album(window)
      try await browser.before("window.print = () => {};")
      try await window.openAsClerk()
      let numbers = [0, 1, 8, 9].map { staff.citizen($0).number }
      let list = try window.folder.write("身份证号\n" + numbers.map { $0 + "\n" }.joined(), to: "list.csv")
      try await window.fillBatchForm(listFile: list)
      try await album.look(at: "batch-form")
      try await browser.press("ENTER")
      try await browser.until("document.querySelector('.batch-code')")
      // The code is another one each time; the picture is not.
      try await browser.run(
        "document.querySelectorAll('.batch-code span').forEach((part) => { part.textContent = '0000'; })")
      try await album.look(at: "batch-code")
      try await browser.press("ENTER")
      try await window.isSwiping()
      try await album.look(at: "batch-waiting")
      try await swipes(album)
      try await browser.press(" ")
      try await browser.until("document.querySelector('[data-phase=paused]')")
      try await album.look(at: "batch-paused")
      try await browser.press("ESCAPE")
      try await browser.until("document.querySelector('[data-view=list] .batch-row')")
      try await album.look(at: "batch-list")
      try await browser.press("ENTER")
      try await browser.until("document.querySelector('[data-phase=paused]')")
      try await browser.press("F10")
      try await browser.until("document.querySelector('.batch-armed')")
      try await album.look(at: "batch-closing")
      try await browser.press("F10")
      try await browser.until("document.querySelector('[data-sheet=shown]')")
      try await album.look(at: "batch-closed")
    }
  }

  private func swipes(_ album: Album) async throws {
    let window = album.window
    try await window.swipe(staff.citizen(0), expecting: "filed")
    try await window.swipe(staff.citizen(5), expecting: "unexpected")
    try await album.look(at: "batch-unexpected")
    try await window.reader.put("ordinary")
    try await window.browser.until("document.querySelector('.batch-tile[data-mark=failed]')")
    try await album.look(at: "batch-failed")
    try await window.reader.lift()
    try await window.swipe(staff.citizen(0), expecting: "counted")
    try await window.laySwiped(staff.citizen(1).expired(), expecting: "filed")
    try await window.counts("total", 3)
    try await album.look(at: "batch-filed", everySize: true)
    try await window.reader.lift()
  }

  @Test("self-service asks for number and code as large as it reads a card")
  func selfService() async throws {
    let configuration = Kiosk.standInPortraits + "window.selfService = read, done, batch\n"
    try await PageWindow.with(configuration: configuration) { window in
      let album = try Album(window)
      try await window.openSelfService()
      try await window.browser.press("F3")
      try await window.browser.until("document.activeElement?.id === 'enter-batch'")
      try await album.look(at: "batch-enter")
    }
  }
}
