import Bytes

/// A page (ISO 32000-1, 7.7.3), with what it inherits.
package struct PageNode: Sendable {
  let dictionary: PDFDictionary
  let resources: PDFDictionary
  /// What shows of the page, in its own units, y upwards: the crop box within the media box (14.11.2).
  let box: PDFRectangle
  /// Degrees clockwise: 0, 90, 180 or 270.
  let rotation: Int
  /// The length of a unit of the page, in points.
  let userUnit: Double
  /// Read one after another, with white space between: the graphics state runs through.
  let contents: [PDFStream]
}

/// A rectangle (7.9.5), its corners in order.
struct PDFRectangle: Equatable, Sendable {
  var x0: Double
  var y0: Double
  var x1: Double
  var y1: Double

  /// A4, for pages that do not say.
  static let a4 = PDFRectangle(x0: 0, y0: 0, x1: 595, y1: 842)

  init(x0: Double, y0: Double, x1: Double, y1: Double) {
    (self.x0, self.y0, self.x1, self.y1) = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
  }

  var isEmpty: Bool { !(x0 < x1 && y0 < y1) }

  func intersection(_ other: PDFRectangle) -> PDFRectangle? {
    let (left, bottom) = (max(x0, other.x0), max(y0, other.y0))
    let (right, top) = (min(x1, other.x1), min(y1, other.y1))
    return left < right && bottom < top ? PDFRectangle(x0: left, y0: bottom, x1: right, y1: top) : nil
  }
}

// MARK: - Reading the tree

extension PDFFile {
  /// Collects the pages; once more where the table of objects had to be rebuilt on the way.
  ///
  /// - Throws: `PDFError.noPages`, `PDFError.limit`.
  func readPages() throws(PDFError) {
    let state = tableState
    try collectPages()
    if pages.isEmpty { try rebuild() }
    if tableState == .rebuilt, state != .rebuilt { try collectPages() }
    if let failure { throw failure }
    guard !pages.isEmpty else { throw .noPages }
  }

  /// What the nodes of the tree hand down (7.7.3.4).
  private struct Inherited {
    var resources: PDFObject?
    var mediaBox: PDFObject?
    var cropBox: PDFObject?
    var rotation: PDFObject?

    init() {}

    init(_ node: PDFDictionary, _ parent: Inherited) {
      func own(_ key: StaticString) -> PDFObject? { node[key].flatMap { $0 == .null ? nil : $0 } }
      resources = own("Resources") ?? parent.resources
      mediaBox = own("MediaBox") ?? parent.mediaBox
      cropBox = own("CropBox") ?? parent.cropBox
      rotation = own("Rotate") ?? parent.rotation
    }
  }

  /// Nodes and streams of content that were seen.
  private struct Tally {
    var nodes = 0
    var streams = 0
    /// The numbers of the nodes above, to whom none below may lead back.
    var ancestors: Set<Int> = []
  }

  private func collectPages() throws(PDFError) {
    pages = []
    var tally = Tally()
    try collect(catalog["Pages"], Inherited(), depth: 0, &tally)
  }

  private func collect(
    _ object: PDFObject?, _ parent: Inherited, depth: Int, _ tally: inout Tally
  ) throws(PDFError) {
    tally.nodes += 1
    guard pages.count < limits.pages, tally.nodes < 4 * limits.pages else {
      throw .limit("\(limits.pages) pages")
    }
    guard let node = dictionary(object), depth <= PDFLimits.treeDepth else {
      if depth > 0 { note(.missingPages) }
      return
    }
    let inherited = Inherited(node, parent)
    guard let kids = array(node["Kids"]) else {
      if !isName(node["Type"], "Pages") { try addPage(node, inherited, &tally) }
      return
    }
    var number: Int?
    if case .reference(let own) = object {
      guard tally.ancestors.insert(own).inserted else { return note(.missingPages) }
      number = own
    }
    for kid in kids { try collect(kid, inherited, depth: depth + 1, &tally) }
    if let number { tally.ancestors.remove(number) }
  }

  private func addPage(_ node: PDFDictionary, _ inherited: Inherited, _ tally: inout Tally) throws(PDFError) {
    let media = rectangle(inherited.mediaBox) ?? .a4
    let turns = (integer(inherited.rotation) ?? 0) % 360
    let unit = number(node["UserUnit"]) ?? 1
    let contents = try contents(of: node, &tally)
    pages.append(
      PageNode(
        dictionary: node, resources: dictionary(inherited.resources) ?? PDFDictionary(),
        box: rectangle(inherited.cropBox).flatMap { $0.intersection(media) } ?? media,
        rotation: turns % 90 == 0 ? (turns + 360) % 360 : 0, userUnit: unit > 0 && unit < 1e6 ? unit : 1,
        contents: contents))
  }

  /// A stream or an array of them; a page without is empty.
  private func contents(of page: PDFDictionary, _ tally: inout Tally) throws(PDFError) -> [PDFStream] {
    guard let object = page["Contents"], object != .null else { return [] }
    let parts = array(object) ?? [object]
    tally.streams += parts.count
    guard tally.streams <= limits.objects else { throw .limit("\(limits.objects) streams of content") }
    var streams: [PDFStream] = []
    for part in parts {
      if let stream = stream(part) {
        streams.append(stream)
      } else {
        note(.missingContent(page: pages.count + 1))
      }
    }
    return streams
  }

  /// - Returns: `nil` where it is none, or has no area.
  func rectangle(_ object: PDFObject?) -> PDFRectangle? {
    guard let corners = array(object), corners.count >= 4 else { return nil }
    let numbers = corners.prefix(4).compactMap { number($0) }
    guard numbers.count == 4, numbers.allSatisfy({ abs($0) < 1e6 }) else { return nil }
    let rectangle = PDFRectangle(x0: numbers[0], y0: numbers[1], x1: numbers[2], y1: numbers[3])
    return rectangle.isEmpty ? nil : rectangle
  }

  /// The content of a page, its streams joined by line feeds.
  ///
  /// - Throws: `PDFError.limit`, `PDFError.filter`.
  func content(of page: PageNode) throws(PDFError) -> [UInt8] {
    var content: [UInt8] = []
    for stream in page.contents {
      let part = try decoded(stream)
      if content.isEmpty {
        content = part
      } else {
        content.append(.lineFeed)
        content += part
      }
    }
    return content
  }
}
