import Bytes
import XML

extension XMLPart {
  /// The text in a drawing of OpenDocument that began, which stands in no cell; goes to its end.
  mutating func drawnText() throws(WorkbookError) -> [UInt8] {
    let depth = xml.depth
    var text: [UInt8] = []
    var paragraphs = 0
    while true {
      switch try next() {
      case .start:
        if xml.namespace == OpenDocument.Namespace.text {
          paragraphs += 1
        } else if xml.namespace != OpenDocument.Namespace.draw {
          // Its title, which is not shown.
          xml.skipContent()
        }
      case .text: if paragraphs > 0, text.count < 1024 { xml.append(textTo: &text) }
      case .end: if xml.depth < depth { return text }
      case .finish: return text
      case .needsInput: break
      }
    }
  }
}
