internal import Glibc

/// Starts a detached thread that runs `body`; when the system refuses one, the process ends: nothing could work.
public func startThread(_ body: @escaping @Sendable () -> Void) {
  let box = unsafe Unmanaged.passRetained(ThreadBody(body)).toOpaque()
  var thread: pthread_t = 0
  let code = unsafe pthread_create(&thread, nil, runThreadBody, box)
  guard code == 0 else { _exit(71) }  // EX_OSERR
  pthread_detach(thread)
}

private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func runThreadBody(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let argument = unsafe argument else { return nil }
  unsafe Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
  return nil
}
