internal import ReaderKit

/// How the readers of a family wrap frames: a name for the files of readers, and what is made of their settings.
struct Shape: Sendable {
  /// What a shape makes of a family's settings.
  struct Made: Sendable {
    var link: LinkKind
    var wiring: ReaderFamily.Wiring?
    var reportsCards = false
    var maker: ReaderFamily.Maker
  }

  let name: String
  let make: @Sendable (inout DataSettings) throws(ReaderDataError) -> Made

  init(_ name: String, make: @escaping @Sendable (inout DataSettings) throws(ReaderDataError) -> Made) {
    self.name = name
    self.make = make
  }

  /// A shape of frames on USB; the driver is the security module's.
  static func usb(
    _ name: String, _ link: LinkKind = .usb,
    wiring: @escaping @Sendable (inout DataSettings) throws(ReaderDataError) -> ReaderFamily.Wiring
  ) -> Shape {
    Shape(name) { (settings) throws(ReaderDataError) in
      Made(link: link, wiring: try wiring(&settings), maker: try .sam(&settings))
    }
  }
}

extension ReaderFamily.Maker {
  /// The security module's driver with the deadlines and habits that the settings name.
  static func sam(_ settings: inout DataSettings) throws(ReaderDataError) -> ReaderFamily.Maker {
    let deadlines = try SAMDeadlines(&settings)
    let habits = try SAMHabits(&settings)
    return .bytes { link in SAMReader(link: link, deadlines: deadlines, habits: habits) }
  }
}
