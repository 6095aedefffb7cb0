import Bytes
import CSV

/// A file of facts.
struct FactsFile {
  let name: String
  let bytes: [UInt8]

  /// The fields of the records, the header first, as our own reader gives them; that others read the same bytes is proven in
  /// SQLiteTests.
  func fields() throws -> [[[UInt8]]] {
    var reader = RecordReader(ByteReader(bytes: bytes, name: name))
    var records: [[[UInt8]]] = []
    while try reader.next() {
      records.append(reader.fields.indices.map { [UInt8](copying: reader.field($0)) })
    }
    return records
  }

  /// The fields as texts; bytes that are no UTF-8 are U+FFFD.
  func records() throws -> [[String]] { try fields().map { $0.map(\.text) } }
}
