import Bytes
import Reports

/// The words of `tidy` about what it met in a report.
extension Diagnostic {
  /// How many missing rows are named.
  static let namedRows = 3

  /// - Parameters:
  ///   - rows: the first of them; more are not named.
  ///   - count: how many there are.
  static func missingRows(_ rows: [String], count: Int, of block: String, form: String, at place: Location)
    -> Diagnostic
  {
    let shown = rows.prefix(namedRows).map { "“\($0)”" }.joined(separator: ", ")
    let more = count > namedRows ? " and \(count - namedRows) more" : ""
    return Diagnostic(
      .warning, at: place, what: "the table “\(block)” has no row \(shown)\(more)",
      why: "form \(form) has; such a row gives no fact")
  }

  static func missingTable(_ block: String, form: String, at place: Location) -> Diagnostic {
    Diagnostic(
      .warning, at: place, what: "the report has no table “\(block)”", why: "form \(form) has")
  }

  static func repeatedBlock(_ block: String, at place: Location) -> Diagnostic {
    Diagnostic(
      .warning, at: place, what: "the table “\(block)” comes twice in this report",
      why: "the facts of both are given")
  }

  static func mergedValue(_ text: String, at place: Location) -> Diagnostic {
    Diagnostic(
      .error, at: place, what: "“\(text)” stands in a cell that is merged over several rows or columns",
      why: "it is the value of none of them alone, so it gives no fact",
      remedy: "Part the cell in a copy of the file, and write each its own value")
  }

  static func refusedFigure(_ text: String, row: String, column: String, at place: Location) -> Diagnostic {
    let names = [row, column].filter { !$0.isEmpty }.map { "“\($0)”" }.joined(separator: ", ")
    return Diagnostic(
      .error, at: place, what: "“\(text)”" + (names.isEmpty ? "" : " in \(names)") + " gives no fact",
      why: "what figure it is was not certain when the file was read")
  }

  static func repeatedRow(_ row: String, at place: Location) -> Diagnostic {
    Diagnostic(
      .warning, at: place, what: "the row “\(row)” comes twice in its table",
      why: "the facts of both are given")
  }

  static func notANumber(_ text: String, row: String, column: String, at place: Location) -> Diagnostic {
    let why = "it stands in “\(row)”, “\(column)”; the value stays blank"
    if text == String(decoding: Piece.objectText, as: UTF8.self) {
      return Diagnostic(
        .warning, at: place, what: "a picture, or something else that is no text, is not read", why: why,
        remedy: "Write its figure into a copy of the file, as text")
    }
    return Diagnostic(
      .warning, at: place, what: "“\(text)” is no number", why: why, remedy: "See it with --with raw,status")
  }

  static func readBeforeNote(_ text: String, _ figure: String, at place: Location) -> Diagnostic {
    Diagnostic(
      .warning, at: place, what: "“\(text)” is read as \(figure)", why: "the rest of it is a note",
      remedy: "Check the cell, and see it with --with raw,status")
  }

  static func wrongUnit(_ text: String, unit: String, at place: Location) -> Diagnostic {
    Diagnostic(
      .warning, at: place, what: "“\(text)” is not counted in \(unit)", why: "the value stays blank",
      remedy: "See it with --with raw,status")
  }

  static func unclearUnit(_ label: String, at place: Location) -> Diagnostic {
    Diagnostic(
      .warning, at: place, what: "the unit of “\(label)” is not clear",
      why: "figures without a unit of their own stay blank there", remedy: "See them with --with raw,status")
  }

  static func readAs(_ printed: String, _ row: String, byPosition: Bool, at place: Location) -> Diagnostic {
    Diagnostic(
      .warning, at: place,
      what: byPosition
        ? "a row without a label is read as “\(row)”" : "the row “\(printed)” is read as “\(row)”",
      why: byPosition ? "it stands in its place" : "its label is similar and stands in its place")
  }

  /// - Parameter labels: the row's; empty where it has none.
  ///
  /// - Parameter cells: what stands in the row.
  static func refusedRow(
    _ refusal: Alignment.Refusal, labels: String, cells: [String], block: String, at place: Location
  ) -> Diagnostic {
    let row = labels.isEmpty ? "the row" : "the row “\(labels)”"
    let copy = "Check how the report was turned into text"
    return switch refusal {
    case .tooFewCells(let found, let needed):
      Diagnostic(
        .error, at: place, what: "the row has \(found) value cells, the table “\(block)” has \(needed)",
        why: "which of them are missing cannot be told, so \(row) gives no fact", remedy: copy)
    case .unplaced: unplaced(cells, of: block, at: place)
    case .noLabel:
      Diagnostic(
        .error, at: place, what: "the row has figures and no label",
        why: "which row of the table “\(block)” it is cannot be told, so it gives no fact")
    case .headingOnly:
      Diagnostic(
        .error, at: place, what: "figures stand beside a heading of the table “\(block)”",
        why: "headings have none, and which row lost its label cannot be told, so they give no fact")
    case .labelAmongValues:
      Diagnostic(
        .error, at: place, what: "a label stands where the table “\(block)” has a value",
        why: "a cell is missing, and which one cannot be told, so \(row) gives no fact", remedy: copy)
    case .gluedLabels:
      Diagnostic(
        .error, at: place, what: "labels ran together in a row of the table “\(block)”",
        why:
          "the end of a cell or of a row is missing, so whose the figures of \(row) are cannot be told",
        remedy: copy)
    case .unclearPosition:
      Diagnostic(
        .error, at: place, what: "the cells of the row do not fit the columns of the table “\(block)”",
        why:
          "there are more of them, or blank ones at its ends, and which are the values cannot be told, so \(row) gives no fact",
        remedy: copy)
    case .severalLines:
      Diagnostic(
        .error, at: place, what: "\(row) is one of several of the table “\(block)”",
        why: "the form has one, and which of them is the report's cannot be told, so it gives no facts",
        remedy: "Check the table in the report")
    case .sideBySide:
      Diagnostic(
        .error, at: place, what: "two rows stand in one: “\(labels)”",
        why: "their tables stand side by side, or the end of a row is missing, so they give no facts",
        remedy: "Put one table below the other, or check how the report was turned into text")
    }
  }

  /// A row that its reader has refused.
  ///
  /// - Parameter texts: its label, then what stands there, as far as either is known.
  static func unplaced(_ texts: [String], of block: String? = nil, at place: Location) -> Diagnostic {
    let table = block.map { " of the table “\($0)”" } ?? ""
    let remedy = "Use another copy of the report, such as the page, the Word file, or the PDF itself"
    guard texts.count > 1 else {
      return Diagnostic(
        .error, at: place, what: "the row “\(texts.joined())”\(table) cannot be read",
        why: "which figures around it are its own is not certain, so it gives no fact", remedy: remedy)
    }
    return Diagnostic(
      .error, at: place, what: "the row “\(texts[0])”\(table) cannot be read",
      why: "“\(texts[1])” stands there, but not with certainty in which of its columns, so it gives no fact",
      remedy: remedy)
  }

  /// - Parameters:
  ///   - printed: the labels of the header's row.
  ///   - expected: those of the form.
  static func otherColumns(
    _ printed: [String], _ expected: [String], of block: String, form: String, at place: Location
  ) -> Diagnostic {
    Diagnostic(
      .error, at: place, what: "the header of the table “\(block)” is “\(printed.joined(separator: ", "))”",
      why:
        "form \(form) has “\(expected.joined(separator: ", "))”, so whose the figures are cannot be told, and the table gives no facts",
      remedy: "Check the table in the report")
  }

  /// - Parameter isRemark: whether it has no values and gives no facts.
  static func rowBelowTable(
    _ row: String, of block: String, form: String, isRemark: Bool, at place: Location
  ) -> Diagnostic {
    Diagnostic(
      .warning, at: place, what: "“\(row)” stands below the rows of the table “\(block)”",
      why: isRemark
        ? "it has no values, and is left out as a remark"
        : "form \(form) has no such row, and its figures are given as those of a row of its own")
  }

  static func contradiction(_ row: String, _ first: Int, _ second: Int, at place: Location) -> Diagnostic {
    Diagnostic(
      .warning, at: place, what: "the text states \(first) and \(second) as “\(row)”",
      why: "which of them is meant cannot be told, so neither is given")
  }

  static func headerAmongRows(at place: Location) -> Diagnostic {
    Diagnostic(
      .error, at: place, what: "a header of the official tables stands in a row of figures",
      why: "the end of a row is missing, so whose the figures are cannot be told, and they give no facts",
      remedy: "Check how the report was turned into text")
  }

  static func general(_ doubt: GeneralTable.Doubt, at place: Location) -> Diagnostic {
    switch doubt {
    case .width(let found, let header, let hasFigures):
      Diagnostic(
        hasFigures ? .error : .warning, at: place,
        what: "the row has \(found) cells, the header of its table has \(header)",
        why: "which columns its values are of cannot be told, so it gives no fact",
        remedy: "Check whether cells are merged or missing there")
    case .mergedLabel(let found, let header):
      Diagnostic(
        .warning, at: place, what: "the row has \(found) cells, the header of its table has \(header)",
        why: "its values are read from the right, as below or behind merged labels")
    case .headerRow:
      Diagnostic(
        .warning, at: place, what: "a row of the header cannot be set over the one below it",
        why: "which columns its cells span cannot be told, so that names of columns lack it")
    case .noLabels(let rows):
      Diagnostic(
        .error, at: place,
        what: rows == 1
          ? "a row of the table has figures and no label"
          : "\(rows) rows of the table have figures and no label",
        why: rows == 1
          ? "what they are cannot be told, so it gives no facts"
          : "what they are cannot be told, so they give no facts",
        remedy: "Check how the report was turned into text")
    case .unclearHeader(let row):
      Diagnostic(
        .error, at: place, what: "the row “\(String(decoding: row, as: UTF8.self))” stands below the header",
        why: "whether it is part of it or the first row of the table cannot be told, so it gives no facts",
        remedy: "Check the table in the report")
    case .loneFigure(let text, let isContact):
      Diagnostic(
        isContact ? .warning : .error, at: place,
        what: "“\(String(decoding: text, as: UTF8.self))” stands in one cell of a table",
        why: "which row and column its figure is of is not told by the table, so it gives no fact",
        remedy: isContact ? "" : "Check the table in the report")
    case .refusedFigure(let text, let row, let column):
      .refusedFigure(
        String(decoding: text, as: UTF8.self), row: String(decoding: row, as: UTF8.self),
        column: String(decoding: column, as: UTF8.self), at: place)
    case .unplaced(let texts): .unplaced(texts.map { String(decoding: $0, as: UTF8.self) }, at: place)
    case .mergedValue(let text): .mergedValue(String(decoding: text, as: UTF8.self), at: place)
    case .repeatedColumn(let name, let column):
      Diagnostic(
        .warning, at: place,
        what: "another column of the table is named “\(String(decoding: name, as: UTF8.self))” as well",
        why: "this one is given by its place, as 第\(column)列",
        remedy: "Check the header in the report")
    case .repeatedRow(let row): .repeatedRow(String(decoding: row, as: UTF8.self), at: place)
    case .labelAmongFigures:
      Diagnostic(
        .error, at: place, what: "labels and figures stand side by side in a row of the table",
        why: "no header tells which belong together, so the table gives no facts",
        remedy: "Check the table in the report")
    }
  }

  static func unknownColumns(_ block: String, at place: Location) -> Diagnostic {
    Diagnostic(
      .error, at: place, what: "the table “\(block)” has no header",
      why:
        "the forms have other columns there, and which of them these are cannot be told, so it gives no facts",
      remedy: "Check how the report was turned into text")
  }

  static func bareFigures(at place: Location) -> Diagnostic {
    Diagnostic(
      .error, at: place, what: "the table has figures and no labels",
      why: "what they are cannot be told, so they give no facts",
      remedy: "Check whether the table was cut in two when the report was turned into text")
  }

  static func emptySection(_ section: String, at place: Location) -> Diagnostic {
    Diagnostic(
      .error, at: place, what: "nothing stands under “\(section)”",
      why: "its table may be an image or an attachment, so it gives no facts",
      remedy: "Use another copy of the report, such as the Word file")
  }

  static func lostTable(_ section: String, at place: Location) -> Diagnostic {
    Diagnostic(
      .error, at: place, what: "the table of “\(section)” cannot be read",
      why:
        "its labels and figures are there, but not with certainty which belong together, so it gives no facts",
      remedy: "Use another copy of the report, such as the page, the Word file, or the PDF itself")
  }

  static func lostRows(_ section: String, at place: Location) -> Diagnostic {
    Diagnostic(
      .error, at: place, what: "figures of “\(section)” stand outside its tables",
      why: "which rows and columns they are of cannot be told, so they give no facts",
      remedy: "Use another copy of the report, such as the page, the Word file, or the PDF itself")
  }

  static func figuresInText(at place: Location) -> Diagnostic {
    Diagnostic(
      .error, at: place, what: "figures stand side by side in the text",
      why: "whose rows and columns they are cannot be told, so they give no facts",
      remedy: "Use another copy of the report, such as the page or the Word file")
  }

  static func placeholder(at place: Location) -> Diagnostic {
    Diagnostic(
      .error, at: place, what: "“[TABLE]” stands in place of a table",
      why: "pandoc prints that, so there are no facts",
      remedy: "Give nianbao the Word file itself")
  }

  static func noTable(_ source: String, line: Int) -> Diagnostic {
    Diagnostic(
      .error, at: Location(source, line: line), what: "the report has no table with figures",
      why: "its tables may be images or attachments, or their cells are lost",
      remedy: "Use another copy of the report, such as the page or the Word file")
  }
}
