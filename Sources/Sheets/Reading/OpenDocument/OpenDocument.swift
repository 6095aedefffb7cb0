import Bytes
package import XML
import ZIP

/// A document of OpenDocument: a package (.odt, .ods), or one XML file (.fodt, .fods).
///
/// Source: OpenDocument 1.3 part 2, sections 2 and 3 (packages), part 3, section 3.1 (flat files).
package struct OpenDocument {
  package enum Kind: Equatable { case text, spreadsheet }

  /// The namespaces by their places.
  package static let namespaces = [
    "office", "text", "table", "style", "drawing", "svg-compatible",
    "xsl-fo-compatible",
  ].map {
    ["urn:oasis:names:tc:opendocument:xmlns:\($0):1.0"]
  }
  package enum Namespace {
    package static let office = 0
    package static let text = 1
    package static let table = 2
    package static let style = 3
    package static let draw = 4
    package static let svg = 5
    package static let formatting = 6
  }

  package let kind: Kind
  private let archive: ZIPArchive

  /// The most bytes of a part. The XML of a report is some hundred kilobytes.
  private static let partLimit = 256 << 20

  /// - Throws: `WorkbookError.archive` where the archive is damaged, `.otherFile` for what is neither text nor spreadsheet.
  package init(_ bytes: [UInt8], name: String) throws(WorkbookError) {
    let archive = try Self.archive(bytes, name: name)
    let type = archive.entry(named: "mimetype") == nil ? [] : try Self.part("mimetype", of: archive)
    guard let kind = Self.kind(type.span) else {
      throw .otherFile(
        name: name, kind: "an OpenDocument file that is neither text nor spreadsheet",
        remedy: "Save the report as .docx or .odt")
    }
    (self.kind, self.archive) = (kind, archive)
    guard archive.entry(named: Self.manifest) != nil else { return }
    let manifest = try Self.part(Self.manifest, of: archive)
    guard manifest.span.firstIndex(of: Array("encryption-data".utf8)) == nil else {
      throw .otherFile(name: name, kind: "a file with a password", remedy: "Save it without a password")
    }
  }

  private static let manifest = "META-INF/manifest.xml"

  private static func archive(_ bytes: [UInt8], name: String) throws(WorkbookError) -> ZIPArchive {
    do throws(ZIPError) {
      return try ZIPArchive(bytes, name: name, limits: ZIPLimits(size: partLimit))
    } catch {
      throw .archive(error)
    }
  }

  /// Whether an archive is such a package, by the names in its directory.
  static func isPackage(_ bytes: [UInt8], name: String) -> Bool {
    guard let archive = try? archive(bytes, name: name) else { return false }
    return archive.entry(named: "content.xml") != nil && archive.entry(named: "mimetype") != nil
  }

  /// What a text is the beginning of: `nil` for no such document.
  package static func flatKind(_ text: Span<UInt8>) -> Kind? {
    let head = text.extracting(0..<min(text.count, 8192))
    let start = head.endOfMarksAndSpace
    guard start < head.count, head[start] == UInt8(ascii: "<"),
      head.firstIndex(of: Array(":document".utf8)) != nil,
      let type = head.firstIndex(of: Array("application/vnd.oasis.opendocument.".utf8))
    else { return nil }
    return kind(head.extracting(type..<head.count))
  }

  /// Source: OpenDocument 1.3 part 2, annex C; templates are documents.
  private static func kind(_ type: Span<UInt8>) -> Kind? {
    let prefix = Array("application/vnd.oasis.opendocument.".utf8)
    guard type.starts(with: prefix) else { return nil }
    let rest = type.extracting(prefix.count..<type.count)
    if rest.starts(with: Array("text".utf8)) { return .text }
    return rest.starts(with: Array("spreadsheet".utf8)) ? .spreadsheet : nil
  }

  /// The XML of the document.
  package func content() throws(WorkbookError) -> [UInt8] { try Self.part("content.xml", of: archive) }

  /// The XML of its named styles; empty where it has none.
  package func styles() throws(WorkbookError) -> [UInt8] {
    archive.entry(named: "styles.xml") == nil ? [] : try Self.part("styles.xml", of: archive)
  }

  private static func part(_ part: String, of archive: ZIPArchive) throws(WorkbookError) -> [UInt8] {
    let entries = archive.entries(named: part)
    guard let entry = entries.first else { throw .missingPart(name: archive.name, part: part) }
    guard entries.count == 1 else { throw .repeatedPart(name: archive.name, part: part) }
    do throws(ZIPError) {
      var reader = try ZIPEntryReader(entry, of: archive)
      while try reader.more() {}
      return [UInt8](copying: reader.window)
    } catch {
      throw .archive(error)
    }
  }
}

extension XMLReader {
  /// What an attribute of a namespace of OpenDocument says as a number from 1 on.
  package func count(_ name: String, _ namespace: Int) -> Int? {
    let text = String(attribute(Array(name.utf8), namespace: namespace))
    guard text.utf8.count <= 9, let number = Int(text), number > 0 else { return nil }
    return number
  }
}
