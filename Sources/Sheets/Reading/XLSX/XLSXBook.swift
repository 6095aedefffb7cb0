import Bytes
import XML
import ZIP

/// A workbook in a package: its sheets one after another.
///
/// Source: ECMA-376 part 1, section 18.2.
struct XLSXBook: Sendable {
  private let package: XLSXPackage
  /// The sheets with cells, in their order, and the names of their parts.
  private var sheets: [(sheet: SheetInfo, part: String)] = []
  /// The names of sheets whose parts are not there.
  private(set) var missingSheets: [String] = []
  var sheetNames: [String] { sheets.map(\.sheet.name) }
  private var targets: Set<String> = []
  private var nextIndex = 0
  var reader = XLSXSheetReader()
  private(set) var strings = SharedStrings()

  /// The most sheets. Excel has none.
  private static let sheetLimit = 10_000

  /// - Parameter losses: takes what is said of sheets that are not there.
  init(_ bytes: [UInt8], name: String, losses: inout SheetLosses) throws(WorkbookError) {
    package = try XLSXPackage(bytes, name: name)
    let main = try package.mainPart()
    let relationships = try package.relationships(of: main)
    var workbook = try package.part(main)
    try readWorkbook(&workbook, relationships: relationships, losses: &losses)
    for drawing in package.drawings { try readDrawing(drawing, &losses) }
    for kind in ["styles", "sharedStrings"] {
      guard let target = relationships.values.first(where: { $0.kind == kind })?.target else { continue }
      var part = try package.part(target, isSmall: kind == "styles")
      if kind == "styles" {
        let styles = try XLSXStyles(&part)
        (reader.formats, reader.struckStyles) = (styles.formats, styles.struck)
        reader.whiteStyles = styles.white
      } else {
        strings = try SharedStrings(&part)
        if strings.struckTexts > 0 {
          losses.add(
            .struck, at: Location(name),
            why: "\(strings.struckTexts) of its texts have parts with a line through them")
        }
        if strings.replacedCharacters > 0 {
          losses.add(
            .characters, at: Location(name),
            why: "\(strings.replacedCharacters) escapes as _x0000_ of its texts stand for no character")
        }
      }
    }
  }

  /// Tells of the text boxes that a part draws over a sheet. Source: ECMA-376 part 1, section 20.5.2.38 (txBody).
  private func readDrawing(_ name: String, _ losses: inout SheetLosses) throws(WorkbookError) {
    var part = try package.part(name)
    var (box, isText): (Int?, Bool) = (nil, false)
    var text: [UInt8] = []
    while true {
      switch try part.next() {
      case .start:
        if part.xml.localName.equals(Array("txBody".utf8)), box == nil {
          (box, text) = (part.xml.depth, [])
        }
        isText = box != nil && part.xml.localName.equals(Array("t".utf8))
      case .text: if isText, text.count < 1024 { part.xml.append(textTo: &text) }
      case .end:
        isText = false
        guard let depth = box, part.xml.depth < depth else { continue }
        losses.addBox(at: Location("\(package.archive.name)/\(name)"), beginning: text)
        box = nil
      case .finish: return
      case .needsInput: break
      }
    }
  }

  private mutating func readWorkbook(
    _ part: inout XMLPart, relationships: [String: XLSXPackage.Relationship], losses: inout SheetLosses
  ) throws(WorkbookError) {
    try part.begin("workbook")
    while true {
      switch try part.next() {
      case .start:
        if part.isMain("workbookPr") {
          reader.calendar.is1904 = part.flag("date1904")
        } else if part.isMain("sheet") {
          try addSheet(part, relationships: relationships, losses: &losses)
        } else if !part.isMain("sheets") {
          part.xml.skipContent()
        }
      case .finish: return
      default: break
      }
    }
  }

  private mutating func addSheet(
    _ part: borrowing XMLPart, relationships: [String: XLSXPackage.Relationship], losses: inout SheetLosses
  ) throws(WorkbookError) {
    let name = part.text("name")
    let id = String(
      part.xml.attribute(Array("id".utf8), namespace: XMLPart.Namespace.relationships))
    let place = Location(package.archive.name, sheet: name)
    // Sheets of charts, dialogs and macros have no cells.
    let relationship = relationships[id]
    guard relationship?.kind ?? "worksheet" == "worksheet" else { return }
    guard let target = relationship?.target, package.has(target) else {
      missingSheets.append(name)
      let why =
        relationship.map { $0.target.map { "its part “\($0)” is not there" } ?? "it is another file" }
      losses.add(.sheet, at: place, why: why ?? "no part belongs to it")
      return
    }
    // Or a small file could ask for the same rows over and over.
    guard targets.insert(target.lowercased()).inserted else {
      throw .damaged(place, what: "the part “\(target)” belongs to two sheets")
    }
    guard sheets.count < Self.sheetLimit else {
      throw .tooLarge(
        Location(package.archive.name), what: "the workbook has more than \(Self.sheetLimit) sheets")
    }
    let state = part.text("state")
    sheets.append((SheetInfo(name: name, isHidden: !state.isEmpty && state != "visible"), target))
  }

  /// Goes to the next sheet; the rest of the one at hand is never read.
  mutating func nextSheet() throws(WorkbookError) -> SheetInfo? {
    guard nextIndex < sheets.count else { return nil }
    let (sheet, name) = sheets[nextIndex]
    nextIndex += 1
    reader.begin(source: package.archive.name, sheet: sheet.name)
    partName = name
    return sheet
  }

  mutating func rewind() { (nextIndex, partName) = (0, nil) }

  private var partName: String?

  /// Goes to the next row of the sheet.
  mutating func nextRow(_ part: inout XMLPart, _ row: inout SheetRow) throws(WorkbookError) -> Bool {
    if let name = partName {
      // Only now: a sheet that nobody reads need not be good.
      part = try package.part(name, isSmall: false)
      try part.begin("worksheet")
      partName = nil
    }
    return try reader.nextRow(&part, &row)
  }
}
