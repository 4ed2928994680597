import Emulation
import LinuxPlatform
import ReaderDrivers
import ReaderKit

/// What the steps of a read cost at a reader of one shape that takes no time itself: cutting frames up, putting them
/// together, and the driver.
struct ShapeSteps {
  struct Result {
    var find = Samples()
    var select = Samples()
    var read = Samples()
  }

  let kind: VirtualDevice.Kind
  let reads: Int

  func measure() throws -> Result {
    var result = Result()
    let device = VirtualDevice(kind)
    let driver = try kind.family().driver(for: device.attached.opener)
    defer { driver.close() }
    let flag = CancelFlag()
    let people = SyntheticPeople(seed: 20_261_121)
    for index in 0..<reads {
      device.lay(people.citizen(index))
      guard try driver.findCard(flag) else { continue }
      let timing = try driver.readCard(flag) { _ in }.timing
      if let find = timing.find { result.find.add(find) }
      if let select = timing.select { result.select.add(select) }
      if let read = timing.read { result.read.add(read) }
    }
    return result
  }
}
