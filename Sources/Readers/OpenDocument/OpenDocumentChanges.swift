import Bytes
import Sheets
import XML

/// The tracked changes of a document. What is deleted stands apart from the text, or in it between two marks, where the program showed it
/// when it saved the file.
///
/// Source: OpenDocument 1.3 part 3, section 5.5.
struct OpenDocumentChanges {
  private var region = ""
  private var deletions: Set<String> = []
  private var others: Set<String> = []
  /// The deletions whose text is at hand.
  private var open: Set<String> = []
  /// Changes of which nothing says what they are.
  private(set) var unknownCount = 0

  /// More than any document has.
  private static let limit = 100_000

  /// Whether the text at hand is deleted.
  var isDeleted: Bool { !open.isEmpty }

  /// Takes an element of tracked changes that began.
  mutating func take(_ name: String, _ xml: inout XMLReader) {
    switch name {
    case "changed-region": region = String(xml.attribute(Array("id".utf8)))
    case "deletion", "insertion", "format-change":
      if deletions.count + others.count < Self.limit {
        if name == "deletion" { deletions.insert(region) } else { others.insert(region) }
      }
      xml.skipContent()
    case "change-start":
      let id = String(xml.attribute(Array("change-id".utf8)))
      if deletions.contains(id) { open.insert(id) } else if !others.contains(id) { unknownCount += 1 }
    case "change-end": open.remove(String(xml.attribute(Array("change-id".utf8))))
    default: break
    }
  }
}
