extension ThreadExecutor {
  /// What an actor that keeps this executor in a `let` gives as its `unownedExecutor`.
  ///
  /// Safe there and nowhere else: the actor lives as long as any of its jobs, and the executor as long as the actor.
  @safe public var ofOwningActor: UnownedSerialExecutor { unsafe asUnownedSerialExecutor() }
}
