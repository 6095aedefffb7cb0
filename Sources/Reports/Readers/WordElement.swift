import Bytes
import Cells

/// The elements of WordprocessingML that matter for text and tables, by their local names.
///
/// Source: ECMA-376 part 1, section 17; all others are looked through for what they hold.
enum WordElement: Int, CaseIterable {
  case document, p, pPr, r, rPr, t, tab, br, cr, noBreakHyphen, sym, vanish
  case tbl, tr, trPr, tc, tcPr, gridSpan, vMerge, hMerge, gridBefore, gridAfter, wBefore, wAfter, hidden,
    cellDel
  case del, moveFrom, fldChar, rt, txbxContent
  case tblPr, tblPrEx, tblGrid, sectPr, sdtPr
  // Of markup compatibility.
  case alternateContent, choice, fallback
  /// Anything else.
  case other

  /// Elements by name; the namespace is the caller's to look at.
  struct Table {
    private var table = LabelTable()

    init() {
      for element in WordElement.allCases where element != .other {
        table.insert(element.name, number: element.rawValue)
      }
    }

    func element(_ name: Span<UInt8>) -> WordElement {
      table.number(of: name).flatMap(WordElement.init) ?? .other
    }
  }

  private var name: [UInt8] {
    switch self {
    case .alternateContent: Array("AlternateContent".utf8)
    case .choice: Array("Choice".utf8)
    case .fallback: Array("Fallback".utf8)
    default: Array("\(self)".utf8)
    }
  }

  /// The namespaces that are told apart: transitional and strict are one.
  static let namespaces = [
    [
      "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
      "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ],
    ["http://schemas.openxmlformats.org/markup-compatibility/2006"],
    [
      "http://schemas.openxmlformats.org/officeDocument/2006/math",
      "http://purl.oclc.org/ooxml/officeDocument/math",
    ],
  ]
  static let word = 0
  static let compatibility = 1
  static let math = 2
}
