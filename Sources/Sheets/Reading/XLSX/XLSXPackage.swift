import Bytes
import XML
import ZIP

/// The parts of a package, by their names, and what relationships point to.
///
/// Source: ECMA-376 part 2, sections 6 and 7.
struct XLSXPackage: Sendable {
  /// A relationship of a part: its kind, which is the last word of its type, and the name of the part it points to.
  struct Relationship {
    let kind: String
    /// `nil` for what stands outside the package.
    let target: String?
  }

  let archive: ZIPArchive
  /// The places of the parts in the archive.
  private var parts: [String: Int] = [:]

  /// The most bytes of a sheet, and those of a part that is no sheet and no table of texts.
  private static let sheetLimit = 4 << 30
  private static let smallLimit = 64 << 20

  init(_ bytes: [UInt8], name: String) throws(WorkbookError) {
    do {
      archive = try ZIPArchive(bytes, name: name, limits: ZIPLimits(size: Self.sheetLimit))
    } catch {
      throw .archive(error)
    }
    for (index, entry) in archive.entries.enumerated() {
      // A folder is no part.
      if entry.name.last == .slash { continue }
      guard parts.updateValue(index, forKey: Self.key(entry.title)) == nil else {
        throw .repeatedPart(name: name, part: entry.title)
      }
    }
  }

  /// Part names are alike whatever the case of ASCII letters, and some programs write `\`. Source: part 2, section 6.2.2.3.
  private static func key(_ name: String) -> String {
    let slashed = name.replacing("\\", with: "/")
    let lowered = String(
      String.UnicodeScalarView(
        slashed.unicodeScalars.map { ("A"..."Z").contains($0) ? Unicode.Scalar($0.value + 32) ?? $0 : $0 }))
    return String(lowered.drop { $0 == "/" })
  }

  /// The names of the parts that draw over sheets, in the order of the archive.
  var drawings: [String] {
    archive.entries.map(\.title).filter { name in
      let key = Self.key(name)
      return key.hasPrefix("xl/drawings/drawing") && key.hasSuffix(".xml")
    }
  }

  func has(_ part: String) -> Bool { parts[Self.key(part)] != nil }

  /// A part on its way out.
  ///
  /// - Parameter isSmall: whether it is held in memory, in some form, as a whole.
  func part(_ name: String, isSmall: Bool = true) throws(WorkbookError) -> XMLPart {
    guard let index = parts[Self.key(name)] else { throw .missingPart(name: archive.name, part: name) }
    let entry = archive.entries[index]
    guard !isSmall || entry.size <= Self.smallLimit else {
      throw .tooLarge(
        Location(archive.name), what: "the part “\(name)” is larger than \(Self.smallLimit >> 20) MiB")
    }
    return try XMLPart(entry, of: archive)
  }

  // MARK: the way to the workbook

  /// The name of the main part, which must be a workbook's.
  func mainPart() throws(WorkbookError) -> String {
    guard has(Self.contentTypes) || has("_rels/.rels") else {
      throw .otherFile(
        name: archive.name, kind: "a ZIP archive without a workbook", remedy: "Unpack it first")
    }
    let types = try ContentTypes(try part(Self.contentTypes))
    let found = try relationships(of: "").values.first { $0.kind == "officeDocument" }
    guard let main = found?.target else { throw .missingPart(name: archive.name, part: "xl/workbook.xml") }
    guard has(main) else { throw .missingPart(name: archive.name, part: main) }
    try check(types.type(of: Self.key(main)), part: main)
    return main
  }

  private static let contentTypes = "[Content_Types].xml"

  /// Refuses documents of other programs, and workbooks in binary.
  private func check(_ type: String?, part: String) throws(WorkbookError) {
    guard let type else {
      throw .damaged(Location(archive.name), what: "the part “\(part)” has no content type")
    }
    if type.contains("sheet.binary") {
      throw .otherFile(
        name: archive.name, kind: "a binary workbook (.xlsb)", remedy: FileKind.saveAsWorkbook)
    }
    if type.contains("wordprocessingml") || type.contains("ms-word") {
      throw .otherFile(
        name: archive.name, kind: "a Word document", remedy: "Give a report to nianbao extract")
    }
    // .xlsx, .xlsm, .xltx, .xltm
    guard type.hasSuffix(".main+xml"), type.contains("sheet") || type.contains("ms-excel") else {
      throw .otherFile(
        name: archive.name, kind: "a document of the type \(type)", remedy: FileKind.saveAsWorkbook)
    }
  }

  /// The relationships of a part by their ids; those of the package for the empty name.
  ///
  /// Shape: empty where the part has none.
  func relationships(of part: String) throws(WorkbookError) -> [String: Relationship] {
    let folder = part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
    let name = "\(folder)_rels/\(part.dropFirst(folder.count)).rels"
    guard has(name) else {
      if part.isEmpty { throw .missingPart(name: archive.name, part: name) }
      return [:]
    }
    var found: [String: Relationship] = [:]
    var part = try self.part(name)
    try part.begin("Relationships", namespace: XMLPart.Namespace.packageRelationships)
    while true {
      switch try part.next() {
      case .start:
        let type = part.text("Type").split(separator: "/").last.map(String.init) ?? ""
        let target = part.text("Target")
        let isInside = part.text("TargetMode") != "External"
        let relationship = Relationship(
          kind: type, target: isInside ? Self.resolved(target, in: folder) : nil)
        guard found.updateValue(relationship, forKey: part.text("Id")) == nil else {
          throw .damaged(part.xml.place, what: "two relationships have one id")
        }
      case .finish: return found
      default: break
      }
    }
  }

  /// The name of a part from where another one stands.
  static func resolved(_ target: String, in folder: String) -> String {
    let path = target.replacing("\\", with: "/")
    var names: [Substring] = path.hasPrefix("/") ? [] : folder.split(separator: "/")
    for name in path.split(separator: "/") {
      switch name {
      case ".": break
      case "..": _ = names.popLast()
      default: names.append(name)
      }
    }
    return names.joined(separator: "/")
  }
}

/// What the parts of a package are.
private struct ContentTypes {
  private var overrides: [String: String] = [:]
  private var defaults: [String: String] = [:]

  init(_ part: consuming XMLPart) throws(WorkbookError) {
    try part.begin("Types", namespace: XMLPart.Namespace.contentTypes)
    while true {
      switch try part.next() {
      case .start:
        let type = part.text("ContentType")
        if part.xml.localName.equals(Array("Override".utf8)) {
          let name = part.text("PartName").replacing("\\", with: "/")
          overrides[String(name.drop { $0 == "/" }).lowercased()] = type
        } else {
          defaults[part.text("Extension").lowercased()] = type
        }
      case .finish: return
      default: break
      }
    }
  }

  /// - Parameter key: the part's name in small letters.
  func type(of key: String) -> String? {
    overrides[key] ?? key.split(separator: ".").last.flatMap { defaults[String($0)] }
  }
}

extension XMLPart {
  /// The value of an attribute of the element that began; empty where there is none.
  func text(_ attribute: String) -> String { String(xml.attribute(Array(attribute.utf8))) }

  /// Whether an attribute says so. Source: ECMA-376 part 1, section 22.9.2.1 (ST_OnOff), and XML Schema.
  func flag(_ attribute: String) -> Bool { ["1", "true", "on"].contains(text(attribute)) }

  /// As `text`, where it is a number.
  func number(_ attribute: String) -> Int? { Int(text(attribute)) }
}
