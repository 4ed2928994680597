import Emulation
import Foundation
import LinuxPlatform

/// A private pcscd with a virtual PC/SC reader of two slots, which PC/SC shows as two readers.
///
/// The built `idkiosk-emulator` runs it. It ends with its owner.
public final class VirtualReader: Sendable {
  /// The ids that the two slots get from the default name.
  public static let ids = ["pcsc-counter-card-reader-00-00", "pcsc-counter-card-reader-00-01"]

  /// Where its sockets are; gone with it.
  public let folder: ScratchFolder
  /// What a program needs to find it.
  public var environment: [String: String?] { ["PCSCLITE_CSOCK_NAME": Self.socket(in: folder)] }
  /// The emulator, with its lines.
  public let program: RunningProgram

  /// Starts it and waits until pcscd answers; `user` runs it as another user, when the tests run as root.
  public init(in folder: ScratchFolder? = nil, user: UInt32? = nil) async throws {
    let folder = try folder ?? ScratchFolder()
    self.folder = folder
    let words = ["pcsc", "--runtime-dir", Self.home(folder), "--until-stdin-ends"]
    program = try RunningProgram.asUser(user, Programs.path("idkiosk-emulator"), words, owning: folder)
    _ = try await program.outputLine { $0.hasPrefix("ready ") }
  }

  /// Where pcscd will listen, once a reader runs in `folder`.
  public static func socket(in folder: ScratchFolder) -> String { home(folder) + "/pcscd.comm" }

  /// Lays a card: a file, the number of a synthetic person, or `ordinary`.
  public func put(_ card: String, slot: Int = 0) async throws {
    try await command("reader \(slot) put \(card)")
  }

  /// Lifts the card.
  public func lift(slot: Int = 0) async throws { try await command("reader \(slot) lift") }

  /// Sends any line of the emulator's control socket; throws when it is not answered with `ok`.
  public func command(_ line: String) async throws {
    let home = Self.home(folder)
    let answer = await withCheckedContinuation { continuation in
      startThread { continuation.resume(returning: CardWords.send(line, to: home)) }
    }
    guard answer == "ok" else { throw TestFailure(answer) }
  }

  /// Ends it and waits until pcscd has ended.
  public func stop() async { await program.stop() }

  private static func home(_ folder: ScratchFolder) -> String { folder.file("pcsc") }
}

extension RunningProgram {
  /// Starts a program as `user`, who then owns the folder; as the test's own user when that is not root.
  public static func asUser(
    _ user: UInt32?, _ path: String, _ arguments: [String] = [], environment: [String: String?] = [:],
    owning folder: ScratchFolder
  ) throws -> RunningProgram {
    guard let user, geteuid() == 0 else {
      return try RunningProgram(path, arguments, environment: environment)
    }
    guard chown(folder.path, user, user) == 0 else { throw TestFailure("chown") }
    return try RunningProgram(
      "/usr/bin/setpriv", ["--reuid", "\(user)", "--regid", "\(user)", "--clear-groups", path] + arguments,
      environment: environment)
  }
}
