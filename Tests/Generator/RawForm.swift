/// The raw forms that reports are generated in.
package enum RawForm: String, CaseIterable, Sendable {
  case tabForm = "tab form"
  case tabRows = "rows of tabs"
  case barePipes = "pipes, bare"
  case outerPipes = "pipes, outer"
  case markdown = "pipes, markdown"
  case pipeCells = "pipes, cell a line"
  case brokenPipes = "pipes, broken cells"
  case layoutPipes = "pipes, layout"
  case paddedPipes = "pipes, padded"
  case html = "HTML"
  case docx = "DOCX"
  case word97 = "Word 97"
  case richText = "RTF"
  case openDocument = "OpenDocument"
  case openDocumentSheet = "OpenDocument sheet"
  case excel97 = "Excel 97"
  case webArchive = "web archive"
  case pdf = "PDF"
  case unruledPDF = "PDF, no lines"
  case pageLayout = "PDF, layout"
  case pageOrder = "PDF, reading order"
  case pageLines = "PDF, lines"
  case pageCells = "PDF, cells"
  case pageContent = "PDF, content"
  case pageColumns = "PDF, columns"
  case cellLines = "cell a line"
  case packedLines = "cell a line, packed"
  case labelsOnly = "labels only"
  case placeholders = "[TABLE]"
  case noTables = "no tables"
  case oneLine = "one line"

  /// What must come of the facts of a report.
  package enum Promise: Sendable {
    /// All of them.
    case all
    /// All but of rows that begin or end with a blank value, which may be refused with a message: each row has as many blank
    /// cells behind it as there happen to be, so that a row that lost a cell looks the same.
    case allWhereClosed
    /// Each row right, or refused with a message: blanks leave no trace there, and words wrap like labels.
    case rightOrRefused
    /// None, and a message; what comes all the same must be right.
    case refused
  }

  package var promise: Promise {
    switch self {
    case .tabForm, .tabRows, .barePipes, .outerPipes, .markdown, .pipeCells, .brokenPipes, .html, .docx,
      .word97, .richText, .openDocument, .openDocumentSheet, .excel97, .webArchive, .pdf:
      .all
    case .layoutPipes: .allWhereClosed
    // Blanks leave no trace there, and words wrap like labels.
    case .pageLayout, .pageOrder, .pageLines, .pageCells, .pageContent, .pageColumns, .cellLines,
      .paddedPipes,
      .unruledPDF:
      .rightOrRefused
    case .packedLines, .labelsOnly, .placeholders, .noTables, .oneLine: .refused
    }
  }

  /// Which reader it is for.
  package enum Reader: String, CaseIterable, Sendable {
    case tabs, pipes, flow, html, docx, doc, pdf, rtf, odf, xls, mht
  }

  package var reader: Reader {
    switch self {
    case .tabForm, .tabRows: .tabs
    case .barePipes, .outerPipes, .markdown, .pipeCells, .brokenPipes, .layoutPipes, .paddedPipes: .pipes
    case .html: .html
    case .docx: .docx
    case .word97: .doc
    case .richText: .rtf
    case .openDocument, .openDocumentSheet: .odf
    case .excel97: .xls
    case .webArchive: .mht
    case .pdf, .unruledPDF: .pdf
    case .pageLayout, .pageOrder, .pageLines, .pageCells, .pageContent, .pageColumns, .cellLines,
      .packedLines,
      .labelsOnly, .placeholders, .noTables, .oneLine:
      .flow
    }
  }

  /// Whether its cells have marks, so that a cell that is gone leaves a row too short.
  package var holdsCells: Bool { reader != .flow }

  /// The bytes of a plan in this form.
  package func bytes(_ plan: ReportPlan) -> [UInt8] { bytes(plan) { _ in } }

  /// The bytes of a plan in this form, damaged; of a document half of the time inside its archive.
  func bytes(_ plan: ReportPlan, damage: (inout [UInt8]) -> Void) -> [UInt8] {
    let plan = heard(plan)
    let report = ReportPrinter.print(plan)
    var bytes: [UInt8]
    switch self {
    case .html:
      var page = HTMLPage(plan: plan)
      bytes = Encoder.bytes(page.text(report, charset: Encoder.charset(plan)), plan)
    case .docx:
      var package = WordPackage(plan: plan)
      var document = Array(package.document(report).utf8)
      damage(&document)
      return WordPackage.bytes(document: document)
    case .word97: bytes = OldWordDocument.bytes(report, plan)
    case .richText: bytes = RichText.bytes(report, plan)
    case .openDocument, .openDocumentSheet:
      var package = OpenDocumentPackage(plan: plan, isSheet: self == .openDocumentSheet)
      var content = Array(package.content(report).utf8)
      damage(&content)
      return package.bytes(content: content)
    case .excel97: bytes = OldWorkbook.bytes(report, plan)
    case .webArchive:
      var page = HTMLPage(plan: plan)
      bytes = Encoder.bytes(page.text(report, charset: Encoder.charset(plan)), plan)
      // What is damaged is the page, or the archive in which it stands as it is.
      guard plan.seed % 2 == 0 else {
        damage(&bytes)
        return WebArchive.bytes(bytes, plan, isPlain: false)
      }
      bytes = WebArchive.bytes(bytes, plan, isPlain: true)
    case .pdf, .unruledPDF:
      var pages = PDFPages(plan: plan, isRuled: self == .pdf)
      bytes = pages.bytes(report)
    default: bytes = Encoder.bytes(text(report, plan), plan)
    }
    damage(&bytes)
    return bytes
  }

  /// The plan as far as this form can show it: two cells are no figure that was split where cells have borders.
  package func heard(_ plan: ReportPlan) -> ReportPlan {
    var plan = plan
    switch self {
    case .html, .docx, .word97, .richText, .openDocument, .openDocumentSheet, .excel97, .webArchive:
      plan.noises.subtract([.figureSplit, .tagsLeft, .strayPipe])
    // Its pages have headers that are repeated, and numbers, of their own.
    case .pdf, .unruledPDF:
      plan.noises.subtract([
        .figureSplit, .tagsLeft, .strayPipe, .bookmarks, .repeatedHeader, .templateVariables,
      ])
    case .tabForm, .tabRows: plan.noises.subtract([.strayPipe])
    // Converters of Word files leave their marks, programs for PDF do not.
    case .pageLayout, .pageOrder, .pageLines, .pageCells, .pageContent, .pageColumns:
      plan.noises.subtract([.bookmarks])
    // Without the cells that its headings cover nothing tells under what a local row stands.
    case .paddedPipes:
      for block in plan.blocks.indices {
        plan.blocks[block].rows.removeAll { $0.isExtra && $0.path.count > 1 }
      }
      plan.addBlanks()
    default: break
    }
    if [.docx, .pdf, .odf].contains(reader) { plan.noises.subtract([.otherEncoding, .carriageReturns]) }
    return plan
  }

  private func text(_ report: PrintedReport, _ plan: ReportPlan) -> String {
    switch self {
    case .tabForm: return TabForm.text(report, plan)
    case .tabRows: return TabRows.text(report, plan)
    case .barePipes: return Pipes(style: .bare, plan: plan).text(report)
    case .outerPipes: return Pipes(style: .outer, plan: plan).text(report)
    case .markdown: return Pipes(style: .markdown, plan: plan).text(report)
    case .pipeCells: return Pipes(style: .cellLines, plan: plan).text(report)
    case .brokenPipes: return Pipes(style: .broken, plan: plan).text(report)
    case .layoutPipes: return Pipes(style: .layout, plan: plan).text(report)
    case .paddedPipes: return PaddedPipes(plan: plan).text(report)
    case .cellLines: return Lines(style: .spaced, plan: plan).text(report)
    case .packedLines: return Lines(style: .packed, plan: plan).text(report)
    case .labelsOnly: return Lines(style: .labelsOnly, plan: plan).text(report)
    case .placeholders: return Lines(style: .placeholder, plan: plan).text(report)
    case .noTables: return Lines(style: .missing, plan: plan).text(report)
    case .oneLine: return Lines(style: .oneLine, plan: plan).text(report)
    case .pageOrder: return PageText.text(report, .order, plan)
    case .pageLines: return PageText.text(report, .lines, plan)
    case .pageCells: return PageText.text(report, .cells, plan)
    case .pageContent: return PageText.text(report, .content, plan)
    case .pageColumns: return PageText.text(report, .columns, plan)
    default: return PageText.text(report, .layout, plan)
    }
  }
}

extension ReportPlan {
  /// Makes no values, a few, or most of them blank.
  fileprivate mutating func addBlanks() {
    var dice = Dice(seed, "blanks")
    let share = dice.pick([0, 0.02, 0.3, 0.8])
    noises.insert(.blankValue)
    for block in blocks.indices {
      for row in blocks[block].rows.indices
      where !blocks[block].rows[row].isExtra && !blocks[block].rows[row].isSplit {
        for value in blocks[block].rows[row].values.indices where dice.chance(share) {
          blocks[block].rows[row].values[value].noise = .blankValue
        }
      }
    }
  }
}
