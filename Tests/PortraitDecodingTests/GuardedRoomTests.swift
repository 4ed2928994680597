import Glibc
import TestSupport
import Testing

@testable import PortraitDecoding

@Suite("Room for foreign code to write into")
struct GuardedRoomTests {
  static func room(_ count: Int) throws -> GuardedRoom {
    guard let room = GuardedRoom(atLeast: count) else { throw TestFailure("no room") }
    return room
  }

  @Test("It has whole pages and holds what was put in")
  func content() throws {
    let room = try Self.room(5_000)
    room.fill([1, 2, 3])
    let (start, none, all, count) = (room.prefix(4), room.prefix(-1), room.prefix(Int.max), room.count)
    #expect(start == [1, 2, 3, 0])
    #expect(none.isEmpty)
    #expect(count >= 5_000 && all.count == count)
  }

  @Test("Any single byte that was changed shows, also when it became 0")
  func touched() throws {
    let room = try Self.room(5_000)
    room.fillWithPattern()
    let count = room.count
    let isFresh = room.isUntouched(0..<count)
    #expect(isFresh)
    for index in 0..<count {
      let before = room.start.load(fromByteOffset: index, as: UInt8.self)
      room.start.storeBytes(of: 0, toByteOffset: index, as: UInt8.self)
      let isSeen = !room.isUntouched(index..<(index + 1))
      #expect(isSeen)
      room.start.storeBytes(of: before, toByteOffset: index, as: UInt8.self)
    }
    let isAsBefore = room.isUntouched(0..<count)
    #expect(isAsBefore)
  }

  @Test("No sixteen bytes of the pattern are alike, so nothing filled with one value looks untouched")
  func irregular() throws {
    let room = try Self.room(40_960)
    room.fillWithPattern()
    let pattern = room.prefix(40_960)
    for start in stride(from: 0, to: 40_960, by: 16) {
      #expect(Set(pattern[start..<(start + 16)]).count > 1)
    }
  }

  @Test("One byte before it and one byte after it end the process")
  func guarded() async {
    await #expect(processExitsWith: .signal(SIGSEGV)) {
      let room = try GuardedRoomTests.room(4_096)
      room.start.storeBytes(of: 1, toByteOffset: room.count, as: UInt8.self)
    }
    await #expect(processExitsWith: .signal(SIGSEGV)) {
      let room = try GuardedRoomTests.room(4_096)
      room.start.storeBytes(of: 1, toByteOffset: -1, as: UInt8.self)
    }
  }

  @Test("No room is made of nothing", arguments: [0, -1])
  func none(count: Int) {
    let isMade = GuardedRoom(atLeast: count) != nil
    #expect(!isMade)
  }
}
