import Bytes
import CSV

/// What a fact is about: section, row and column, and what the form says of them.
///
/// The CSV fields are made once, so that writing a fact copies bytes and looks at none. A class, for each fact holds its key
/// for a moment, and four arrays are four times the counting.
public final class FactKey: Sendable {
  /// `section,row,column,` as CSV.
  let fields: [UInt8]
  public let row: [UInt8]
  public let column: [UInt8]
  /// The unit that the form states; empty where it states none.
  public let unit: [UInt8]
  /// The stable code; empty outside the forms.
  public let code: [UInt8]
  /// The form's id; empty outside the forms.
  public let form: [UInt8]

  public init(
    section: [UInt8], row: [UInt8], column: [UInt8], unit: [UInt8] = [], code: [UInt8] = [],
    form: [UInt8] = []
  ) {
    var writer = ByteWriter()
    for field in [section, row, column] {
      writer.append(field: field)
      writer.append(.comma)
    }
    fields = writer.bytes
    self.row = row
    self.column = column
    self.unit = unit
    self.code = code
    self.form = form
  }
}
