import Bytes
import XML
import ZIP

/// A package of parts, and the way to its main document and the styles of that.
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

  /// The name of the main document, which may be that of another program yet.
  func mainPath() throws(ReportError) -> String {
    // OpenDocument files say first what they are.
    if let entry = archive.entry(named: "mimetype"), archive.entry(named: "content.xml") != nil,
      entry.size < 100
    {
      throw .otherDocument(name: archive.name, kind: "an OpenDocument file")
    }
    let related = try relationshipTarget(of: "", Self.officeDocument)
    if let related, archive.entry(named: related) != nil { return related }
    return try contentTypePart() ?? "word/document.xml"
  }

  /// The main document itself.
  ///
  /// - Parameter path: its name.
  func mainPart(_ path: String, emptyElements: [[UInt8]]) throws(ReportError) -> DocxPart {
    guard let part = try part(named: path, emptyElements: emptyElements) else {
      throw .otherDocument(name: archive.name, kind: "a ZIP archive without a document")
    }
    return part
  }

  /// The styles of the main document.
  func styles(of path: String) throws(ReportError) -> DocxStyles {
    guard let target = try relationshipTarget(of: path, Self.stylesType),
      let entry = try entry(named: target)
    else { return DocxStyles() }
    let bytes = try bytes(of: entry)
    guard DocxStyles.mayMatter(bytes) else { return DocxStyles() }
    var styles = DocxStyles()
    var part = try DocxPart(entry, of: archive)
    try styles.read(&part)
    return styles
  }

  private func part(
    named path: String, emptyElements: [[UInt8]]? = nil
  ) throws(ReportError) -> DocxPart? {
    guard let entry = try entry(named: path) else { return nil }
    return try DocxPart(entry, of: archive, emptyElements: emptyElements)
  }

  /// The entry of a part; two of one name are refused, for programs differ in which one they take.
  private func entry(named path: String) throws(ReportError) -> ZIPEntry? {
    let entries = archive.entries(named: path)
    if entries.count > 1 { throw .repeatedPart(name: archive.name, part: entries[0].title) }
    return entries.first
  }

  private func bytes(of entry: ZIPEntry) throws(ReportError) -> [UInt8] {
    do throws(ZIPError) {
      var reader = try ZIPEntryReader(entry, of: archive)
      while try reader.more() {}
      return [UInt8](copying: reader.window)
    } catch {
      throw .archive(error)
    }
  }

  /// The name of the part that a relationship of a part points to; `nil` where it has none of that type.
  ///
  /// - Parameters:
  ///   - source: the name of the part; empty for the package.
  ///   - type: the end of the type: transitional and strict ones end alike.
  private func relationshipTarget(of source: String, _ type: [UInt8]) throws(ReportError) -> String? {
    let folder = source.utf8.lastIndex(of: .slash).map { String(source[...$0]) } ?? ""
    let file = source.dropFirst(folder.count)
    guard var part = try part(named: "\(folder)_rels/\(file).rels") else { return nil }
    while true {
      switch try part.next() {
      case .start:
        guard part.xml.attribute(Self.type).ends(with: type),
          !part.xml.attribute(Self.targetMode).equals(Self.external)
        else { continue }
        return Self.path(String(part.xml.attribute(Self.target)), from: folder)
      case .finish: return nil
      default: break
      }
    }
  }

  /// The name of a part, of a path from a folder: `../styles.xml`, `/word/styles.xml`.
  private static func path(_ target: String, from folder: String) -> String {
    var steps: [Substring] = []
    for step in ((target.hasPrefix("/") ? "" : folder) + target).split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return steps.joined(separator: "/")
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
  private static let targetMode = Array("TargetMode".utf8)
  private static let external = Array("External".utf8)
  private static let contentType = Array("ContentType".utf8)
  private static let partName = Array("PartName".utf8)
  private static let officeDocument = Array("/relationships/officeDocument".utf8)
  private static let stylesType = Array("/relationships/styles".utf8)
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

  /// Whether Word knows all namespaces that the choice at hand requires.
  func isUnderstood() -> Bool {
    let prefixes = [UInt8](copying: xml.attribute(Self.requires))
    for prefix in prefixes.split(whereSeparator: { $0 <= .space }) {
      guard let uri = xml.uri(of: Array(prefix)), WordNamespaces.know(String(decoding: uri, as: UTF8.self))
      else { return false }
    }
    return true
  }

  private static let requires = Array("Requires".utf8)

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
