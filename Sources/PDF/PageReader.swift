/// The pages of a document, one at a time: memory is bounded by the largest page; fonts and forms that pages share are kept.
///
///     var reader = try PageReader(bytes)
///     while let page = try reader.next() { … }
package struct PageReader {
  /// Its `notes` are to be told when the last page was read.
  package let file: PDFFile
  private let document: DocumentStore
  private var index = 0

  /// - Throws: `PDFError` where the bytes are no file that can be read.
  package init(_ bytes: [UInt8], limits: PDFLimits = PDFLimits()) throws(PDFError) {
    self.init(try PDFFile(bytes, limits: limits))
  }

  package init(_ file: PDFFile) {
    self.file = file
    document = DocumentStore(file)
  }

  package var pageCount: Int { file.pages.count }

  /// The next page; `nil` after the last.
  ///
  /// Cost: linear in the page's content and that of the forms it draws.
  /// - Throws: `PDFError.limit`, `PDFError.filter`.
  package mutating func next() throws(PDFError) -> PDFPage? {
    guard index < file.pages.count else { return nil }
    index += 1
    return try page(turnedBy: 0)
  }

  /// The page at hand, once more where most of its text runs another way than across it: people turn the sheet.
  private func page(turnedBy turns: Int) throws(PDFError) -> PDFPage {
    let node = file.pages[index - 1]
    let view = PageView(node, turnedBy: turns)
    let page = PDFPage(number: index, width: Float(view.width), height: Float(view.height))
    var interpreter = Interpreter(file, document, page: page, matrix: view.matrix)
    let ground = interpreter.state
    try interpreter.run(try file.content(of: node), resources: node.resources)
    interpreter.end()
    interpreter.state = ground
    try interpreter.drawAnnotations(of: node)
    if turns == 0, let turn = interpreter.turn { return try self.page(turnedBy: turn) }
    return interpreter.finished()
  }
}

/// How a page's own units come to points of the upright page, y downwards.
private struct PageView {
  let width: Double
  let height: Double
  let matrix: Matrix

  init(_ node: PageNode, turnedBy turns: Int) {
    let box = node.box
    let rotation = (node.rotation + 90 * turns) % 360
    var (width, height) = (box.x1 - box.x0, box.y1 - box.y0)
    var matrix =
      switch rotation {
      case 90: Matrix(a: 0, b: 1, c: 1, d: 0, e: -box.y0, f: -box.x0)
      case 180: Matrix(a: -1, b: 0, c: 0, d: 1, e: box.x1, f: -box.y0)
      case 270: Matrix(a: 0, b: -1, c: -1, d: 0, e: box.y1, f: box.x1)
      default: Matrix(a: 1, b: 0, c: 0, d: -1, e: -box.x0, f: box.y1)
      }
    if rotation % 180 != 0 { swap(&width, &height) }
    // What is far larger than paper is a sheet of A4 in other units: distances are held against points.
    var scale = node.userUnit
    let longest = max(width, height) * scale
    if longest > Self.largest { scale *= Self.a4 / longest }
    if !(scale > 0 && longest < .infinity) { scale = 0 }
    (self.width, self.height) = (width * scale, height * scale)
    matrix = matrix.then(Matrix(a: scale, b: 0, c: 0, d: scale, e: 0, f: 0))
    self.matrix = matrix
  }

  private static let a4 = 842.0
  /// Twice the long side of A3.
  private static let largest = 2.0 * 1191
}

extension Interpreter {
  /// Closes what the page's content left open.
  mutating func end() {
    unmarked = 0
    while !marks.isEmpty { endMark() }
    saved.removeAll()
    unsaved = 0
    path.removeAll()
  }

  /// By how many quarters, clockwise, the page is to be turned so that most of its text runs from left to right; `nil` where it does.
  var turn: Int? {
    let all = directions.reduce(0, +)
    guard let most = directions.indices.max(by: { directions[$0] < directions[$1] }), most > 0,
      directions[most] * 2 > all
    else { return nil }
    return 4 - most
  }

  /// The page with what is counted at its end.
  mutating func finished() -> PDFPage {
    let pageArea = Double(page.width) * Double(page.height)
    page.imageShare = pageArea > 0 ? Float(min(1, imageArea / pageArea)) : 0
    if !unknowns.isEmpty {
      page.unknown = page.glyphs.reduce(0) { $0 + ($1.scalar == 0xFFFD ? 1 : 0) }
      let most = unknowns.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
      if page.unknown > 0, let most { page.unknownFont = document.fonts[most.key].name }
    }
    return page
  }
}
