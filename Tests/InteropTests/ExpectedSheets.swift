/// A sheet that a workbook should hold, and how to read it.
struct ExpectedSheet {
  enum Kind {
    /// A list of records: cell for cell.
    case records
    /// Rows of figures below a header in levels: the header is compared as one row, each column's labels joined by `/`.
    case wide
    /// A table as people print it, with merged cells: of each row what stands in it.
    case printed
    /// What explains the others: it must name them all.
    case about
  }

  let kind: Kind
  let sheet: Sheet

  /// What a reader should give, once it is `comparable`.
  var wanted: Sheet { kind == .printed ? sheet.withoutBlanks : sheet }

  /// What a reader gave, in the form in which this sheet is written down.
  func comparable(_ read: Sheet) -> Sheet {
    switch kind {
    case .records: return read
    case .wide:
      let height = max(read.trimmed.count - sheet.trimmed.count + 1, 1)
      return Sheet(
        name: read.name, rows: [read.rows.prefix(height).joinedLabels] + read.rows.dropFirst(height))
    case .printed: return read.withoutBlanks
    case .about:
      let names = read.rows.compactMap(\.first)
      return Sheet(name: read.name, rows: sheet.rows.filter { names.contains($0[0]) })
    }
  }
}

extension Sheet {
  /// Covered cells and those without a figure are left out.
  var withoutBlanks: Sheet {
    Sheet(name: name, rows: rows.map { row in row.filter { $0 != .empty } })
  }
}

extension ArraySlice where Element == [Cell] {
  /// The labels of each column. A blank cell continues the one at its left where all levels above it do, too; else the label above
  /// reaches down.
  fileprivate var joinedLabels: [Cell] {
    var left: [String] = []
    var labels: [Cell] = []
    for column in 0..<(map(\.count).max() ?? 0) {
      var path: [String] = []
      var continues = column >= 2
      for (level, row) in enumerated() {
        let cell = column < row.count ? row[column] : .empty
        if case .text(let text) = cell {
          path.append(text)
        } else {
          path.append(continues ? left[level] : "")
        }
        continues = continues && cell == .empty
      }
      left = path
      labels.append(.text(path.filter { !$0.isEmpty }.joined(separator: "/")))
    }
    return labels
  }
}

/// What the sheets of a workbook of facts should hold, by the simplest code that says so: the oracle of these tests.
struct ExpectedSheets {
  /// The facts' records, the header first.
  let records: [[String]]
  /// The same facts by `to-text`: the tables as the forms print them.
  let text: String
  /// What `check` finds, as CSV: records, the header first.
  let findings: [[String]]

  /// The sections that get a wide sheet, in the sheets' order.
  static let sections = [
    "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况", "政府信息公开情况统计表",
  ]

  var sheets: [ExpectedSheet] {
    let isSingle = Set(records.dropFirst().map { $0.prefix(2) }).count <= 1
    let sheets =
      [data] + (isSingle ? PrintedSheets(text).sheets : Self.sections.compactMap(wide))
      + (findings.count > 1 ? [found] : [])
    let about = Sheet(name: "说明", rows: sheets.map { [.text($0.sheet.name)] })
    return sheets + [ExpectedSheet(kind: .about, sheet: about)]
  }

  /// All facts as they are.
  private var data: ExpectedSheet {
    let header = records[0]
    let rows = records.dropFirst().map { record in
      zip(header, record).map { column, text in
        ["year", "value", "line"].contains(column) ? Cell(value: text) : Cell(shown: text)
      }
    }
    let sheet = Sheet(name: "数据", rows: [header.map { Cell(shown: $0) }] + rows)
    return ExpectedSheet(kind: .records, sheet: sheet)
  }

  /// What `check` finds; without columns of their own in the facts, places are left out.
  private var found: ExpectedSheet {
    let rows = findings.dropFirst().map { finding in
      zip(findings[0], finding).map { column, text in
        if ["source", "line"].contains(column), !records[0].contains(column) { return Cell.empty }
        return ["line", "year", "expected", "actual"].contains(column) ? Cell(value: text) : Cell(shown: text)
      }
    }
    let sheet = Sheet(name: "核查", rows: [findings[0].map { Cell(shown: $0) }] + rows)
    return ExpectedSheet(kind: .records, sheet: sheet)
  }

  /// A row for each agency and year, a column for each row and column of the section's table.
  private func wide(_ section: String) -> ExpectedSheet? {
    var table = ExpectedTable()
    for record in records.dropFirst() where record[2] == section { table.add(record) }
    guard !table.rows.isEmpty else { return nil }
    let labels = table.labels.map { $0.map { Cell(shown: $0).text }.filter { !$0.isEmpty } }
    let header = [["agency"], ["year"]] + labels
    let rows = table.rows.map { row in
      [Cell(shown: row.identity[0]), Cell(value: row.identity[1])]
        + table.labels.map { Cell(value: row.values[$0] ?? "") }
    }
    let sheet = Sheet(
      name: section, rows: [header.map { .text($0.joined(separator: "/")) }] + rows)
    return ExpectedSheet(kind: .wide, sheet: sheet)
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

/// The tables of a report by `to-text`: a tab before each cell, an empty line behind each row and each table.
struct PrintedSheets {
  private(set) var sheets: [ExpectedSheet] = []
  /// Tables of no form, on one sheet.
  private var others: [[Cell]] = []
  private var title: [Cell] = []
  private var section = ""
  private var heading: [Cell] = []

  init(_ text: String) {
    for block in text.split(separator: "\n\n\n") {
      var rows: [[Cell]] = []
      for row in block.split(separator: "\n\n") {
        let lines = row.split(separator: "\n", omittingEmptySubsequences: true)
        for line in lines where !line.hasPrefix("\t") { begin(String(line)) }
        let cells = lines.filter { $0.hasPrefix("\t") }.map { Cell(value: String($0.dropFirst())) }
        if !cells.isEmpty { rows.append(cells) }
      }
      add(rows)
    }
    if !others.isEmpty { addSheet("其他表格", rows: others) }
  }

  /// A line that is no cell: the title, or the heading of a section.
  private mutating func begin(_ line: String) {
    if title.isEmpty {
      title = [.text(line)]
    } else if let mark = line.firstIndex(of: "、") {
      section = String(line[line.index(after: mark)...])
      heading = [.text(line)]
    }
  }

  private mutating func add(_ rows: [[Cell]]) {
    if rows.isEmpty { return }
    if rows[0][0] == .text("项目") {
      // An empty row between tables.
      others += (others.isEmpty ? [] : [[]]) + [heading] + rows
    } else {
      addSheet(section, rows: [heading] + rows)
    }
  }

  private mutating func addSheet(_ name: String, rows: [[Cell]]) {
    sheets.append(
      ExpectedSheet(kind: .printed, sheet: Sheet(name: name, rows: [title] + rows)))
  }
}

extension Cell {
  /// What a cell of a text shows.
  var text: String { if case .text(let text) = self { text } else { "" } }

  /// A text as a workbook shows it: what is no character is replaced, and it is no longer than a cell may be.
  init(shown text: String) {
    var shown = ""
    var length = 0
    for scalar in text.unicodeScalars {
      let kept: Unicode.Scalar = [0xFFFE, 0xFFFF].contains(scalar.value) ? "\u{FFFD}" : scalar
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
