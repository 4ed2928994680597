import FuzzTargets
import Glibc

/// Which target is fed; decided once.
private let target: FuzzTarget = {
  guard let name = getenv("IDKIOSK_FUZZ_TARGET"), let target = FuzzTarget(rawValue: String(cString: name)) else {
    perror("IDKIOSK_FUZZ_TARGET names no target")
    exit(64)
  }
  return target
}()

/// What libFuzzer calls with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  target.run(Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}
