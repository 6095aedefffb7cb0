import Bytes

/// A row or a column of a form: it may stand over others of its kind.
protocol FormLine: Sendable {
  var code: String { get }
  var label: String { get }
  var spellings: [String] { get }
  var children: [Self] { get }
  /// Whether figures stand in it, and not only in those below it.
  var hasFigures: Bool { get }
}

extension FormRow: FormLine {
  var children: [FormRow] { rows }
  var hasFigures: Bool { !heading }
}

extension FormColumn: FormLine {
  var children: [FormColumn] { columns }
  var hasFigures: Bool { columns.isEmpty }
}

/// A row or a column in a flat list, and where it stands.
struct FlatLine<Source: FormLine>: Sendable {
  let source: Source
  /// The labels of those it stands under, outermost first, then its own, parted by `/`: its name in facts.
  let path: [UInt8]
  /// Their codes, parted by `.`.
  let code: [UInt8]
  /// Those it stands under, outermost first: places in the list.
  let parents: [Int]
  /// The place behind those below it.
  fileprivate(set) var end: Int

  var hasFigures: Bool { source.hasFigures }
  /// The official label, then others that reports print.
  var labels: [String] { [source.label] + source.spellings }
}

/// A block with its rows and columns as flat lists, in printed order: the one place that walks the trees of a form.
struct FlatBlock: Sendable {
  let rows: [FlatLine<FormRow>]
  /// Spanners stand before the columns below them.
  let columns: [FlatLine<FormColumn>]

  init(_ block: FormBlock) {
    (rows, columns) = (Self.flat(block.rows), Self.flat(block.columns))
  }

  private static func flat<Line: FormLine>(_ lines: [Line]) -> [FlatLine<Line>] {
    var list: [FlatLine<Line>] = []
    for line in lines { add(line, below: nil, to: &list) }
    return list
  }

  private static func add<Line: FormLine>(_ line: Line, below parent: Int?, to list: inout [FlatLine<Line>]) {
    var (path, code, parents) = ([UInt8](), [UInt8](), [Int]())
    if let parent {
      path = list[parent].path + [.slash]
      code = list[parent].code + [.period]
      parents = list[parent].parents + [parent]
    }
    let place = list.count
    list.append(
      FlatLine(
        source: line, path: path + line.label.utf8, code: code + line.code.utf8, parents: parents,
        end: place + 1))
    for child in line.children { add(child, below: place, to: &list) }
    list[place].end = list.count
  }
}
