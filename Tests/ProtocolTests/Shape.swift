/// What a wire type looks like as JSON.
indirect enum Shape: Equatable {
  case text
  case whole(least: Int?)
  case number
  case truth
  case list(Shape)
  case map(Shape)
  /// A type with a definition of its own, by its name.
  case named(String)
  /// May be `null`.
  case nullable(Shape)
  /// One of several forms.
  case either([Shape])
  /// A value about a person.
  case personal(Shape)
}

/// A type that stands in the schema under its own name.
enum Definition: Equatable {
  struct Member: Equatable {
    var name: String
    var shape: Shape
    /// May be left out.
    var isOptional: Bool
  }
  case object([Member])
  case choice([String])
}

/// A type from which no shape can be taken.
struct ShapeFailure: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}
