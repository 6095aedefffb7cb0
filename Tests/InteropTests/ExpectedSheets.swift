import Bytes
import CSV
import Foundation

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

/// What the sheets of a workbook of facts should hold, by the simplest code that says so: the oracle of these tests.
struct ExpectedSheets {
  let records: [[String]]

  /// The sections that get a wide sheet, in the sheets' order.
  static let sections = [
    "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况", "政府信息公开情况统计表",
  ]

  var sheets: [Sheet] {
    [data] + Self.sections.compactMap(wide)
  }

  /// All facts as they are.
  private var data: Sheet {
    let header = records[0]
    let rows = records.dropFirst().map { record in
      zip(header, record).map { column, text in
        ["year", "value", "line"].contains(column) ? Cell(value: text) : Cell(shown: text)
      }
    }
    return Sheet(name: "数据", rows: [header.map { Cell(shown: $0) }] + rows)
  }

  /// A row for each agency and year, a column for each row and column of the section's table.
  private func wide(_ section: String) -> Sheet? {
    var table = ExpectedTable()
    for record in records.dropFirst() where record[2] == section { table.add(record) }
    guard !table.rows.isEmpty else { return nil }
    let header = ["agency", "year"] + table.labels.map { $0[0].isEmpty ? $0[1] : "\($0[0])/\($0[1])" }
    let rows = table.rows.map { row in
      [Cell(shown: row.identity[0]), Cell(value: row.identity[1])]
        + table.labels.map { Cell(value: row.values[$0] ?? "") }
    }
    return Sheet(name: section, rows: [header.map { Cell(shown: $0) }] + rows)
  }
}

/// A wide table in the making.
private struct ExpectedTable {
  /// Row and column of the facts, in the table's order.
  var labels: [[String]] = []
  var rows: [(identity: [String], values: [[String]: String])] = []
  private var previous: [String]?

  mutating func add(_ record: [String]) {
    let (identity, label) = ([record[0], record[1]], [record[3], record[4]])
    // Nothing is overwritten: what comes twice begins a further row.
    if rows.last?.identity != identity || rows.last?.values[label] != nil {
      rows.append((identity, [:]))
      previous = nil
    }
    rows[rows.count - 1].values[label] = record[5]
    if !labels.contains(label) {
      // Behind the column of the fact before it, so that the printed order stays.
      let place = previous.flatMap { labels.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
      labels.insert(label, at: place)
    }
    previous = label
  }
}

extension Cell {
  /// A text as a workbook shows it: characters that XML cannot hold replaced, and no longer than a cell may be.
  init(shown text: String) {
    var shown = ""
    var length = 0
    for scalar in text.unicodeScalars {
      let isXML = scalar.value >= 0x20 || "\t\n\r".unicodeScalars.contains(scalar)
      let kept: Unicode.Scalar = isXML && ![0xFFFE, 0xFFFF].contains(scalar.value) ? scalar : "\u{FFFD}"
      length += UTF16.width(kept)
      if length > 32_767 { break }
      shown.unicodeScalars.append(kept)
    }
    self = shown.isEmpty ? .empty : .text(shown)
  }

  /// A cell of the columns that hold numbers: a number where a double shows the digits as printed, else text.
  init(value text: String) {
    guard !text.isEmpty, text.utf8.count < 40 else {
      self.init(shown: text)
      return
    }
    let pattern = /-?(0|[1-9][0-9]*)(\.[0-9]+)?/
    let isPlain = text.wholeMatch(of: pattern) != nil
    let digits = text.utf8.count { (0x30...0x39).contains($0) }
    let isBelowOne = text.hasPrefix("0.") || text.hasPrefix("-0.")
    let isNegativeZero = text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) }
    if isPlain, !isNegativeZero, digits - (isBelowOne ? 1 : 0) <= 15, let number = Double(text) {
      self = .number(number)
    } else {
      self.init(shown: text)
    }
  }
}
