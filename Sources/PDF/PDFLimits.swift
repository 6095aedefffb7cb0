/// What a file may ask for at most. No report comes near; files that are made to exhaust their reader do.
public struct PDFLimits: Sendable {
  /// Bytes of the file.
  public var fileSize = 256 << 20
  /// Bytes of one stream, decoded.
  public var streamSize = 64 << 20
  /// Bytes of all streams, decoded, each as often as it is read; and 32 for each byte of the file, so that a large file may be long.
  public var totalSize = 512 << 20
  public var pages = 20_000
  public var objects = 1_000_000
  /// Bytes of forms that are drawn again, each time; and 32 for each byte of the file.
  public var repeatedForms = 256 << 20
  /// Characters of a page.
  public var glyphs = 200_000
  /// Lines and areas of a page; points of a path.
  public var paths = 500_000

  public init() {}

  static let filters = 8
  static let objectNumber = 8_388_607
  /// Arrays and dictionaries within each other.
  static let nesting = 64
  /// References that lead to references.
  static let references = 32
  /// Sections of the cross-reference chain.
  static let sections = 1_024
  static let treeDepth = 64

  // Of pages and fonts.
  /// Forms within forms.
  static let formDepth = 12
  static let savedStates = 512
  static let operands = 64
  static let fonts = 65_536
  static let arrayOperands = 65_536
  static let lines = 20_000
  static let contentString = 1 << 20
  static let mapEntries = 200_000
  static let mapRange = 65_536
  static let widths = 70_000
  static let usedMaps = 8
}
