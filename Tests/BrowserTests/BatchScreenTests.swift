import Emulation
import Foundation
import TestSupport
import Testing

@Suite("Swiping a batch at the page, in a real browser", .timeLimit(.minutes(15)), .serialized)
struct BatchScreenTests {
  private let staff = PageWindow.staff

  @Test("by keyboard alone a batch is opened, swiped, corrected, paused, closed, printed and kept as a table")
  func wholeFlow() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await browser.before(
        watchful + "window.printed = 0; window.print = () => { window.printed += 1; };")
      try await window.openAsClerk()
      let people = [staff.citizen(0), staff.citizen(1).expired(), staff.citizen(9)]
      // Headings and rows as a spreadsheet here writes them: GB18030.
      let heads: [UInt8] = [
        0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0xC9, 0xED, 0xB7, 0xDD, 0xD6, 0xA4, 0xBA, 0xC5, 0x0A,
      ]
      let list = window.folder.file("list.csv")
      let rows = people.map { "A,\($0.number)\r\n" }.joined()
      #expect(FileManager.default.createFile(atPath: list, contents: Data(heads + Array(rows.utf8))))
      try await window.openBatch(listFile: list)
      try await window.counts("missing", 3)
      try await window.swipe(people[0], expecting: "filed")
      #expect(try await browser.text().contains(people[0].name))
      try await window.swipe(people[0], expecting: "counted")
      try await window.swipe(people[1], expecting: "filed")
      try await window.swipe(staff.citizen(5), expecting: "unexpected")
      try await window.counts("missing", 1)
      try await window.reader.put("ordinary")
      try await browser.until("document.querySelector('.batch-tile[data-mark=failed] .swipe-failure')")
      try await window.reader.lift()
      let sounds = try await browser.run("return heardSounds").elements.compactMap(\.text)
      #expect(sounds == ["filed", "known", "filed", "unexpected", "again"])
      // A card too many is taken out again.
      try await window.swipe(staff.citizen(6), expecting: "unexpected")
      try await window.counts("total", 4)
      try await browser.press("u")
      try await window.counts("total", 3)
      #expect(!(try await browser.text()).contains(staff.citizen(6).name))

      try await window.laySwiped(people[0], expecting: "counted")
      try await browser.press(" ")
      try await browser.until("document.querySelector('[data-phase=paused] [data-key=resume]')")
      try await nothingIsLeft(of: window)
      try await window.reader.lift()
      try await browser.press(" ")
      try await window.isSwiping()

      try await browser.press("F10")
      try await browser.until("document.querySelector('.batch-armed')")
      try await browser.press("F10")
      try await browser.until("document.querySelector('[data-sheet=shown]') && window.printed === 1")
      try await checkPaper(window)
      try await checkTable(window, listed: people[0].number, unlisted: staff.citizen(5).number)
      #expect(try await window.persons() == 4)
    }
  }

  /// Nobody's name or number is anywhere in the page or in what the browser keeps for it.
  private func nothingIsLeft(of window: PageWindow) async throws {
    let left =
      try await window.browser.run(
        """
        return JSON.stringify([document.documentElement.outerHTML, {...localStorage}, {...sessionStorage}, location.href, history.state]);
        """
      ).text ?? ""
    for person in [staff.citizen(0), staff.citizen(1), staff.citizen(5), staff.citizen(6)] {
      #expect(!left.contains(person.name) && !left.contains(person.number))
    }
    #expect(try await window.browser.run("return document.querySelectorAll('canvas').length").number == 0)
  }

  private func checkPaper(_ window: PageWindow) async throws {
    let path = window.folder.file("list.pdf")
    try await window.browser.tell("pdf", [path])
    let reading = try RunningProgram("/usr/bin/pdftotext", ["-layout", path, "-"])
    await reading.wait()
    let paper = reading.output.joined(separator: "\n")
    for words in ["十一月", "样本公司", PageWindow.enterpriseCode, "已结束", "缺", "名单外", "已过期", "已建档", "失败"] {
      #expect(paper.contains(words), "\(words) is not on the paper: \(paper)")
    }
    // The list and nothing around it, masked.
    for words in ["浦江窗口", "Esc", staff.citizen(0).name, staff.citizen(0).number, staff.citizen(9).number] {
      #expect(!paper.contains(words), "\(words) is on the paper")
    }
  }

  private func checkTable(_ window: PageWindow, listed: String, unlisted: String) async throws {
    try await window.browser.tell("downloads", [window.folder.path])
    try await window.browser.press("s")
    try await window.browser.until("document.querySelector('.batch-said .icon-ok')")
    let number =
      try await window.browser.run("return document.querySelector('.batch-paper h1').textContent").text ?? ""
    let batch = number.dropFirst().prefix(while: \.isNumber)
    let path = window.folder.file("idkiosk-batch-\(batch).csv")
    try await window.browser.tell("kept", [path])
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
    let table = String(decoding: bytes, as: UTF8.self)
    #expect(table.contains("\t\(listed)") && !table.contains(unlisted))
  }

  @Test("the enterprise's code is told while it is typed, and a wrong one opens nothing")
  func code() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await window.openAsClerk()
      try await window.fillBatchForm()
      try await browser.until("document.querySelector('.code-check[data-check=fits]')")
      for (typed, kind) in [
        ("", "empty"), ("9135", "short"), ("91350100M000100Y44", "doesNotFit"), ("9135O", "short"),
        ("91350100m000100y43", "fits"), ("９１３５０１００Ｍ０００１００Ｙ４３", "fits"), ("D2143569-X", "fits"),
        ("D2143569-1", "doesNotFit"),
        ("91350100I000100Y43", "wrongCharacter"), ("91350100M000100Y432", "long"),
      ] {
        let said = try await browser.run(
          "const field = document.querySelector('#batch-code'); field.value = arguments[0]; field.dispatchEvent(new Event('input')); return document.querySelector('.code-check').dataset.check",
          typed)
        #expect(said.text == kind, "\(typed)")
      }
      try await browser.press("ENTER")
      try await browser.until(
        "document.querySelector('.problem') && document.activeElement.id === 'batch-code'")
      try await browser.press("ESCAPE")
      try await browser.until("document.querySelector('[data-view=list] .batch-none')")
      try await browser.press("ESCAPE")
      try await window.isWaiting()
    }
  }

  @Test("the four sounds differ in number and height")
  func sounds() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await browser.before(
        """
        window.tonesHeard = [];
        window.AudioContext = class {
          currentTime = 0; state = "running"; destination = {};
          resume() {}
          createOscillator() { const tone = { frequency: {}, connect: (next) => next, stop() {}, start() { tonesHeard.push(tone.frequency.value); } }; return tone; }
          createGain() { return { gain: { setValueAtTime() {}, linearRampToValueAtTime() {} }, connect: (next) => next }; }
        };
        """)
      try await window.openSelfService()
      var heard: [[Int]] = []
      for name in ["filed", "known", "again", "unexpected"] {
        let tones = try await browser.run(
          "const { sounds } = await import('/sounds.js'); tonesHeard.length = 0; sounds.play(arguments[0]); return tonesHeard",
          name)
        heard.append(tones.elements.compactMap(\.number))
      }
      #expect(heard.map(\.count) == [1, 1, 2, 3])
      let heights = heard.compactMap(\.first)
      #expect(heights.count == 4 && heights[0] > heights[1] * 3 / 2 && heights[1] > heights[2] * 2)
    }
  }
}
