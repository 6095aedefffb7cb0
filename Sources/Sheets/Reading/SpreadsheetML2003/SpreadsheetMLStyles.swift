import Bytes
import XML

/// The number formats of a document's styles, by their ids, and which of them strike out. A style has its parent's where it has none.
///
/// Source: Microsoft, XML Spreadsheet Reference.
struct SpreadsheetMLStyles: Sendable {
  private var formats: [String: NumberFormat] = [:]
  /// Whether a style strikes out, for those that say so.
  private var struck: [String: Bool] = [:]
  /// Whether any style strikes out.
  private(set) var strikesOut = false

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
          if part.isMain("Font"), !part.text("StrikeThrough").isEmpty {
            struck[id] = part.flag("StrikeThrough")
          }
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
    let (own, ownStruck) = (formats, struck)
    for id in parents.keys {
      if own[id] == nil { formats[id] = inherited(id, own, parents) }
      guard ownStruck[id] ?? inherited(id, ownStruck, parents) ?? false else { continue }
      formats[id, default: .general].isStruckOut = true
      strikesOut = true
    }
  }

  private func inherited<Value>(_ id: String, _ own: [String: Value], _ parents: [String: String]) -> Value? {
    var ancestor = parents[id] ?? ""
    // Parents may go in a circle.
    for _ in 0..<32 where own[ancestor] == nil { ancestor = parents[ancestor] ?? "" }
    return own[ancestor]
  }

  /// The format of a style; `nil` for a style that has none.
  func format(_ id: String) -> NumberFormat? { formats[id] }
}
