import Glibc
import KioskProtocol
import LinuxPlatform
import PersonalData
import PortraitImages
import Portraits
import TestSupport
import Testing

@Suite("Decoding portraits with a library that misbehaves", .timeLimit(.minutes(2)))
struct MisbehavingDecoderTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var symbol: String
    var interface = PortraitInterface.unpack
    var reason: FailureReason?
    var testDescription: String { symbol }
  }

  static let cases: [Case] = [
    Case(symbol: "good", reason: nil),
    Case(symbol: "unpack", reason: nil),  // Found under its C++ name.
    Case(symbol: "uses_a_thread", reason: nil),
    Case(symbol: "prints", reason: nil),
    Case(symbol: "returns_two", reason: .portraitRefused),
    Case(symbol: "writes_nothing", reason: .portraitWrongSize),
    Case(symbol: "writes_all_but_a_row", reason: .portraitWrongSize),
    Case(symbol: "writes_one_too_many", reason: .portraitOverrun),
    Case(symbol: "writes_one_too_many_and_refuses", reason: .portraitOverrun),
    Case(symbol: "writes_one_before", reason: .portraitCrashed),
    Case(symbol: "writes_much_too_much", reason: .portraitCrashed),
    Case(symbol: "aborts", reason: .portraitCrashed),
    Case(symbol: "exits", reason: .portraitCrashed),
    Case(symbol: "segfaults", reason: .portraitCrashed),
    Case(symbol: "recurses", reason: .portraitCrashed),
    Case(symbol: "writes_nonsense_to_the_channel", reason: .portraitCrashed),
    Case(symbol: "promises_an_endless_picture", reason: .portraitCrashed),
    Case(symbol: "bmp_good", interface: .wltToBmp, reason: nil),
    Case(symbol: "bmp_in_larger_room", interface: .wltToBmp, reason: nil),
    Case(symbol: "bmp_too_far", interface: .wltToBmp, reason: .portraitOverrun),
    Case(symbol: "bmp_of_another_width", interface: .wltToBmp, reason: .portraitWrongSize),
    Case(symbol: "bmp_of_32_bits", interface: .wltToBmp, reason: .portraitWrongSize),
    Case(symbol: "bmp_short", interface: .wltToBmp, reason: .portraitWrongSize),
    Case(symbol: "length_good", interface: .underscoreUnpack, reason: nil),
    Case(symbol: "length_too_small", interface: .underscoreUnpack, reason: .portraitWrongSize),
    Case(symbol: "length_huge", interface: .underscoreUnpack, reason: .portraitWrongSize),
    Case(symbol: "length_negative", interface: .underscoreUnpack, reason: .portraitWrongSize),
    Case(symbol: "length_never_told", interface: .underscoreUnpack, reason: .portraitWrongSize),
  ]

  static func decode(
    _ symbol: String, _ interface: PortraitInterface = .unpack, deadline: Duration = Faces.patience
  ) async throws -> PortraitOutcome {
    let library = try await MisbehavingLibrary.path
    let settings = PortraitSettings(library: library, interface: interface, symbol: symbol)
    return await Faces.client(settings, deadline: deadline).decode(Faces.block(seed: 1))
  }

  @Test("Each fault costs the portrait and names itself", arguments: cases)
  func fault(_ fault: Case) async throws {
    let outcome = try await Self.decode(fault.symbol, fault.interface)
    #expect(outcome.reason == fault.reason)
    if fault.reason == nil {
      let image = try Faces.picture(outcome)
      #expect(image.pixels.allSatisfy { $0 == 0x80 })
    }
  }

  @Test("A decoder that does not end is ended at the deadline", arguments: ["hangs", "spins"])
  func endless(symbol: String) async throws {
    #expect(try await Self.decode(symbol, deadline: .seconds(1)) == .failed(.portraitTimeout))
  }

  @Test(
    "A decoder that nobody ends is ended by the kernel",
    .enabled(if: FullRun.isAsked, "takes ten seconds"),
    arguments: ["hangs", "spins"])
  func abandoned(symbol: String) async throws {
    #expect(try await Self.decode(symbol) == .failed(.portraitCrashed))
  }

  @Test("A decoder gets less memory than half a gigabyte")
  func memory() async throws {
    let image = try Faces.picture(try await Self.decode("takes_all_memory"))
    #expect(image.pixels.first == 1)
  }

  /// What `tries_everything` tries, in its order, with the errno it must get.
  static let attempts: [(what: String, errno: Int32)] =
    [
      "open for writing", "open creating", "open a device for writing", "open for both", "open truncating",
      "open unnamed", "open appending", "creat",
    ].map { ($0, EPERM) } + [("openat2", ENOSYS)]
    + [
      "unlink", "mkdir", "rename", "symlink", "chmod", "unix socket", "internet socket", "socket pair",
      "receive",
      "pipe", "memory file", "fork", "vfork", "clone of a process",
    ].map { ($0, EPERM) } + [("clone3", ENOSYS)]
    + [
      "exec", "kill", "a signal to another process", "ptrace", "unshare", "prctl", "setrlimit", "io_uring",
      "stop the alarm", "ignore the alarm", "setuid",
    ].map { ($0, EPERM) }
    + ["open a folder for reading", "open a file for reading", "read", "access"].map { ($0, 0) }

  @Test("A decoder can read files and start threads, and nothing beyond")
  func confined() async throws {
    let image = try Faces.picture(try await Self.decode("tries_everything"))
    for (index, attempt) in Self.attempts.enumerated() {
      #expect(Int32(Faces.pixel(image, index, 0)[0]) == attempt.errno, "\(attempt.what)")
    }
    #expect(
      Faces.pixel(image, Self.attempts.count, 0)[0] == 0x80, "the list here is shorter than the library's")
  }

  @Test("A decoder has one descriptor, small limits, a clean environment and no way to more rights")
  func surroundings() async throws {
    let image = try Faces.picture(try await Self.decode("looks_around"))
    let expected: [(what: String, value: UInt8)] = [
      ("open descriptors", 1), ("the open one", 3), ("no core", 1), ("no file size", 1), ("descriptors", 16),
      ("seconds", 5), ("no_new_privs", 1), ("seccomp", 1), ("at most one variable", 1),
      ("signals unblocked", 1),
    ]
    for (index, entry) in expected.enumerated() {
      #expect(Faces.pixel(image, index, 0)[0] == entry.value, "\(entry.what)")
    }
  }
}
