import Bytes
import XML

/// The number formats of a package's cells, by the number of their style.
///
/// Source: ECMA-376 part 1, section 18.8.
struct XLSXStyles: Sendable {
  private(set) var formats: [NumberFormat] = []

  init() {}

  init(_ part: inout XMLPart) throws(WorkbookError) {
    try part.begin("styleSheet")
    var codes: [Int: NumberFormat] = [:]
    var isInCells = false
    while true {
      switch try part.next() {
      case .start:
        if part.isMain("numFmt"), let id = part.number("numFmtId") {
          codes[id] = NumberFormat(code: part.text("formatCode"))
        } else if part.isMain("cellXfs") {
          isInCells = true
        } else if isInCells, part.isMain("xf") {
          let id = part.number("numFmtId") ?? 0
          formats.append(codes[id] ?? NumberFormat.builtIn(id))
          part.xml.skipContent()
        } else if !part.isMain("numFmts") {
          part.xml.skipContent()
        }
      case .end: if part.xml.depth == 1 { isInCells = false }
      case .finish: return
      default: break
      }
    }
  }
}
