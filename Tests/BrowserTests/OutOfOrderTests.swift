import TestSupport
import Testing

/// Events come over the stream and answers over calls: nothing keeps the ones before the others on their way.
@Suite("What reaches the page in another order than it happened", .timeLimit(.minutes(10)))
struct OutOfOrderTests {
  @Test("the page goes on saying that a card cannot be read, also where the steps come far too late")
  func failedCard() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await browser.before(Self.late)
      try await window.openAsClerk()
      try await browser.run(Self.counting)
      try await browser.run("delay({ isCounted: false })")
      try await window.reader.put("ordinary")
      // What is heard of its steps then is older than what is known of the card.
      try await browser.until("!isDelayed && steps > 0 && seen.at(-1) === 'failed'")
      try await window.reader.lift()
      try await browser.until("document.querySelector('[data-phase=waiting]')")
    }
  }

  @Test("the mark of a card in a batch stays on the page until the next one")
  func swipedCard() async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await browser.before(Self.late)
      try await window.openAsClerk()
      try await window.openBatch()
      try await browser.run("delay({ isCounted: true })")
      try await window.reader.put("ordinary")
      try await browser.until("!isDelayed && marks.includes('failed')")
      // That is heard of the next call, after all that was heard of this one.
      try await browser.until("/请拿走|请拿起/.test(document.querySelector('.batch-tile').textContent)")
      #expect(try await browser.run("return marks").elements.compactMap(\.text) == ["failed"])
    }
  }

  @Test(
    "a card that takes the place of one that cannot be read is read, also where it comes before the page knows",
    arguments: ["card.read", "reader.list"])
  func exchangedCard(_ call: String) async throws {
    try await PageWindow.with { window in
      let browser = window.browser
      try await browser.before(Self.holding)
      try await window.openAsClerk()
      try await browser.run(Self.counting)
      try await browser.run("hold = arguments[0]", call)
      try await window.reader.put("ordinary")
      try await browser.until("window.release && found === 1")
      try await window.lay("citizen-ordinary")
      try await browser.until("found === 2")
      try await browser.run("release()")
      try await window.isShown(outcome: "filed")
    }
  }

  /// Holds back the next answer to the call that `hold` names.
  private static let holding = """
    window.hold = null;
    const plain = window.fetch.bind(window);
    window.fetch = async (where, options) => {
      const answer = await plain(where, options);
      if (!window.hold || !options?.body?.includes(`"${window.hold}"`)) return answer;
      window.hold = null;
      await new Promise((go) => { window.release = () => go(); });
      return answer;
    };
    """

  /// Counts the cards that the page has heard of, and the steps of readings.
  private static let counting = """
    const { events } = await import("/events.js");
    window.found = window.steps = 0;
    events.on("card.changed", ({ state }) => { found += state === "found" ? 1 : 0; });
    events.on("read.progress", ({ step }) => { steps += step === "waiting" ? 0 : 1; });
    """

  /// Once `delay` was called, what the stream tells is held back until a reading was answered and the page has had some
  /// turns with the answer; with `isCounted: false` the answer does not say what was told before it.
  private static let late = """
    window.seen = [];
    window.marks = [];
    window.isDelayed = false;
    let isCounted = true;
    let held = [];
    window.delay = (how) => { isDelayed = true; isCounted = how.isCounted; };
    const release = () => { isDelayed = false; held.splice(0).forEach((go) => go()); };
    const turns = async (count) => { for (let turn = 0; turn < count; turn += 1) await new Promise((after) => setTimeout(after, 0)); };
    new MutationObserver((changes) => {
      for (const { target, attributeName } of changes) {
        if (attributeName === "data-phase") seen.push(target.dataset.phase);
        else if (target.classList.contains("batch-tile")) marks.push(target.dataset.mark ?? "none");
      }
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-phase", "data-mark"] });
    // The page reads the stream itself then.
    delete window.SharedWorker;
    const plain = window.fetch.bind(window);
    window.fetch = async (where, options) => {
      const answer = await plain(where, options);
      if (where === "/events") {
        const body = answer.body.pipeThrough(new TransformStream({
          async transform(chunk, out) {
            if (isDelayed) await new Promise((go) => held.push(go));
            out.enqueue(chunk);
          },
        }));
        return new Response(body, { headers: answer.headers });
      }
      if (!isDelayed || !/card\\.read|batch\\.swipe/.test(options?.body ?? "")) return answer;
      const whole = await answer.text();
      turns(10).then(release);
      return new Response(whole, { status: answer.status, headers: isCounted ? answer.headers : {} });
    };
    """
}
