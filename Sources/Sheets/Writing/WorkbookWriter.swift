public import Bytes

/// Writes a workbook as a stream: sheet after sheet, row after row, cell after cell.
///
/// Memory is a buffer, and for XLSX the distinct texts.
public struct WorkbookWriter: ~Copyable {
  private let isPackage: Bool
  private var package: XLSXSheets
  private var document: XMLSheets
  private var names = SheetNames()
  /// Cells whose text was longer than a cell may be, cut.
  public private(set) var cutCells = 0
  /// Cells in which line breaks became blanks, for a cell has no more of them.
  public private(set) var joinedCells = 0
  /// Characters that the format cannot hold, replaced.
  public var replacedCharacters: Int { isPackage ? package.replacedCharacters : document.replacedCharacters }
  /// Whether the cells of each sheet are summed up: what they come to, by the names of the sheets that are written.
  public var keepsDigests = false
  public private(set) var digests: [String: String] = [:]
  private var digest = SheetDigest()
  private var sheet = ""
  private var column = 0
  /// The rows of the sheet at hand.
  public private(set) var rowCount = 0

  /// Begins the file.
  public init(_ format: WorkbookFormat, to output: inout ByteWriter) {
    if case .xlsx(let level) = format {
      isPackage = true
      package = XLSXSheets(level: level)
    } else {
      isPackage = false
      package = XLSXSheets(level: 1)
    }
    document = XMLSheets()
    if !isPackage { document.begin(to: &output) }
  }

  /// Begins a sheet; its name is made legal and unlike those before.
  /// - Returns: the name it got.
  /// - Throws: `IOError.cannotWrite`.
  @discardableResult
  public mutating func beginSheet(_ layout: SheetLayout, to output: inout ByteWriter) throws(IOError)
    -> String
  {
    var layout = layout
    layout.name = names.name(layout.name)
    (rowCount, sheet, digest) = (0, layout.name, SheetDigest())
    if isPackage {
      try package.beginSheet(layout, to: &output)
    } else {
      document.beginSheet(layout, to: &output)
    }
    return layout.name
  }

  /// Begins a row, as high as `height` points; 0 leaves the height to the program.
  public mutating func beginRow(height: Int = 0, to output: inout ByteWriter) {
    rowCount += 1
    column = 0
    let height = min(height, SheetLimit.rowHeight)
    if isPackage { package.beginRow(height: height) } else { document.beginRow(height: height, to: &output) }
  }

  /// Ends the row.
  /// - Throws: `IOError.cannotWrite`.
  @inline(__always) public mutating func endRow(to output: inout ByteWriter) throws(IOError) {
    if isPackage {
      try package.endRow(to: &output)
    } else {
      output.append("</Row>\n")
      try output.flushIfFull()
    }
  }

  /// Appends a cell; one of style `number` is a number where a spreadsheet would show its text unchanged, else text.
  ///
  /// - Parameters:
  ///   - across: how many columns it covers; no cells are appended for those.
  ///   - down: how many rows it covers; `appendCovered` stands for it in the rows below.
  public mutating func append(
    _ text: Span<UInt8>, _ style: CellStyle, across: Int = 1, down: Int = 1, to output: inout ByteWriter
  ) {
    var length = text.count
    // Characters are at most as many as bytes, so only long cells need counting.
    if length > SheetLimit.characters {
      length = text.end(ofCharacters: SheetLimit.characters)
      if length < text.count { cutCells += 1 }
    }
    let text = text.extracting(0..<length)
    if text.count > SheetLimit.lineFeeds, let joined = text.withFewerLines {
      joinedCells += 1
      return append(joined.span, style, across: across, down: down, to: &output)
    }
    note(text, across: across)
    if isPackage {
      package.append(text, style, across: across, down: down)
    } else {
      document.append(text, style, across: across, down: down, to: &output)
    }
  }

  @inline(__always) private mutating func note(_ text: Span<UInt8>, across: Int) {
    if keepsDigests { digest.add(text, row: rowCount, column: column) }
    column += across
  }

  /// Appends a cell with a remark, which opens where the mouse is over it. Remarks of a sheet wait in memory for its end.
  public mutating func append(
    _ text: Span<UInt8>, _ style: CellStyle, across: Int = 1, remark: [UInt8], to output: inout ByteWriter
  ) {
    let length = text.end(ofCharacters: SheetLimit.characters)
    if length < text.count { cutCells += 1 }
    let text = text.extracting(0..<length)
    note(text, across: across)
    if isPackage {
      package.append(text, style, across: across, remark: remark)
    } else {
      document.append(text, style, across: across, remark: remark, to: &output)
    }
  }

  /// Appends a cell.
  public mutating func append(
    _ text: String, _ style: CellStyle, across: Int = 1, down: Int = 1, to output: inout ByteWriter
  ) {
    append(Array(text.utf8).span, style, across: across, down: down, to: &output)
  }

  /// Stands for a cell that covers this place from above.
  public mutating func appendCovered(_ style: CellStyle, across: Int = 1) {
    column += across
    if isPackage {
      package.appendCovered(style, across: across)
    } else {
      document.appendCovered(across: across)
    }
  }

  /// Ends the sheet.
  /// - Throws: `IOError.cannotWrite`.
  public mutating func endSheet(to output: inout ByteWriter) throws(IOError) {
    if keepsDigests { digests[sheet] = digest.text }
    if isPackage {
      try package.endSheet(to: &output)
    } else {
      document.endSheet(rowCount: rowCount, to: &output)
    }
  }

  /// Ends the file.
  /// - Throws: `WorkbookError`.
  public mutating func finish(to output: inout ByteWriter) throws(WorkbookError) {
    if isPackage { try package.finish(to: &output) } else { output.append("</Workbook>\n") }
  }
}

extension Span where Element == UInt8 {
  /// The text with blanks for the line feeds behind those that a cell may have; `nil` where it has no more.
  fileprivate var withFewerLines: [UInt8]? {
    var (count, index) = (0, 0)
    while let place = firstIndex(of: .lineFeed, from: index) {
      count += 1
      guard count <= SheetLimit.lineFeeds else {
        let rest = [UInt8](copying: extracting(place..<self.count)).map { $0 == .lineFeed ? .space : $0 }
        return [UInt8](copying: extracting(0..<place)) + rest
      }
      index = place + 1
    }
    return nil
  }

  /// The place behind the first `limit` characters.
  fileprivate func end(ofCharacters limit: Int) -> Int {
    var characters = 0
    for index in indices where self[index] & 0xC0 != 0x80 {
      // A character beyond the basic plane counts as two.
      characters += self[index] >= 0xF0 ? 2 : 1
      if characters > limit { return index }
    }
    return count
  }
}
