import Emulation
import TestSupport
import Testing

@Suite("A batch on a bad day, in a real browser", .timeLimit(.minutes(15)), .serialized)
struct BatchBadDayTests {
  private let staff = PageWindow.staff

  @Test(
    "a reload and another sign-in go on with the same batch; a daemon that restarts loses and doubles no card"
  )
  func reloadedAndRestarted() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await browser.before(watchful)
      try await window.openAsClerk()
      let batch = try await window.openBatch()
      try await window.swipe(staff.citizen(0), expecting: "filed")
      try await browser.reload()
      try await window.isSwiping()
      try await window.counts("total", 1)
      #expect(try await browser.run("return document.querySelectorAll('.batch-line').length").number == 1)
      try await window.restart {
        try await browser.until("document.querySelector('[data-banner=offline]')")
        #expect(!(try await browser.text()).contains(staff.citizen(0).name))
      }
      // The sign-ins are gone with the daemon; the batch is not.
      try await window.signIn()
      try await window.isSwiping()
      try await browser.until("document.querySelector('.batch-number')?.textContent === '#\(batch)'")
      try await window.swipe(staff.citizen(0), expecting: "counted")
      try await window.swipe(staff.citizen(1), expecting: "filed")
      try await window.counts("total", 2)
      #expect(try await window.persons() == 2)
    }
  }

  @Test("of two tabs one swipes and both show the ledger; either can pause for both")
  func twoTabs() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await window.openAsClerk()
      try await window.openBatch()
      let first = try await browser.tell("handle").text ?? ""
      let second = try await browser.tell("tab", [window.address + "/"]).text ?? ""
      try await browser.size(.common)
      try await window.signIn()
      try await window.isWaiting()
      try await browser.press("F3")
      try await browser.until("document.querySelector('[data-view=list] .batch-row')")
      try await browser.press("ENTER")
      try await window.isSwiping()
      try await window.swipe(staff.citizen(0), expecting: "filed")
      try await browser.press(" ")
      try await browser.until("document.querySelector('[data-phase=paused]')")
      try await browser.tell("switch", [first])
      try await browser.until("document.querySelector('[data-phase=paused] .batch-line')")
      #expect(try await window.counter("total") == 1)
      try await browser.press(" ")
      try await window.isSwiping()
      try await window.swipe(staff.citizen(1), expecting: "filed")
      try await browser.tell("switch", [second])
      try await window.counts("total", 2)
      #expect(try await browser.run("return document.querySelectorAll('canvas').length").number == 0)
    }
  }

  @Test("the last person leaves the screen by himself, and an unplugged reader is told")
  func leftAlone() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await browser.before(watchful)
      try await window.openAsClerk()
      try await window.openBatch()
      try await window.swipe(staff.citizen(0), expecting: "filed")
      try await browser.run("ahead += 31000")
      try await browser.until("!document.querySelector('.swipe') && !document.querySelector('canvas')")
      #expect(!(try await browser.text()).contains(staff.citizen(0).name))
      try await window.swipe(staff.citizen(1), expecting: "filed")
      await window.reader.stop()
      try await browser.until(
        "document.querySelector('[data-phase=trouble] .code')?.textContent.includes('reader.none')")
      #expect(!(try await browser.text()).contains(staff.citizen(1).name))
      try await browser.press("ESCAPE")
      try await browser.until("document.querySelector('[data-view=list] .batch-row[data-state=open]')")
    }
  }
}
