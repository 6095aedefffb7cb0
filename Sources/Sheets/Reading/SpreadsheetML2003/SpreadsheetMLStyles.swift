import Bytes
import XML

/// The number formats of a document's styles, by their ids. A style has its parent's format where it has none.
///
/// Source: Microsoft, XML Spreadsheet Reference.
struct SpreadsheetMLStyles: Sendable {
  private var formats: [String: NumberFormat] = [:]

  /// The most styles: Excel allows as many.
  private static let limit = 65_490

  init() {}

  /// Reads the element that began.
  init(_ part: inout XMLPart) throws(WorkbookError) {
    var parents: [String: String] = [:]
    var id = ""
    let depth = part.xml.depth
    while true {
      switch try part.next() {
      case .start:
        if part.isMain("Style") {
          id = part.text("ID")
          parents[id] = part.text("Parent")
          guard parents.count <= Self.limit else {
            throw .tooLarge(part.xml.place, what: "the workbook has more than \(Self.limit) styles")
          }
        } else {
          if part.isMain("NumberFormat"), !part.text("Format").isEmpty {
            formats[id] = NumberFormat(named: part.xml.attribute(Array("Format".utf8)))
          }
          part.xml.skipContent()
        }
      case .end:
        if part.xml.depth < depth {
          inherit(parents)
          return
        }
      case .finish: return
      default: break
      }
    }
  }

  private mutating func inherit(_ parents: [String: String]) {
    let own = formats
    for id in parents.keys where own[id] == nil {
      var ancestor = parents[id] ?? ""
      // Parents may go in a circle.
      for _ in 0..<32 where own[ancestor] == nil { ancestor = parents[ancestor] ?? "" }
      formats[id] = own[ancestor]
    }
  }

  /// The format of a style; `nil` for a style that has none.
  func format(_ id: String) -> NumberFormat? { formats[id] }
}
