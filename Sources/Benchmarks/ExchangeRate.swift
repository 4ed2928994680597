import Foundation
import KioskProtocol
import LinuxPlatform
import ReaderDrivers
import ReaderKit
import ReaderLinks
import TestSupport

/// Commands a second to the card on a virtual PC/SC reader, beside a C program on the same reader and pcscd.
struct ExchangeRate {
  struct Result {
    var own = Samples()
    var baseline = Samples()
    var ratios = Samples()
  }

  /// The first page of the card.
  static let command: [UInt8] = [0xFF, 0xB0, 0x00, 0x00, 0x00]

  let exchanges: Int
  let rounds: Int
  let baseline: CProgram

  /// `reader` is the one that this process sees, with a card that gives pages.
  func measure(_ reader: VirtualReader) async throws -> Result {
    let source = try PCSCSource()
    source.start()
    var opener: AttachedDevice.Opener?
    for await event in source.events {
      // The first slot; its card is there when it is told.
      if case .arrived(let device) = event, device.id == VirtualReader.ids[0] { opener = device.opener }
      if case .card(VirtualReader.ids[0], true, _) = event { break }
    }
    guard let opener else { throw TestFailure("no reader") }
    var result = Result()
    for _ in 0..<rounds {
      let own = try await own(opener)
      let bare = try await bare(reader)
      result.own.add(own)
      result.baseline.add(bare)
      result.ratios.add(own / bare)
    }
    await source.stop()
    return result
  }

  /// On a thread of its own, as a driver's is.
  private func own(_ opener: AttachedDevice.Opener) async throws -> Double {
    let exchanges = exchanges
    let rate = await withCheckedContinuation { continuation in
      startThread {
        continuation.resume(
          returning: Swift.Result<Double, any Error> {
            guard case .card(let channel) = try OpenedDevice(opener) else { throw TestFailure("no card") }
            defer { channel.close() }
            _ = try channel.connect()
            let start = ContinuousClock.now
            for _ in 0..<exchanges {
              guard try channel.transmit(Self.command).suffix(2) == [0x90, 0x00] else {
                throw TestFailure("the card refuses the command")
              }
            }
            let seconds = start.duration(to: .now) / .seconds(1)
            channel.disconnect()
            return Double(exchanges) / seconds
          })
      }
    }
    return try rate.get()
  }

  private func bare(_ reader: VirtualReader) async throws -> Double {
    let hex = Self.command.map { String(format: "%02X", $0) }.joined()
    let run = try RunningProgram(baseline.path, ["\(exchanges)", hex], environment: reader.environment)
    guard await run.wait() == 0, let rate = run.output.first.flatMap({ Double($0) }) else {
      throw TestFailure("apdu-baseline: \(run.errors)")
    }
    return rate
  }
}
