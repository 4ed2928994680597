/// How much and how often the page's interface gives (docs/page-interface.md §3).
package struct PageLimits: Sendable {
  /// How often one kind of request is admitted in the long run, and at once.
  package struct Rate: Sendable {
    package var perSecond: Double
    package var burst: Double

    package init(perSecond: Double, burst: Double) {
      self.perSecond = perSecond
      self.burst = burst
    }
  }

  /// How many streams there may be.
  package var streams = 32
  /// How many calls may wait for their answers at once.
  package var calls = 64
  /// How many connections may be open before the one that dawdles longest makes room.
  package var connections = 192
  /// How long a client may take for a request, and for taking an answer.
  package var patience = Duration.seconds(30)
  /// How often dawdling clients are looked for; every second time, silent streams get a sign of life.
  package var round = Duration.seconds(10)
  /// How many bytes may wait for a browser that does not read its stream.
  package var waitingBytes = 1 << 18
  /// Calls; a clerk makes a few a second at most, and a page that is loaded a dozen.
  package var callRate = Rate(perSecond: 100, burst: 200)
  /// Files of the page, of which one look at it needs about ninety: whoever leans on the reload key still gets whole
  /// pages.
  package var fileRate = Rate(perSecond: 500, burst: 4_000)
  /// New streams.
  package var streamRate = Rate(perSecond: 5, burst: 64)
  /// How long a stop waits for the last answers to be taken.
  package var grace = Duration.seconds(2)

  /// What holds at a window.
  package init() {}
}
