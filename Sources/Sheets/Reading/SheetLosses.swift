import Bytes

/// What of a workbook cannot be read, or not as it was meant, though the rest can: each kind is said a few times, then counted.
struct SheetLosses: Sendable {
  enum Kind: Int, CaseIterable {
    /// A cell: what it holds is not what its type allows, or not there.
    case cell
    /// The format of a cell.
    case style
    /// What an extension of the format holds.
    case alternative
    /// A sheet.
    case sheet
    /// Characters that no text can hold.
    case characters
    /// What is struck out.
    case struck
    /// What is white on white.
    case white
    /// A number that is shown as another one.
    case shown
    /// A number that is not shown.
    case unseen
    /// Text beside the cells.
    case box
  }

  private var counts = Array(repeating: 0, count: Kind.allCases.count)
  private var diagnostics: [Diagnostic] = []

  /// How often one kind is said.
  private static let limit = 5

  mutating func add(_ kind: Kind, at place: Location, why: String) {
    counts[kind.rawValue] += 1
    guard counts[kind.rawValue] <= Self.limit else { return }
    let (what, _) = kind.words
    let remedy =
      switch kind {
      case .characters: ""
      case .shown: "Compare it with what an office program shows"
      case .unseen: "Give its cell another format, and save the file, if it counts"
      case .box: "Write what it says into cells, if it belongs to the report"
      case .white: "Give it another colour, and save the file, if it counts; else delete it"
      case .struck: "Take the line away, and save the file, if it counts"
      default: "Open the file with an office program, look there, and save it again"
      }
    diagnostics.append(Diagnostic(.warning, at: place, what: what, why: why, remedy: remedy))
  }

  /// Notes a text box by its first words.
  ///
  /// - Parameter text: what it says; a box that says nothing is a frame.
  mutating func addBox(at place: Location, beginning text: [UInt8]) {
    if text.span.isBlank(0..<text.count) { return }
    let text = String(decoding: text, as: UTF8.self)
    add(.box, at: place, why: "it begins with “\(text.prefix(20))”")
  }

  /// All that is to be said, with the numbers of what was not said one by one.
  var all: [Diagnostic] {
    diagnostics
      + Kind.allCases.compactMap { kind in
        let more = counts[kind.rawValue] - Self.limit
        return more > 0
          ? Diagnostic(.warning, at: Location(""), what: "\(more) more \(kind.words.many)") : nil
      }
  }
}

extension SheetLosses.Kind {
  fileprivate var words: (what: String, many: String) {
    switch self {
    case .cell: ("the cell is left out", "cells are left out")
    case .style:
      ("the number is read as it stands", "numbers are read as they stand, for want of their style")
    case .alternative: ("what stands here is left out", "places are left out")
    case .sheet: ("the sheet is left out", "sheets are left out")
    case .shown:
      (
        "the number is read as it is stored, and not as it is shown",
        "numbers are read as they are stored, and not as they are shown"
      )
    case .unseen:
      ("the number is not shown, and left out", "numbers are not shown, and left out")
    case .box: ("a text box is not read", "text boxes are not read")
    case .white:
      ("what is white on white is left out", "places with what is white on white, which is left out")
    case .struck: ("what is struck out is left out", "places with what is struck out, which is left out")
    case .characters: ("a character was replaced with U+FFFD", "texts have characters replaced with U+FFFD")
    }
  }
}
