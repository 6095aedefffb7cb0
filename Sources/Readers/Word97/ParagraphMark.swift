import Bytes

/// What the properties of a paragraph say: those of the mark that ends it, which may be the end of a cell or of a row.
///
/// Source: MS-DOC 2.4.3 (tables), 2.4.6.1 (properties of a paragraph), 2.6.2 (their list).
struct ParagraphMark {
  private(set) var style = 0
  private var isInTable = false
  private var isOuterRowEnd = false
  private var isInnerRowEnd = false
  /// Of a table in a table, whether the paragraph is the last one of a cell.
  private var isInnerCellEnd = false
  private var statedDepth: Int?
  /// Whether the ground of the paragraph, or of cells of the row, is another one than white.
  private(set) var isFilled = false
  private(set) var row = RowDefinition()
  /// The bytes of properties that were read for this paragraph and those before it.
  private(set) var byteCount: Int

  init(byteCount: Int) { self.byteCount = byteCount }

  /// The most bytes of properties: a document whose every paragraph points to the same ones was made to keep its reader busy.
  static let byteLimit = 1 << 26

  /// Tables in tables: more were made to break a reader.
  static let depthLimit = 64

  /// How many tables the paragraph stands in.
  var depth: Int { isInTable ? max(statedDepth ?? 1, 1) : max(statedDepth ?? 0, 0) }

  var isRowEnd: Bool { depth > 1 ? isInnerRowEnd : depth == 1 && isOuterRowEnd }

  /// Whether the mark ends a cell.
  ///
  /// - Parameter unit: the mark.
  func isCellEnd(_ unit: UInt16) -> Bool { depth > 0 && (unit == 7 || depth > 1 && isInnerCellEnd) }

  /// Begins with the properties of a page, which the number of the style stands before.
  mutating func begin(_ properties: Span<UInt8>, _ file: Word97File) throws(ReportError) {
    guard let style = properties.littleEndian16(at: 0) else { return }
    self.style = style
    try apply(properties.extracting(2..<properties.count), file)
  }

  /// Takes what properties say.
  ///
  /// - Parameter level: how many times the stream of data was followed.
  mutating func apply(_ properties: Span<UInt8>, _ file: Word97File, level: Int = 0) throws(ReportError) {
    byteCount += properties.count
    try Self.checkCount(byteCount, file)
    var sprm = Sprm()
    while sprm.next(in: properties) {
      if sprm.isFill(in: properties) { isFilled = true }
      switch sprm.code {
      case Sprm.inTable: isInTable = sprm.byte(in: properties) != 0
      case Sprm.rowEnd: isOuterRowEnd = sprm.byte(in: properties) != 0
      case Sprm.innerCellEnd: isInnerCellEnd = sprm.byte(in: properties) != 0
      case Sprm.innerRowEnd: isInnerRowEnd = sprm.byte(in: properties) != 0
      case Sprm.paragraphStyle: style = properties.littleEndian16(at: sprm.operand.lowerBound) ?? style
      case Sprm.depth: statedDepth = Self.number(properties, sprm)
      case Sprm.depthChange: statedDepth = (statedDepth ?? 0) + Self.number(properties, sprm)
      case Sprm.hugeProperties, Sprm.oldHugeProperties, Sprm.tableProperties:
        try applyData(properties.offset32(at: sprm.operand.lowerBound) ?? 0, file, level)
        if sprm.code == Sprm.tableProperties { return }
      default: if sprm.isOfRow { row.apply(sprm, in: properties) }
      }
    }
    guard depth <= Self.depthLimit else {
      throw .damagedDocument(
        name: file.name, why: "tables stand in tables more than \(Self.depthLimit) times")
    }
  }

  /// - Parameter count: the bytes of properties that were read.
  static func checkCount(_ count: Int, _ file: Word97File) throws(ReportError) {
    guard count > byteLimit else { return }
    throw .damagedDocument(name: file.name, why: "its text points to the same properties over and over")
  }

  private static func number(_ bytes: Span<UInt8>, _ sprm: Sprm) -> Int {
    Int(Int32(truncatingIfNeeded: bytes.offset32(at: sprm.operand.lowerBound) ?? 0))
  }

  /// Takes properties of the stream of data: a row with many cells has more than a page has room for.
  private mutating func applyData(_ place: Int, _ file: Word97File, _ level: Int) throws(ReportError) {
    let data = file.data.span
    guard level < 2, let size = data.littleEndian16(at: place), place + 2 + size <= data.count else {
      throw .damagedDocument(
        name: file.name,
        why: "properties of a table row are missing in its stream “Data”, or the file is cut short")
    }
    try apply(data.extracting(place + 2..<place + 2 + size), file, level: level + 1)
  }
}
