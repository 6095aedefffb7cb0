import Bytes
import XML

/// The text of a document as the elements of its XML give it.
extension WordText {
  mutating func append(_ xml: borrowing XMLReader) {
    append { xml.append(textTo: &$0) }
  }

  mutating func appendSymbol(_ xml: borrowing XMLReader) {
    if let code = UInt32(String(xml.attribute(Array("char".utf8))), radix: 16) { appendSymbol(code) }
  }

  mutating func readFieldMark(_ xml: borrowing XMLReader) {
    switch String(xml.attribute(Array("fldCharType".utf8))) {
    case "begin": readFieldMark(.begin)
    case "separate": readFieldMark(.separate)
    case "end": readFieldMark(.end)
    default: break
    }
  }
}
