import Bytes
import XML
import ZIP

/// A package of parts, and the way to its main document.
///
/// Source: ECMA-376 part 2, sections 6 and 7; part 1, section 11.3.10.
struct DocxPackage {
  /// The most bytes that a part may inflate to.
  static let partLimit = 256 << 20

  private let archive: ZIPArchive

  init(_ bytes: [UInt8], name: String) throws(ReportError) {
    do throws(ZIPError) {
      archive = try ZIPArchive(bytes, name: name, limits: ZIPLimits(size: Self.partLimit))
    } catch {
      throw .archive(error)
    }
  }

  /// The main document; it may be that of another program yet.
  func mainPart() throws(ReportError) -> DocxPart {
    // OpenDocument files say first what they are.
    if let entry = archive.entry(named: "mimetype"), archive.entry(named: "content.xml") != nil,
      entry.size < 100
    {
      throw .otherDocument(name: archive.name, kind: "an OpenDocument file")
    }
    var path = try relationshipTarget()
    if path == nil { path = try contentTypePart() }
    guard let part = try part(named: path ?? "word/document.xml", emptyElements: WordElement.names) else {
      throw .otherDocument(name: archive.name, kind: "a ZIP archive without a document")
    }
    return part
  }

  private func part(
    named path: String, emptyElements: [[UInt8]]? = nil
  ) throws(ReportError) -> DocxPart? {
    guard let entry = archive.entry(named: path) else { return nil }
    return try DocxPart(entry, of: archive, emptyElements: emptyElements)
  }

  /// The target of the package's relationship to its main document.
  private func relationshipTarget() throws(ReportError) -> String? {
    guard var part = try part(named: "_rels/.rels") else { return nil }
    while true {
      switch try part.next() {
      case .start:
        // Transitional and strict types end alike.
        guard part.xml.attribute(Self.type).ends(with: Self.officeDocument) else { continue }
        return String(part.xml.attribute(Self.target))
      case .finish: return nil
      default: break
      }
    }
  }

  /// The part that the list of content types calls a main document, where the relationships do not tell.
  private func contentTypePart() throws(ReportError) -> String? {
    guard var part = try part(named: "[Content_Types].xml") else { return nil }
    while true {
      switch try part.next() {
      case .start:
        let type = part.xml.attribute(Self.contentType)
        guard type.ends(with: Self.mainXML) else { continue }
        return String(part.xml.attribute(Self.partName))
      case .finish: return nil
      default: break
      }
    }
  }

  private static let type = Array("Type".utf8)
  private static let target = Array("Target".utf8)
  private static let contentType = Array("ContentType".utf8)
  private static let partName = Array("PartName".utf8)
  private static let officeDocument = Array("/relationships/officeDocument".utf8)
  private static let mainXML = Array(".main+xml".utf8)
}

/// An XML part on its way out of the archive.
struct DocxPart: ~Copyable {
  var xml: XMLReader
  private var entry: ZIPEntryReader

  /// - Parameter emptyElements: the elements without content that are asked for; `nil` for all.
  init(
    _ entry: ZIPEntry, of archive: ZIPArchive, emptyElements: [[UInt8]]? = nil
  ) throws(ReportError) {
    do throws(ZIPError) {
      self.entry = try ZIPEntryReader(entry, of: archive)
    } catch {
      throw .archive(error)
    }
    xml = XMLReader(
      name: "\(archive.name)/\(entry.title)", namespaces: WordElement.namespaces,
      emptyElements: emptyElements)
  }

  /// The next event; `needsInput` is never one.
  mutating func next() throws(ReportError) -> XMLReader.Event {
    while true {
      do throws(XMLError) {
        let event = try xml.next()
        if event != .needsInput { return event }
      } catch {
        throw .xml(error)
      }
      try feed()
    }
  }

  private mutating func feed() throws(ReportError) {
    do throws(ZIPError) {
      guard try entry.more() else {
        xml.finish()
        return
      }
    } catch {
      throw .archive(error)
    }
    do throws(XMLError) {
      try xml.append(entry.window)
    } catch {
      throw .xml(error)
    }
    let count = entry.window.count
    entry.consume(count)
  }
}

extension Span where Element == UInt8 {
  fileprivate func ends(with other: [UInt8]) -> Bool {
    count >= other.count && extracting(count - other.count..<count).equals(other)
  }
}
