/// What an engine has of a row.
package protocol RowSource: AnyObject {
  /// The value in `column`; throws for one of a type that `Value` has not.
  func value(_ column: Int) throws(DatabaseError) -> Value
}
