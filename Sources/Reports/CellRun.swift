import Bytes

/// Cells of one section that follow each other, as `extract` writes them: of such records only line, numbers and text differ, and
/// they are read without looking at their other fields again. Whatever differs in any other way is left to the reader of records.
struct CellRun {
  /// `source,` and `,agency,year,cell,section,` as they stand in the records.
  private let head: [UInt8]
  private let middle: [UInt8]

  /// A run that a record begins.
  ///
  /// - Parameters:
  ///   - record: one without quotes, whose line is a number.
  ///   - line: where its line stands.
  ///   - table: where the number of its table stands.
  init(record: Span<UInt8>, line: Range<Int>, table: Range<Int>) {
    head = [UInt8](copying: record.extracting(0..<line.lowerBound))
    middle = [UInt8](copying: record.extracting(line.upperBound..<table.lowerBound))
  }

  /// Reads as many cells as there are at the beginning of the bytes.
  ///
  /// - Parameters:
  ///   - last: the place of the cell before, then of the last one read; a smaller line is another report's.
  ///   - section: the index of the section.
  /// - Returns: how many bytes and records were read.
  func read(
    _ bytes: Span<UInt8>, behind last: inout Place, section: Int, to report: inout Report
  ) -> (length: Int, count: Int) {
    var (length, count) = (0, 0)
    while let (piece, text, end) = cell(bytes, at: length, textAt: report.text.count), piece.line >= last.line
    {
      report.text.append(span: bytes.extracting(text))
      report.pieces.append(piece)
      report.pieces[report.pieces.count - 1].section = section
      last = piece.place
      length = end
      count += 1
    }
    return (length, count)
  }

  private func cell(
    _ bytes: Span<UInt8>, at start: Int, textAt textStart: Int
  ) -> (piece: Piece, text: Range<Int>, end: Int)? {
    guard bytes.has(head, at: start) else { return nil }
    var place = start + head.count
    guard let line = bytes.number(at: &place), bytes.has(middle, at: place) else { return nil }
    place += middle.count
    guard let table = bytes.number(at: &place), bytes.passComma(&place),
      let row = bytes.number(at: &place), bytes.passComma(&place),
      let cell = bytes.number(at: &place), let span = bytes.span(at: &place)
    else { return nil }
    let text = place
    while place < bytes.count, bytes[place] != .lineFeed {
      // A quote, a comma more, or another line end.
      let byte = bytes[place]
      if byte <= .comma, byte == .quote || byte == .comma || byte == .carriageReturn { return nil }
      place += 1
    }
    guard place < bytes.count else { return nil }
    var piece = Piece(kind: .cell, line: line, text: textStart..<textStart + place - text)
    (piece.table, piece.row, piece.cell, piece.span) = (table, row, cell, span)
    return (piece, text..<place, place + 1)
  }
}

extension Span where Element == UInt8 {
  fileprivate func has(_ part: [UInt8], at start: Int) -> Bool {
    start + part.count <= count && extracting(start..<start + part.count).equals(part)
  }

  /// A number from 1 of up to nine digits; `nil` for what is none.
  fileprivate func number(at place: inout Int) -> Int? {
    let start = place
    var value = 0
    while place < count, place - start < 10, self[place].isDigit {
      value = value * 10 + Int(self[place] - .zero)
      place += 1
    }
    return 1...9 ~= place - start && value > 0 ? value : nil
  }

  /// What the fields for it say, and the commas around them; `nil` for what no cell has.
  fileprivate func span(at place: inout Int) -> GridSpan? {
    guard passComma(&place) else { return nil }
    if place + 2 < count, self[place] == .comma, self[place + 1] == .comma, self[place + 2] == .comma {
      place += 3
      return .unknown
    }
    guard let column = number(at: &place), passComma(&place), let columns = number(at: &place),
      passComma(&place), place < count
    else { return nil }
    var rows = 0
    if self[place] == .zero {
      place += 1
    } else {
      guard let number = number(at: &place) else { return nil }
      rows = number
    }
    return passComma(&place) ? GridSpan(column: column, columns: columns, rows: rows) : nil
  }

  fileprivate func passComma(_ place: inout Int) -> Bool {
    guard place < count, self[place] == .comma else { return false }
    place += 1
    return true
  }
}
