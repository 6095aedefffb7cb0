import Bytes
import Facts
import Readers
import Sheets

/// The sheets of a workbook in which facts stand, and whether somebody has changed them since nianbao wrote them.
///
/// to-xlsx and to-xml leave in the sheet 说明 what the cells of each sheet come to.
struct SheetStates {
  struct Sheet {
    let name: String
    /// Whether it has a row for each agency and year; else it is one with forms, or of somebody's own.
    var isWide = false
    var isHidden = false
    let digest: String
  }

  /// Those of facts, and those that people look at.
  var facts: [Sheet] = []
  var forPeople: [Sheet] = []
  /// Sheets of another name that begin as those of facts do.
  private(set) var otherFacts: [String] = []
  /// What came of reading those of facts.
  var outcome: (factCount: Int, diagnostics: [Diagnostic]) = (0, [])
  /// What the sheets came to when they were written, by name.
  private var written: [String: String] = [:]

  /// A sheet may have got another name.
  func isUnchanged(_ sheet: Sheet) -> Bool {
    written[sheet.name] == sheet.digest || written.values.contains(sheet.digest)
  }

  /// Whether the sheets of facts are as they were written.
  var isDataUnchanged: Bool { facts.allSatisfy(isUnchanged) }
  /// Whether it is known of all of them how they were written.
  var isDataKnown: Bool { facts.allSatisfy { written[$0.name] != nil } }
  /// The sheets for people that are not known to be as they were written; of hidden ones only those that nianbao wrote.
  var changed: [Sheet] { forPeople.filter { !isUnchanged($0) && (!$0.isHidden || written[$0.name] != nil) } }

  /// Those of them that nianbao wrote; one of another name may be such a one where a sheet is not there any more.
  var known: Set<String> {
    let names = Set((facts + forPeople).map(\.name))
    let isRenamed = written.contains { name, digest in
      SheetInfo(name: name, isHidden: false).isForPeople && !names.contains(name)
        && !forPeople.contains { $0.digest == digest }
    }
    return Set(changed.map(\.name).filter { isRenamed || written[$0] != nil })
  }

  func isHidden(_ name: String) -> Bool { forPeople.contains { $0.name == name && $0.isHidden } }

  /// Whether a wide sheet that was not changed has more of a section.
  func hasOther(than name: String, of section: [UInt8]) -> Bool {
    forPeople.contains {
      $0.name != name && isUnchanged($0) && WideSheets.section(of: $0.name) == section
    }
  }

  /// Reads a sheet that people look at, as far as it is to be known whether it is as it was.
  mutating func readForPeople(_ sheet: SheetInfo, of book: inout WorkbookReader) throws(WorkbookError) {
    var (isFirst, isWide) = (true, false)
    while try book.nextRow() {
      guard isFirst, !book.isBlank else { continue }
      isFirst = false
      let names = book.cells.map { String(book.text($0)) }
      if names.starts(with: FactColumn.required.map(\.rawValue)) { otherFacts.append(sheet.name) }
      isWide = names.contains("agency") && names.contains("year")
    }
    // In a document it is known only now whether it is hidden.
    let isHidden = sheet.isHidden || book.isSheetHidden
    forPeople.append(
      Sheet(name: sheet.name, isWide: isWide, isHidden: isHidden, digest: book.digest.text))
  }

  /// Reads the sheet that says how the others were written.
  mutating func readAbout(_ book: inout WorkbookReader) throws(WorkbookError) {
    var column: Int?
    while try book.nextRow() {
      let cells = book.cells
      guard let known = column else {
        for cell in cells where String(book.text(cell)) == AboutSheet.digestTitle { column = cell.column }
        continue
      }
      guard let digest = cells.first(where: { $0.column == known }), let name = cells.first else { continue }
      let text = String(book.text(digest))
      if name.column == 0, text.utf8.count == 16 { written[String(book.text(name))] = text }
    }
  }
}
