import TestSupport
import Testing

@testable import CounterService

@Suite("Pictures that people before portals look at")
struct PortalPicturesTests {
  private let time = SimulatedTime()
  private let pictures: PortalPictures

  init() {
    let time = time
    pictures = PortalPictures(clock: DeskClock(now: { time.now }))
  }

  private func picture(_ client: String = "1 a", instead former: String? = nil) async -> String {
    await pictures.keep("AC347", for: client, instead: former)
  }

  private func offer(
    _ picture: String, _ step: PortalPictures.Step, _ letters: String = "ac347", by client: String = "1 a"
  ) async -> Bool {
    await pictures.offer(letters, of: picture, for: step, by: client)
  }

  @Test("one is good once for a code and once for signing in, in this order")
  func once() async {
    let both = await picture()
    #expect(await offer(both, .code))
    #expect(await offer(both, .signIn))
    #expect(await !offer(both, .signIn))
    let signedIn = await picture()
    #expect(await offer(signedIn, .signIn))
    #expect(await !offer(signedIn, .code))
    let twice = await picture()
    #expect(await offer(twice, .code))
    #expect(await !offer(twice, .code))
    #expect(await !offer(twice, .signIn), "asking for a second code ends it")
  }

  @Test("wrong letters end it, and another client's are no letters at all")
  func wrong() async {
    let own = await picture()
    #expect(await !offer(own, .code, by: "1 b"))
    #expect(await offer(own, .code), "somebody else's try does not take it away")
    #expect(await !offer(own, .signIn, "AC34"))
    #expect(await !offer(own, .signIn))
    #expect(await !offer("none", .code))
  }

  @Test("one is over after its time, and when another takes its place, but not another client's")
  func over() async {
    let early = await picture()
    time.advance(to: time.now + .seconds(PortalPictures.life - 1))
    #expect(await offer(early, .code))
    time.advance(to: time.now + .seconds(1))
    #expect(await !offer(early, .signIn))
    let former = await picture()
    _ = await picture("1 b", instead: former)
    #expect(await offer(former, .code))
    let replaced = await picture()
    _ = await picture(instead: replaced)
    #expect(await !offer(replaced, .code))
  }

  @Test("a client that asks for many loses its own oldest, and nobody else's")
  func many() async {
    let other = await picture("1 b")
    let first = await picture()
    for _ in 0..<PortalPictures.mostOfOne { _ = await picture() }
    #expect(await !offer(first, .code))
    #expect(await offer(other, .code, by: "1 b"))
  }
}
