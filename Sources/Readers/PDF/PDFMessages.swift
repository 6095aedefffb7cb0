import Bytes
import PDF

/// What there is to say about the pages of a PDF file.
extension Diagnostic {
  /// Why a page is not read; `nil` where it is.
  init?(unread page: PDFPage, of source: String) {
    let place = Location(source, line: page.number)
    let remedy = Self.ofPictures
    let hasLines = !page.strokes.isEmpty || page.fills.contains { !$0.isWhite }
    if page.imageShare > 0.5, page.glyphs.count < 20 {
      self = .picture(page: page.number, of: source)
    } else if page.imageShare > 0.9, !hasLines {
      self.init(
        .error, at: place, what: "page \(page.number) is a picture (a scan) with text laid over it",
        why: "such text was recognised in the picture, and is not to be relied on", remedy: remedy)
    } else if page.leftOut.turned > page.glyphs.count || page.leftOut.sloping > page.glyphs.count {
      let isTurned = page.leftOut.turned > page.leftOut.sloping
      self.init(
        .error, at: place,
        what: "page \(page.number): most of its text " + (isTurned ? "is mirrored" : "slopes"),
        why: "which characters stand beside each other is not certain, so the page is not read",
        remedy: "Print the original anew, or give the report in another form")
    } else if page.unknown * 20 > page.glyphs.count {
      let font = String(decoding: page.unknownFont, as: UTF8.self)
      self.init(
        .error, at: place,
        what: "page \(page.number): \(page.unknown) of \(page.glyphs.count) characters have no Unicode"
          + (font.isEmpty ? "" : " (font “\(font)”)"),
        why: "text copied from it is garbage too, so the page is not read",
        remedy: "Print the original anew, or give the report in another form")
    } else {
      return nil
    }
  }

  private static let ofPictures =
    "Give the report as text, HTML or DOCX, or run OCR first and check its figures"

  static func picture(page: Int, of source: String) -> Diagnostic {
    Diagnostic(
      .error, at: Location(source, line: page), what: "page \(page) is a picture (a scan)",
      why: "no text is seen on it", remedy: ofPictures)
  }

  /// - Parameter pages: on which they stand.
  init?(leftOut: LeftOut, pages: [Int], of source: String) {
    let kinds = [
      (leftOut.invisible, "invisible"), (leftOut.white, "white on white"),
      (leftOut.hidden, "on hidden layers"),
      (leftOut.clipped, "outside of what is shown"), (leftOut.sloping, "of watermarks"),
      (leftOut.turned, "upside down or mirrored"), (leftOut.struck, "struck out"),
      (leftOut.covered, "below boxes and pictures"),
      (leftOut.annotation, "of remarks, stamps and fields that the file does not show"),
    ].filter { $0.0 > 0 }
    guard !kinds.isEmpty else { return nil }
    self.init(
      .warning, at: Location(source),
      what: "characters that are not seen, or are no text of the page, are left out: "
        + kinds.map { "\($0.0) \($0.1)" }.joined(separator: ", ") + Self.places(pages))
  }

  /// The pages of a list, as far as a line has room: (pages 2, 4–7).
  private static func places(_ pages: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for page in pages {
      if let last = ranges.last, page <= last.upperBound + 1 {
        ranges[ranges.count - 1] = last.lowerBound...page
      } else {
        ranges.append(page...page)
      }
    }
    let words = ranges.prefix(8).map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)"
    }
    return (pages.count == 1 ? " (page " : " (pages ") + words.joined(separator: ", ")
      + (ranges.count > 8 ? " and others)" : ")")
  }

  static func damagedPage(_ page: Int, of source: String) -> Diagnostic {
    Diagnostic(
      .error, at: Location(source, line: page), what: "page \(page) is damaged",
      why: "a part of it is lost, and cells may look blank that are not, so the page is not read",
      remedy: "Get the file again, or give the report in another form")
  }

  static func filteredPage(_ page: Int, filter: String, of source: String) -> Diagnostic {
    Diagnostic(
      .error, at: Location(source, line: page), what: "page \(page) is compressed by the filter \(filter)",
      why: "that is not read", remedy: "Print the file to a new PDF")
  }

  static func tooManyLines(page: Int, of source: String) -> Diagnostic {
    Diagnostic(
      .error, at: Location(source, line: page), what: "page \(page) has too many lines for a table",
      why: "more are drawn than any report has, so no table is read there")
  }

  /// - Parameters:
  ///   - text: what stands in the cell.
  ///   - row: its label, and that of its column; empty where there is none.
  static func doubtfulFigure(
    _ text: String, _ doubt: DoubtfulFigure, row: String, column: String, page: Int, of source: String
  ) -> Diagnostic {
    let why =
      switch doubt {
      case .cut: "the page break cuts its cell, and whether that is one figure or two is not certain"
      case .printed(.unknown): "the font does not tell what a character is"
      case .printed(.gap): "a gap parts its digits, and whether that is one figure or two is not certain"
      case .printed(.crossing): "it crosses the line between two columns, so where it ends is not certain"
      case .printed(.unread(let kind)): seen(kind)
      case .printed(.lines):
        "its digits stand on several lines, and whether that is one figure is not certain"
      }
    let names = [("row", row), ("column", column)].filter { !$0.1.isEmpty }.map { "\($0.0) “\($0.1)”" }
    return Diagnostic(
      .error, at: Location(source, line: page),
      what: (["page \(page)"] + names).joined(separator: ", ")
        + (text.isEmpty
          ? ": whether the cell is blank is not certain" : ": the figure “\(text)” is not certain"),
      why: why + "; the cell gives no fact", remedy: "Look it up in the file")
  }

  /// What is seen in a cell and is no text.
  private static func seen(_ kind: UnreadMark.Kind) -> String {
    switch kind {
    case .drawing: "something is drawn in the cell that is no text, and may be a figure"
    case .picture: "a picture stands in the cell, and may show a figure"
    case .annotation: "a remark, a stamp or handwriting lies over the cell"
    case .clipped: "a part of its text is cut off"
    case .covered: "a box or a picture lies over its text"
    case .unnamed: "the font calls a character blank that is not"
    case .aslant: "digits stand in the cell aslant or upside down"
    }
  }

  static func partedRow(page: Int, of source: String) -> Diagnostic {
    Diagnostic(
      .error, at: Location(source, line: page),
      what:
        "page \(page): the row at the page break may be a half of one, whose label or figures stand on the other page",
      why: "that is not certain, so the row gives no fact", remedy: "Look it up in the file")
  }

  /// - Parameter text: what is seen of the label.
  static func clippedLabel(_ text: String, page: Int, of source: String) -> Diagnostic {
    Diagnostic(
      .error, at: Location(source, line: page),
      what: "page \(page): a part of the label “\(text)” is cut off",
      why: "which row it is is not certain, so the row gives no fact", remedy: "Look it up in the file")
  }

  static func unruledTable(_ title: String, _ why: String, page: Int, of source: String) -> Diagnostic {
    Diagnostic(
      .error, at: Location(source, line: page),
      what: "page \(page): the table “\(title)” has no lines, and \(why)",
      why: "the table gives no fact", remedy: "Give the report as HTML or DOCX")
  }
}

/// Why a figure of a cell is not certain.
enum DoubtfulFigure {
  case printed(PrintedText.Doubt)
  case cut
}
