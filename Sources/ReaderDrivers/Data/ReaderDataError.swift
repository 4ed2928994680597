/// What is wrong in a file of readers.
public struct ReaderDataError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file's name.
  public var file: String
  /// The line, counted from 1.
  public var line: Int
  /// What is wrong there.
  public var problem: String

  /// An error in a line, or in the file as a whole with line 0 or 1.
  public init(file: String, line: Int, problem: String) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  /// For whoever wrote the file.
  public var description: String { "\(file):\(line): \(problem)" }
}
