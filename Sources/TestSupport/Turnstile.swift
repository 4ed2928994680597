/// Lets so many in at a time; the others wait.
public final class Turnstile: Sendable {
  /// A place inside, free again when it is left or forgotten.
  public final class Place: Sendable {
    private let turnstile: Turnstile
    private let isLeft = Awaited(false)

    fileprivate init(_ turnstile: Turnstile) { self.turnstile = turnstile }

    deinit { leave() }

    /// Gives the place to the next; once.
    public func leave() {
      var isFirst = false
      isLeft.change { left in
        isFirst = !left
        left = true
      }
      if isFirst { turnstile.free.change { $0 += 1 } }
    }
  }

  fileprivate let free: Awaited<Int>

  /// With so many places.
  public init(places: Int) { free = Awaited(places) }

  /// Waits for a place and takes it.
  public func enter() async -> Place {
    while true {
      _ = await free.when { $0 > 0 }
      var isIn = false
      free.change { free in
        guard free > 0 || Task.isCancelled else { return }
        free -= 1
        isIn = true
      }
      if isIn { return Place(self) }
    }
  }
}
