internal import LetterPictures
internal import LinuxPlatform

/// The pictures that people before portals are looking at; nothing of them outlives the daemon.
actor PortalPictures {
  /// What a picture is shown for: once to ask for a code and once to sign in with it, in this order.
  enum Step {
    case code, signIn
  }

  private struct Shown {
    var letters: String
    var client: String
    var at: ContinuousClock.Instant
    /// The pictures that were shown before it.
    var place: Int
    var hasSentCode = false
  }

  /// How long a picture is good for, in seconds.
  static let life = 300
  /// How many one client may have.
  static let mostOfOne = 8
  /// How many there may be.
  static let most = 4_096

  private let clock: DeskClock
  private var shown: [String: Shown] = [:]
  private var count = 0

  init(clock: DeskClock = DeskClock()) { self.clock = clock }

  /// Keeps the letters of a new picture for `client` and gives its id.
  ///
  /// The oldest make room.
  func keep(_ letters: String, for client: String, instead former: String?) -> String {
    if let former, shown[former]?.client == client { shown[former] = nil }
    let now = clock.now()
    shown = shown.filter { now - $0.value.at < .seconds(Self.life) }
    drop(of: shown.filter { $0.value.client == client }, beyond: Self.mostOfOne - 1)
    drop(of: shown, beyond: Self.most - 1)
    let id = RandomToken.make()
    shown[id] = Shown(letters: letters, client: client, at: now, place: count)
    count &+= 1
    return id
  }

  /// Whether these are the letters of the picture; it ends unless it is right and has a step left.
  func offer(_ letters: String, of picture: String, for step: Step, by client: String) -> Bool {
    guard var one = shown[picture], one.client == client else { return false }
    shown[picture] = nil
    guard clock.now() - one.at < .seconds(Self.life), LetterPicture.isRight(letters, for: one.letters),
      step == .signIn || !one.hasSentCode
    else { return false }
    if step == .code {
      one.hasSentCode = true
      shown[picture] = one
    }
    return true
  }

  private func drop(of some: [String: Shown], beyond most: Int) {
    guard some.count > most else { return }
    let oldest = some.sorted { $0.value.place < $1.value.place }.prefix(some.count - most)
    for (id, _) in oldest { shown[id] = nil }
  }
}
