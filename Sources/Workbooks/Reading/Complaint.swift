import Bytes
import Facts
import Sheets

/// What can be wrong with a sheet of facts in which somebody has worked.
enum Complaint: Equatable {
  case unknownColumn(String)
  /// A cell under no name.
  case noHeader
  /// A row with nothing in the columns of facts.
  case noFact
  /// An empty cell in one of the columns that say what a value is of.
  case empty(String)
  case lineBreak
  case perhapsCopy(String)
  /// A value that an office program may have made a date of.
  case date(String)
  case error(String)
  case formula
  /// A cell that cannot be read; why was said.
  case lost
  case dateInLabel(String, column: String)
  case year(String)
  /// More digits than a number in a workbook keeps.
  case lostDigits(String)
  /// `1,234`, in words or with a unit.
  case numberAsText(String, digits: String)
  /// Words where a figure should stand.
  case noNumber(String)
  /// `1E+05` as text.
  case shortened(String)

  /// What a cell cannot be, or may not have been; `nil` where all is well.
  init?(_ text: Span<UInt8>, _ kind: SheetCell.Kind, _ column: FactColumn) {
    switch kind {
    case .blank, .boolean: return nil
    case .text:
      guard text.isScientific else { return nil }
      self = .shortened(String(text))
    case .error: self = .error(String(text))
    case .formula: self = .formula
    case .lost: self = .lost
    case .date:
      let isLabel = [.agency, .year, .section, .row, .column].contains(column)
      self = isLabel ? .dateInLabel(String(text), column: column.rawValue) : .date(String(text))
    case .number:
      if text.wholeDigitCount > 15 {
        self = .lostDigits(String(text))
      } else if column == .year, text.hasFraction {
        self = .year(String(text))
      } else {
        return nil
      }
    }
  }

  /// Whether the row is refused.
  var isRefusal: Bool {
    switch self {
    case .error, .formula, .lost, .dateInLabel, .year, .lostDigits, .shortened: true
    default: false
    }
  }

  /// Complaints of one kind are said a few times only.
  fileprivate var kind: String {
    switch self {
    case .unknownColumn: "columns that facts do not have"
    case .noHeader: "cells in columns without a name"
    case .noFact: "rows with nothing in the columns of facts"
    case .empty(let column): "cells of the column “\(column)” that are empty"
    case .lineBreak: "cells with line breaks"
    case .perhapsCopy: "copies"
    case .date: "dates"
    case .error: "rows with an error in a cell"
    case .formula: "rows with a formula that has no value"
    case .lost: "rows with a cell that cannot be read"
    case .dateInLabel: "rows with a date in a label"
    case .year: "rows with a year that is none"
    case .lostDigits: "rows with numbers that lost digits"
    case .shortened: "rows with shortened numbers"
    case .numberAsText: "numbers that are text"
    case .noNumber: "cells that are no number"
    }
  }

  func diagnostic(at place: Location) -> Diagnostic {
    let (what, why, remedy) = words
    return Diagnostic(isRefusal ? .error : .warning, at: place, what: what, why: why, remedy: remedy)
  }

  private var words: (what: String, why: String, remedy: String) {
    switch self {
    case .unknownColumn(let name):
      ("the column “\(name)” is left out", "facts have no such column", "")
    case .noHeader: ("the cell is left out", "its column has no name", "")
    case .noFact: ("the row is left out", "it holds nothing in the columns of facts", "")
    case .empty(let column):
      (
        "the cell is empty", "the column “\(column)” says what the value is of",
        "Fill it in, or delete the row"
      )
    case .lineBreak: ("the line break in the cell becomes a blank", "no field of facts holds one", "")
    case .perhapsCopy(let name):
      (
        "the sheet is read as going on with “\(name)”", "its name says so, though “\(name)” is not full",
        "If it is a copy, delete it, or name one sheet with from-xlsx --sheet"
      )
    case .date(let text):
      ("the value is the date \(text)", "office programs make dates of values such as 1-2", "")
    case .error(let text):
      ("the cell holds the error \(text)", "its formula has no value", "Type the value, or delete the row")
    case .formula:
      (
        "the cell holds a formula without its value", "the program that wrote the file has not computed it",
        "Open the file with an office program, and save it again"
      )
    case .lost:
      ("the row is left out", "the cell cannot be read", "Type what it should hold, or delete the row")
    case .dateInLabel(let text, let column):
      (
        "the cell of the column “\(column)” is the date \(text)",
        "office programs make dates of what looks like one, and what it was is not known",
        "Format the cell as text, and type it again"
      )
    case .year(let text):
      ("“\(text)” is no year", "a year is a whole number", "Type it again, as 2023")
    case .lostDigits(let text):
      (
        "the number \(text) has more than 15 digits", "an office program keeps no more, and the rest is lost",
        "Format the cell as text, and type it again"
      )
    case .numberAsText(let text, let digits):
      ("“\(text)” is text, and no number", "the value stays as it stands", "Type it as \(digits)")
    case .noNumber(let text):
      ("“\(text)” is no number", "the column holds figures; the value is blank", "Type a number")
    case .shortened(let text):
      (
        "“\(text)” is a number that an office program has shortened", "which digits it had is not known",
        "Type it in full"
      )
    }
  }
}

/// Complaints of all kinds, each said a few times, then counted.
struct Complaints {
  private var counts: [(kind: String, count: Int, isRefusal: Bool)] = []
  private var diagnostics: [Diagnostic] = []

  /// How often one kind is said.
  private static let limit = 5

  mutating func add(_ complaint: Complaint, at place: Location) {
    let kind = complaint.kind
    let index = counts.firstIndex { $0.kind == kind } ?? counts.count
    if index == counts.count { counts.append((kind, 0, complaint.isRefusal)) }
    counts[index].count += 1
    if counts[index].count <= Self.limit { diagnostics.append(complaint.diagnostic(at: place)) }
  }

  /// All that is to be said, with the numbers of what was not said one by one.
  func finish() -> [Diagnostic] {
    var all = diagnostics
    for (kind, count, isRefusal) in counts where count > Self.limit {
      all.append(
        Diagnostic(
          isRefusal ? .error : .warning, at: Location(""), what: "\(count - Self.limit) more \(kind)"))
    }
    return all
  }
}

extension Span where Element == UInt8 {
  /// Digits before the point; a sign is none.
  fileprivate var wholeDigitCount: Int {
    var count = 0
    for index in indices {
      if self[index] == .period { break }
      if self[index].isDigit { count += 1 }
    }
    return count
  }

  /// Whether a digit that is not 0 stands behind a point.
  fileprivate var hasFraction: Bool {
    guard let point = firstIndex(of: .period) else { return false }
    for index in point + 1..<count where self[index] != .zero { return true }
    return false
  }

  /// Whether the text is a number with an exponent, as `3.3E+17`.
  fileprivate var isScientific: Bool {
    guard count >= 4, self[0].isDigit || self[0] == .hyphen else { return false }
    guard let mark = firstIndex(of: UInt8(ascii: "E")), mark + 2 < count, mark > 0, self[mark - 1].isDigit,
      self[mark + 1] == .plus || self[mark + 1] == .hyphen
    else { return false }
    for index in indices where index != mark && index != mark + 1 {
      guard self[index].isDigit || self[index] == .period || index == 0 else { return false }
    }
    return true
  }
}
