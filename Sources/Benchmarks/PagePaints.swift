import Emulation
import Foundation
import SAMProtocol
import TestSupport

/// From the card's last byte to the portrait on the screen of a real browser, and what opening the page costs.
struct PagePaints {
  struct Result {
    /// From the last byte of the card's data to the frame after the portrait was drawn.
    var painted = Samples()
    /// The same browser alone: from the bytes of such a picture to the frame after it was drawn.
    var browserAlone = Samples()
    /// From the request to the first text on the screen, the cache empty.
    var firstPaint = Samples()
    /// The same of a page that holds one word and nothing else.
    var emptyPaint = Samples()
    /// What the page loads, with headers, and in how many answers.
    var weight = Samples()
    var files = Samples()
  }

  /// Portraits that are timed.
  let reads: Int
  /// Times that the page is opened.
  let loads: Int

  func measure() async throws -> Result {
    let reader = ScriptedReader()
    let window = try await BenchmarkWindow(ScriptedSource([reader]), decodesPortraits: true, hasPage: true)
    guard let address = window.pageAddress else { throw TestFailure("there is no page") }
    let (reads, loads) = (reads, loads)
    let result = try await Browser.with { browser in
      var result = Result()
      try await browser.tell("cdp", ["Network.enable"])
      try await browser.tell("cdp", ["Network.setCacheDisabled", ["cacheDisabled": true]])
      for _ in 0..<loads { try await Self.open(address + "self.html", in: browser, &result) }
      try await browser.run(Self.watch)
      for index in 0..<reads {
        try await Self.read(index, reader, window.lastByte, browser, &result)
      }
      return result
    }
    await window.stop()
    return result
  }

  private static func open(_ page: String, in browser: Browser, _ result: inout Result) async throws {
    // A page of one word from the same browser, so that its own time is known.
    try await browser.open("data:text/html,<p>word")
    result.emptyPaint.add(try await firstPaint(browser))
    try await browser.open(page)
    try await browser.until("document.querySelector('[data-phase=waiting]')")
    result.firstPaint.add(try await firstPaint(browser))
    let loaded = try await browser.run(
      """
      const all = performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"))
        .filter((entry) => entry.transferSize > 0);
      return { files: all.length, bytes: all.reduce((sum, entry) => sum + entry.transferSize, 0) };
      """)
    result.weight.add(try number(loaded["bytes"]) / 1_024)
    result.files.add(try number(loaded["files"]))
  }

  private static func firstPaint(_ browser: Browser) async throws -> Double {
    let paint = "performance.getEntriesByName('first-contentful-paint')[0]"
    try await browser.until(paint)
    return try number(try await browser.run("return \(paint).startTime"))
  }

  private static func read(
    _ index: Int, _ reader: ScriptedReader, _ lastByte: LastByte, _ browser: Browser, _ result: inout Result
  ) async throws {
    let card = SyntheticPeople(seed: 20_261_122).citizen(index)
    reader.change { $0.lay(SAMCardBlocks(text: card.text, photo: card.photo)) }
    try await browser.until("window.painted.length > \(index)")
    let shown = try number(try await browser.run("return window.painted[\(index)]"))
    let ago = lastByte.moment.duration(to: .now) / .milliseconds(1)
    result.painted.add(shown - (Date().timeIntervalSince1970 * 1_000 - ago))
    result.browserAlone.add(try number(try await browser.run(alone)))
    reader.change { $0.lift() }
    try await browser.press("ESCAPE")
    try await browser.until("document.querySelector('[data-phase=waiting]')")
  }

  private static func number(_ value: JSONValue) throws -> Double {
    guard let number = value.decimal else { throw TestFailure("no figure: \(value)") }
    return number
  }

  /// Notes when a portrait stands on the screen: the page says so a frame after it drew it.
  private static let watch = """
    window.painted = [];
    let was = false;
    new MutationObserver(() => {
      const is = document.querySelector("[data-portrait=settled] .portrait-picture") !== null;
      if (is && !was) window.painted.push(performance.timeOrigin + performance.now());
      was = is;
    }).observe(document.body, { subtree: true, attributes: true, childList: true });
    """

  /// Draws the portrait on the screen once more, from the bytes of a picture, as a page of nothing else would.
  private static let alone = """
    const shown = document.querySelector("[data-portrait=settled] .portrait-picture");
    const picture = await new Promise((resolve) => shown.toBlob(resolve, "image/png"));
    const bytes = await picture.arrayBuffer();
    const canvas = document.createElement("canvas");
    const start = performance.now();
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    document.body.append(canvas);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const took = performance.now() - start;
    canvas.remove();
    return took;
    """
}
