import TestSupport

/// A workbook of Excel 97: numbers as such, texts that its cells share, merged cells.
enum OldWorkbook {
  private typealias Book = TestExcel97

  static func bytes(_ report: PrintedReport, _ plan: ReportPlan) -> [UInt8] {
    var dice = Dice(plan.seed, "xls")
    var texts: [String] = []
    var (records, merges): ([[UInt8]], [[UInt8]]) = ([], [])
    for (row, cells) in SheetRows.rows(report, &dice).enumerated() {
      for (column, cell) in cells.enumerated() {
        guard let cell, !cell.text.isEmpty || cell.width > 1 || cell.height > 1 else { continue }
        if let number = cell.number {
          let isShort = (0..<1 << 29).contains(number) && dice.chance(0.7)
          records.append(
            isShort
              ? Book.short(row, column, UInt32(number) << 2 | 2) : Book.number(row, column, Double(number)))
        } else if !cell.text.isEmpty {
          records.append(Book.shared(row, column, texts.count))
          texts.append(cell.text)
        }
        if cell.width > 1 || cell.height > 1 {
          let places = [row, row + cell.height - 1, column, column + cell.width - 1]
          merges.append(places.flatMap { littleEndian($0, 2) })
        }
      }
    }
    for start in stride(from: 0, to: merges.count, by: 1000) {
      let some = merges[start..<min(start + 1000, merges.count)]
      records.append(Book.record(0xE5, littleEndian(some.count, 2) + some.joined()))
    }
    return TestExcel97([.init("年报", records)], strings(texts)).bytes
  }

  /// The table of shared texts: a record holds 8,224 bytes, and a text goes on in the next one.
  private static func strings(_ texts: [String]) -> [[UInt8]] {
    let limit = 8224
    var records: [[UInt8]] = []
    var data = littleEndian(texts.count, 4) + littleEndian(texts.count, 4)
    func end() {
      records.append(Book.record(records.isEmpty ? 0xFC : 0x3C, data))
      data = []
    }
    for text in texts {
      let units = Array(text.utf16)
      // Its length and its flags stand together.
      if data.count + 3 > limit { end() }
      data += littleEndian(units.count, 2) + [1]
      for unit in units {
        if data.count + 2 > limit {
          end()
          data = [1]
        }
        data += littleEndian(Int(unit), 2)
      }
    }
    end()
    return records
  }
}
