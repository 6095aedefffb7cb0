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
/// A report ends where the source or the identity changes, or where the line numbers start again.
public struct CellsReader: ~Copyable {
  private var records: RecordReader
  /// Whether the record at hand belongs to the next report.
  private var hasRecord = false
  private var hasHeader = false

  /// - Throws: `CellsError` where the header is not that of cells CSV.
  public init(_ input: consuming ByteReader) throws(CellsError) {
    records = RecordReader(input)
    guard try nextRecord() else { throw .empty(name: records.name) }
    let found = (0..<records.fields.count).map { String(records.field($0)) }
    guard found == CellsHeader.names else {
      let line = found.joined(separator: ",")
      throw .wrongHeader(
        Location(records.name, line: 1, column: 1), found: String(line.prefix(60)))
    }
    hasHeader = true
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
    var lastLine = 0
    repeat {
      guard records.field(0).equals(source), records.field(2).equals(report.agency),
        records.field(3).equals(report.year)
      else { break }
      let line = try number(1)
      guard line >= lastLine else { break }
      lastLine = line
      try append(line: line, to: &report)
      hasRecord = try nextRecord()
    } while hasRecord
    return report
  }

  private mutating func append(line: Int, to report: inout Report) throws(CellsError) {
    guard let kind = kind(of: records.field(4)) else { throw bad(4) }
    let start = report.text.count
    report.text.append(span: records.field(9))
    var piece = Piece(kind: kind, line: line, text: start..<report.text.count)
    if kind == .cell {
      piece.table = try number(6)
      piece.row = try number(7)
      piece.cell = try number(8)
    }
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

  private static let kinds = Piece.Kind.allCases.map { Array($0.name.utf8) }

  private mutating func nextRecord() throws(CellsError) -> Bool {
    do throws(CSVError) {
      repeat {
        guard try records.next() else { return false }
        // An empty line between records is nobody's record.
      } while records.fields.count == 1 && records.field(0).isEmpty
    } catch {
      throw .csv(error)
    }
    if records.fields.count != CellsHeader.names.count, hasHeader {
      throw .fieldCount(
        Location(records.name, line: records.line), found: records.fields.count)
    }
    return true
  }

  private func number(_ index: Int) throws(CellsError) -> Int {
    let digits = records.field(index)
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
