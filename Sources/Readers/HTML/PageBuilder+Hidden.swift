import Bytes
import HTML

/// What is not shown, and what of it is told.
extension PageBuilder {
  /// Whether a token belongs to the part that is not shown; else that part has ended before it.
  mutating func stays(hidden token: Token, of bytes: Span<UInt8>) -> Bool {
    guard var part = hidden else { return false }
    if isChoice { choose(token, of: bytes) }
    if isHiddenByStyle { noteHiddenTable(token, part, of: bytes) }
    let place =
      switch token {
      case .text, .rawText: HiddenPart.Place.inside
      case .start(let start): part.begin(start.tag, isInTable: !tables.isEmpty)
      case .end(let tag): part.end(tag, isInTable: !tables.isEmpty)
      }
    hidden = place == .inside ? part : nil
    // A list of which the first line shows, or none.
    if hidden == nil, isChoice, !hasChoice { noteObject() }
    return place != .behind
  }

  /// Notes a table with a figure in it that is not shown: a script may show it.
  private mutating func noteHiddenTable(_ token: Token, _ part: HiddenPart, of bytes: Span<UInt8>) {
    switch token {
    case .start(let start):
      if start.tag == .table { isInHiddenTable = true }
    case .end(let tag):
      if tag == .table { isInHiddenTable = false }
    case .text(let range):
      if isInHiddenTable || part.tag == .table { noteHiddenFigure(range, of: bytes) }
    case .rawText: break
    }
  }

  private mutating func noteHiddenFigure(_ range: Range<Int>, of bytes: Span<UInt8>) {
    let visible = bytes.extracting(range).trimmed(0..<range.count)
    guard !visible.isEmpty, bytes[range.lowerBound + visible.lowerBound].isDigit, page.hiddenTable == nil
    else {
      return
    }
    page.hiddenTable = lines.line(at: range.lowerBound, of: bytes)
  }

  /// Notes text of a cell that a rule may hide, and figures of a table that cannot be seen as a whole.
  mutating func noteUnseen(_ range: Range<Int>, of bytes: Span<UInt8>) {
    if !seen.isSeen {
      if tables.count > seen.tables { noteHiddenFigure(range, of: bytes) }
    } else if doubt == nil, let rule = seen.doubt, tables.last?.isInCell ?? false,
      !bytes.extracting(range).trimmed(0..<range.count).isEmpty
    {
      doubt = (rule, lines.line(at: range.lowerBound, of: bytes))
    }
  }

  /// Takes the text of the option that is chosen.
  private mutating func choose(_ token: Token, of bytes: Span<UInt8>) {
    switch token {
    case .start(let start):
      isChosen = start.isSelected
      if isChosen { hasChoice = true }
    case .text(let range): if isChosen { appendField(range, of: bytes) }
    default: isChosen = false
    }
  }
}
