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
    fields = Self.fields(section, row, column)
    self.row = row
    self.column = column
    self.unit = unit
    self.code = code
    self.form = form
  }

  private static func fields(_ section: [UInt8], _ row: [UInt8], _ column: [UInt8]) -> [UInt8] {
    // Few labels hold a comma or a quote, and the forms ask for hundreds of figures.
    if !section.span.needsQuotes(), !row.span.needsQuotes(), !column.span.needsQuotes() {
      var fields: [UInt8] = []
      fields.reserveCapacity(section.count + row.count + column.count + 3)
      for field in [section, row, column] {
        fields += field
        fields.append(.comma)
      }
      return fields
    }
    var writer = ByteWriter()
    for field in [section, row, column] {
      writer.append(field: field)
      writer.append(.comma)
    }
    return writer.bytes
  }
}

/// The keys of the facts that a row gives, one behind the other. A class, as `FactKey` is.
public final class FactKeys: Sendable {
  private let keys: [FactKey]
  /// The CSV fields of all keys, and where those of each one end: most facts are written without a look at their key.
  private let fields: [UInt8]
  private let ends: [Int]

  public init(_ keys: [FactKey]) {
    self.keys = keys
    fields = keys.flatMap(\.fields)
    var end = 0
    ends = keys.map { key in
      end += key.fields.count
      return end
    }
  }

  public var count: Int { keys.count }

  public subscript(place: Int) -> FactKey { keys[place] }

  /// Appends the fact of the key at a place as CSV.
  ///
  /// - Parameters:
  ///   - identity: `agency,year,`.
  ///   - figure: the value, which no quotes go around.
  func append(_ place: Int, behind identity: [UInt8], figure: Span<UInt8>, to writer: inout ByteWriter) {
    let fields = fields
    let range = (place == 0 ? 0 : ends[place - 1])..<ends[place]
    writer.append(identity.span, fields.span.extracting(range), figure, end: .lineFeed)
  }
}
