internal import Dispatch
internal import Glibc

/// Runs a program's asynchronous body and ends the process with its exit status.
public func runMain(_ body: @escaping @Sendable () async -> Int32) -> Never {
  startTask { exit(await body()) }
  dispatchMain()
}
