public import Bytes
public import CSV

/// What can be wrong with cells CSV.
public enum CellsError: Error, Equatable, Sendable {
  /// The first record is not the header of cells CSV; what it is instead.
  case wrongHeader(Location, found: String)
  case empty(name: String)
  case fieldCount(Location, found: Int)
  case badField(Location, column: String, found: String)
  case csv(CSVError)
}

extension CellsError: Explained {
  public var diagnostic: Diagnostic {
    let header = CellsHeader.names.joined(separator: ",")
    return switch self {
    case .wrongHeader(let place, let found):
      Diagnostic(
        .error, at: place, what: "this is not cells CSV",
        why: "its first line is “\(found)”, not “\(header)”",
        remedy: "Give it the output of nianbao extract")
    case .empty(let name):
      Diagnostic(
        .error, at: Location(name), what: "the input is empty", why: "cells CSV begins with “\(header)”",
        remedy: "Give it the output of nianbao extract")
    case .fieldCount(let place, let found):
      Diagnostic(
        .error, at: place, what: "the record has \(found) fields, the header has \(CellsHeader.names.count)",
        remedy: "The input may be cut off or edited: make it again with nianbao extract")
    case .badField(let place, let column, let found):
      Diagnostic(
        .error, at: place, what: "“\(found)” is no \(column)",
        remedy: "Make the input again with nianbao extract")
    case .csv(let error):
      error.diagnostic
    }
  }
}

/// Reports out of cells CSV, one at a time.
///
/// A report ends where the source or the identity changes, or where the line numbers start again. Inputs without lines start
/// again where a cell stands before the last one, a title behind another title, or no section behind a section. An index table, 索引号, stands
/// above the title of its own report.
public struct CellsReader: ~Copyable {
  private var records: RecordReader
  /// Whether the record at hand belongs to the next report.
  private var hasRecord = false
  private var hasHeader = false
  /// Is given what is to be said of the input and stops nothing.
  private let warn: (Diagnostic) -> Void

  /// - Throws: `CellsError` where the header is not that of cells CSV.
  public init(_ input: consuming ByteReader, warn: @escaping (Diagnostic) -> Void = { _ in })
    throws(CellsError)
  {
    records = RecordReader(recognising: input)
    self.warn = warn
    guard try nextRecord() else { throw .empty(name: records.name) }
    let found = (0..<records.fields.count).map { String(records.field($0)) }
    guard found == CellsHeader.names else {
      let line = found.joined(separator: ",")
      throw .wrongHeader(
        Location(records.name, line: records.line, column: 1), found: String(line.prefix(60)))
    }
    hasHeader = true
    if records.isWithoutLineEnd { warn(.withoutLineEnd(Location(records.name, line: records.line))) }
    hasRecord = try nextRecord()
  }

  /// The next report, or `nil` after the last one.
  /// - Throws: `CellsError` with the line of the record.
  public mutating func next() throws(CellsError) -> Report? {
    guard hasRecord else { return nil }
    var report = Report(source: String(records.field(0)))
    report.agency = [UInt8](copying: records.field(2))
    report.year = [UInt8](copying: records.field(3))
    let source = Array(report.source.utf8)
    var last = Place()
    repeat {
      guard records.field(0).equals(source), records.field(2).equals(report.agency),
        records.field(3).equals(report.year)
      else { break }
      let piece = try piece(at: report.text.count)
      guard piece.line >= last.line, piece.line > 0 || !startsOver(piece, behind: last, in: report) else {
        break
      }
      if piece.line > 0 || piece.kind == .cell { last = piece.place }
      append(piece, to: &report)
      if piece.kind == .cell, !piece.isRefused, piece.line > 0, records.isPlain {
        passRun(behind: &last, to: &report)
      }
      hasRecord = try nextRecord()
    } while hasRecord
    return report
  }

  /// Reads the cells behind the one at hand that differ from it in line, numbers and text only.
  private mutating func passRun(behind last: inout Place, to report: inout Report) {
    let run = CellRun(record: records.bytes, line: records.fields[1].range, table: records.fields[6].range)
    let (length, count) = run.read(
      records.following, behind: &last, section: report.sections.count - 1, to: &report)
    records.pass(length, lines: count)
  }

  /// Whether a piece of an input without lines belongs to another report.
  ///
  /// - Parameter last: the last cell.
  private func startsOver(_ piece: Piece, behind last: Place, in report: Report) -> Bool {
    if piece.kind == .cell {
      return (piece.table, piece.row, piece.cell) <= (last.table, last.row, last.cell)
    }
    if piece.kind == .title, report.pieces.contains(where: { $0.kind == .title }) { return true }
    return records.field(5).isEmpty && report.sections.count > 1
  }

  /// The piece of the record at hand, whose text is to stand at `start`.
  private func piece(at start: Int) throws(CellsError) -> Piece {
    let isRefused = records.field(4).equals(Self.refused)
    guard let kind = isRefused ? .cell : kind(of: records.field(4)) else { throw bad(4) }
    var piece = Piece(kind: kind, line: 0, text: start..<start + records.field(Self.text).count)
    piece.isRefused = isRefused
    if kind == .cell {
      piece.table = try number(6)
      piece.row = try number(7)
      piece.cell = try number(8)
      piece.span = try span()
    }
    let place = records.field(1)
    if kind == .cell ? isCellNumbers(place) : place.isEmpty { return piece }
    let page = place.firstIndex(of: .period) ?? place.count
    piece.isOnPage =
      kind == .cell && page < place.count && isCellNumbers(place.extracting(page + 1..<place.count))
    piece.line = try number(1, piece.isOnPage ? place.extracting(0..<page) : place)
    return piece
  }

  /// The place of the field that holds the text.
  private static let text = 12

  /// The columns and rows of the cell at hand; all three are blank where they are not known.
  private func span() throws(CellsError) -> GridSpan {
    if (9...11).allSatisfy({ records.field($0).isEmpty }) { return .unknown }
    let isCovered = records.field(11).equals([.zero])
    return try GridSpan(column: number(9), columns: number(10), rows: isCovered ? 0 : number(11))
  }

  /// Whether a field holds `table.row.cell` of the record at hand.
  private func isCellNumbers(_ field: Span<UInt8>) -> Bool {
    var start = 0
    for index in 6...8 {
      let number = records.field(index)
      guard field.count >= start + number.count, field.extracting(start..<start + number.count).equals(number)
      else { return false }
      start += number.count
      guard index < 8 else { break }
      guard start < field.count, field[start] == .period else { return false }
      start += 1
    }
    return start == field.count
  }

  private mutating func append(_ new: Piece, to report: inout Report) {
    var piece = new
    report.text.append(span: records.field(Self.text))
    if !records.field(5).equals(report.sections[report.sections.count - 1]) {
      report.sections.append([UInt8](copying: records.field(5)))
    }
    piece.section = report.sections.count - 1
    report.pieces.append(piece)
  }

  private func kind(of field: Span<UInt8>) -> Piece.Kind? {
    // Most records are cells.
    if field.equals(Self.kinds[3]) { return .cell }
    for kind in Piece.Kind.allCases where field.equals(Self.kinds[Int(kind.rawValue)]) {
      return kind
    }
    return nil
  }

  private static let refused = Array("refused".utf8)
  private static let kinds = Piece.Kind.allCases.map { Array($0.name.utf8) }

  private mutating func nextRecord() throws(CellsError) -> Bool {
    do throws(CSVError) {
      repeat {
        guard try records.next() else { return false }
        // An empty line between records is nobody's record.
      } while records.fields.count == 1 && records.field(0).isEmpty || isHeaderAgain()
    } catch {
      throw .csv(error)
    }
    if records.fields.count != CellsHeader.names.count, hasHeader {
      throw .fieldCount(
        Location(records.name, line: records.line), found: records.fields.count)
    }
    if records.isWithoutLineEnd, hasHeader {
      let place = Location(records.name, line: records.line)
      if records.isAsWritten { throw .csv(.cutOff(place)) }
      warn(.withoutLineEnd(place))
    }
    return true
  }

  /// Whether the record at hand is the header again; says so.
  private func isHeaderAgain() -> Bool {
    guard hasHeader, records.repeats(CellsHeader.names) else { return false }
    warn(.headerAgain(Location(records.name, line: records.line)))
    return true
  }

  private func number(_ index: Int) throws(CellsError) -> Int { try number(index, records.field(index)) }

  /// - Parameter digits: those of the field, or some of them.
  private func number(_ index: Int, _ digits: Span<UInt8>) throws(CellsError) -> Int {
    guard (1...9).contains(digits.count) else { throw bad(index) }
    var value = 0
    for place in digits.indices {
      guard digits[place].isDigit else { throw bad(index) }
      value = value * 10 + Int(digits[place] - .zero)
    }
    guard value > 0 else { throw bad(index) }
    return value
  }

  private func bad(_ index: Int) -> CellsError {
    .badField(
      records.location(of: records.fields[index].lower), column: CellsHeader.names[index],
      found: String(records.field(index)))
  }
}
