import Bytes
import Facts
import Forms
import Readers
import Reports
import Sheets
import Tidying

/// The facts of a workbook in which they may stand twice: in sheets of facts, and in sheets that people look at.
///
/// Somebody may have typed a figure into either. Which sheets were changed is told by what 说明 says of them; figures of changed ones
/// are held against the facts. Where only the sheets for people were changed, their figures are taken. Where both were, or that is
/// not known, nothing is taken unless `prefer` says which.
struct TwofoldFacts {
  let file: String
  let prefer: FactsLayout?
  let library: FormLibrary
  let say: (Diagnostic) -> Void

  /// Writes the facts, with a header; how many.
  func write(_ book: inout WorkbookReader, to writer: inout ByteWriter) throws -> Int {
    let spool = try TemporaryFile()
    var waiting = ByteWriter(descriptor: spool.descriptor, name: "temporary file")
    let states = try readSheets(&book, to: &waiting)
    try waiting.flush()
    for name in states.otherFacts {
      say(
        Diagnostic(
          .warning, at: Location(file, sheet: name), what: "the sheet holds facts, and is left out",
          why: "facts stand in 数据, and go on in 数据 (2)", remedy: "Read it with from-xlsx --sheet"))
    }
    let edits = try findEdits(&book, states, facts: spool)
    for message in states.outcome.diagnostics { say(message) }
    if !states.isDataUnchanged, states.isDataKnown, states.changed.isEmpty, !states.forPeople.isEmpty {
      say(
        Diagnostic(
          .note, at: Location(file, sheet: SheetChoice.factSheet),
          what: "the sheet was changed after nianbao wrote it", why: "the other sheets do not show the change"
        ))
    }
    if edits.isEmpty {
      try copy(try spool.reader(), to: &writer)
    } else {
      try edits.write(try FactReader(try spool.reader()), to: &writer)
    }
    return states.outcome.factCount
  }

  private func copy(_ facts: consuming ByteReader, to writer: inout ByteWriter) throws {
    var facts = facts
    repeat {
      writer.append(facts.window)
      try writer.flushIfFull()
      let count = facts.window.count
      facts.consume(count)
    } while try facts.more()
  }

  /// Reads the sheets of facts, and notes in what state the others are.
  private func readSheets(
    _ book: inout WorkbookReader, to waiting: inout ByteWriter
  ) throws -> SheetStates {
    var choice = SheetChoice(file: file, wish: .facts)
    var facts = FactSheets(file: file)
    var states = SheetStates()
    book.keepsDigest = true
    while let sheet = try book.nextSheet() {
      if choice.take(sheet) {
        try facts.write(sheet.name, of: &book, to: &waiting)
        states.facts.append(.init(name: sheet.name, digest: book.digest.text))
      } else if sheet.name == AboutSheet.name {
        try states.readAbout(&book)
      } else if SheetInfo(name: sheet.name, isHidden: false).isForPeople {
        try states.readForPeople(sheet, of: &book)
      }
    }
    book.keepsDigest = false
    try choice.sayLosses(of: book, say)
    states.outcome = (facts.factCount, facts.complaints.finish())
    return states
  }

  /// The figures of changed sheets that are to be taken in place of those of 数据.
  ///
  /// - Throws: what is to be done where that is not known.
  private func findEdits(
    _ book: inout WorkbookReader, _ states: SheetStates, facts: borrowing TemporaryFile
  ) throws -> FigureEdits {
    var edits = FigureEdits()
    let changed = states.changed
    guard !changed.isEmpty, prefer != .data else { return edits }
    let table = try FigureTable(try FactReader(try facts.reader()))
    var unread = UnreadFigures(file: file, sheets: states.known)
    for isWide in [true, false] {
      let names = Set(changed.filter { $0.isWide == isWide }.map(\.name))
      if names.isEmpty { continue }
      try reopen(&book)
      if isWide {
        try findWide(names, &book, states, table, &edits, &unread)
      } else {
        try findForms(names, &book, states, table, &edits, &unread)
      }
    }
    try unread.finish(try FactReader(try facts.reader()))
    if edits.isEmpty, unread.isEmpty { return edits }
    try edits.findFigures(in: try FactReader(try facts.reader()))
    try settle(edits, unread, states)
    return edits
  }

  private func reopen(_ book: inout WorkbookReader) throws {
    if book.rewind() { return }
    guard file != "-" else {
      throw Diagnostic(
        .error, at: Location(file), what: "the figures of the sheets must be compared",
        why: "somebody has changed a sheet, and a pipe cannot be read twice",
        remedy: "Save the workbook, and give the name of the file; or take the sheet 数据 with --prefer data")
    }
    book = try WorkbookReader(try ByteReader(opening: file))
  }

  // MARK: figures of other sheets

  private func findWide(
    _ names: Set<String>, _ book: inout WorkbookReader, _ states: SheetStates, _ table: FigureTable,
    _ edits: inout FigureEdits, _ unread: inout UnreadFigures
  ) throws {
    var sheets = WideSheets(file: file, blanks: true, keepsPlaces: true, library: library)
    while let sheet = try book.nextSheet() {
      guard names.contains(sheet.name) else { continue }
      var csv = ByteWriter()
      FactWriter().appendHeader(to: &csv)
      _ = try sheets.write(sheet.name, of: &book, to: &csv)
      let isWhole = !states.hasOther(than: sheet.name, of: WideSheets.section(of: sheet.name))
      let isHidden = states.isHidden(sheet.name)
      var facts = try FactReader(ByteReader(bytes: csv.bytes, name: file))
      var index = 0
      while try facts.next() {
        let (row, column, isUnclear) = sheets.places[index]
        edits.add(
          facts, shown: facts.value, isUnclear: isUnclear || isHidden, against: table, isWide: true
        ) {
          Location(file, sheet: sheet.name, row: row, sheetColumn: column)
        }
        unread.add(facts, from: sheet.name, isWhole: isWhole)
        index += 1
      }
    }
    for message in sheets.unread { unread.add(message, at: message.location) }
  }

  private func findForms(
    _ names: Set<String>, _ book: inout WorkbookReader, _ states: SheetStates, _ table: FigureTable,
    _ edits: inout FigureEdits, _ unread: inout UnreadFigures
  ) throws {
    let (reports, places) = try SheetReader.readWithPlaces(
      &book, source: file, vocabulary: library.vocabulary
    ) { names.contains($0.name) }
    var tidier = Tidier(library, with: [.raw, .line])
    let sections = Set(library.tableTitles.map { Array($0.utf8) })
    for report in reports {
      for note in report.notes { unread.add(note, at: note.location) }
      var csv = ByteWriter()
      tidier.appendHeader(to: &csv)
      for message in tidier.tidy(report, to: &csv).diagnostics where message.severity == .error {
        let line = message.location.line
        guard places.indices.contains(line - 1) else { continue }
        unread.add(message, at: places[line - 1])
      }
      var facts = try FactReader(ByteReader(bytes: csv.bytes, name: file))
      let (raw, line) = (facts.columns.firstIndex(of: "raw") ?? 0, facts.columns.firstIndex(of: "line") ?? 0)
      while try facts.next() {
        guard let number = Int(String(facts.field(line))), places.indices.contains(number - 1) else {
          continue
        }
        let (place, sheet) = (places[number - 1], places[number - 1].sheet)
        // Tables of no form may be read under other names than they were printed with.
        guard sections.contains([UInt8](copying: facts.section)) || unread.isComplete(sheet) else {
          continue
        }
        // “待核实” in place of a figure is no blank.
        let isUnclear = facts.value.isEmpty && !facts.field(raw).isEmpty || states.isHidden(sheet)
        edits.add(facts, shown: facts.field(raw), isUnclear: isUnclear, against: table, isWide: false) {
          place
        }
        unread.add(facts, from: sheet)
      }
    }
  }

  // MARK: which counts

  /// Says what is taken.
  ///
  /// - Throws: where it is not known what to take.
  private func settle(_ edits: FigureEdits, _ unread: UnreadFigures, _ states: SheetStates) throws {
    let isOnlyEdit = states.isDataKnown && states.isDataUnchanged
    let isAskedFor = prefer.map { prefer in edits.all.allSatisfy { $0.isWide == (prefer == .wide) } }
    if unread.isEmpty, isAskedFor ?? isOnlyEdit, edits.canBeTaken {
      for message in edits.taken(isAskedFor: isAskedFor != nil) { say(message) }
      return
    }
    for message in edits.disagreements { say(message) }
    for message in unread.messages { say(message) }
    guard unread.isEmpty else { throw unread.refusal }
    throw edits.refusal(file)
  }
}
