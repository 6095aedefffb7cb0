import Bytes
import Facts
import Forms

/// The figures that the forms ask for, each with a number: figures of one meaning have one, whatever the form.
struct Figures: Sendable {
  /// What facts call a figure.
  struct Key: Sendable {
    let section: [UInt8]
    let row: [UInt8]
    let column: [UInt8]
    /// -1 for a figure of no form.
    let number: Int
  }

  /// A block of a form that asks for a figure.
  struct Home: Sendable {
    let form: Int
    let block: Int
  }

  /// A block of a form, with the numbers of its figures.
  struct Grid: Sendable {
    let names: FigureGrid
    let block: Int
    let numbers: Range<Int>
  }

  /// The blocks of the forms; behind them what sentences state.
  private(set) var grids: [Grid] = []
  /// The numbers of the figures of the grids, one behind the other.
  private(set) var gridNumbers: [Int] = []
  /// By number: where it first stands in `gridNumbers`, the unit there, whether it counts money, whether sentences state it.
  private var firstPlaces: [Int] = []
  private(set) var units: [String] = []
  private(set) var isMoney: [Bool] = []
  private(set) var isStated: [Bool] = []
  /// By number, the section that it first stands in, as a place among the titles of all.
  private(set) var sections: [Int] = []
  private var titles: [String] = []
  /// By number, where it is asked for.
  private(set) var homes: [[Home]] = []
  /// For each form the numbers of its figures, in printed order.
  private(set) var printed: [[Int]] = []
  /// The names of blocks; blocks of one name in several forms have one number.
  private(set) var blockNames: [String] = []
  /// For each form and block, the numbers of its figures.
  private(set) var blocks: [[[Int]]] = []
  /// The codes by number, one behind the other, where each ends, and their places.
  private var codes: [UInt8] = []
  private var codeEnds: [Int] = [0]
  private var byCode = PlacesByHash()

  /// All ways that facts call the figures; found by hash.
  private(set) var keys: [Key] = []
  /// Section, row and column of the keys with commas between, one behind the other, where each ends, and their numbers.
  private var texts: [UInt8] = []
  private var ends: [Int] = [0]
  private var keyNumbers: [Int32] = []
  private var byHash = PlacesByHash()
  /// For each key the one that followed it last: facts come in the order of the form.
  private var following: [Int] = []
  private var previous = -1

  init(_ library: FormLibrary) {
    printed = Array(repeating: [], count: library.forms.count)
    blocks = printed.map { _ in [] }
    texts.reserveCapacity(1 << 16)
    for grid in library.figureGrids + library.statedGrids { add(grid) }
    following = keys.indices.map { $0 + 1 < keys.count ? $0 + 1 : 0 }
  }

  private mutating func add(_ grid: FigureGrid) {
    let block = blockNames.lastIndex(of: grid.block) ?? blockNames.count
    if block == blockNames.count {
      blockNames.append(grid.block)
      for form in blocks.indices { blocks[form].append([]) }
    }
    let start = gridNumbers.count
    let home = Home(form: grid.form, block: block)
    let section = Array(grid.section.utf8)
    let title = titles.firstIndex(of: grid.section) ?? titles.count
    if title == titles.count { titles.append(grid.section) }
    let columns = grid.columns.map { (line: $0, code: Array($0.code.utf8), label: Array($0.label.utf8)) }
    var code: [UInt8] = []
    for row in grid.rows {
      let label = Array(row.label.utf8)
      for column in columns {
        code.removeAll(keepingCapacity: true)
        code += grid.sectionCode.utf8
        code.append(.period)
        code += row.code.utf8
        if !grid.isStated {
          code.append(.period)
          code += column.code
        }
        let number = number(code: code) ?? add(code, grid, row, column.line, title: title)
        gridNumbers.append(number)
        homes[number].append(home)
        add(Key(section: section, row: label, column: column.label, number: number))
      }
    }
    let numbers = gridNumbers[start...]
    grids.append(Grid(names: grid, block: block, numbers: numbers.startIndex..<numbers.endIndex))
    printed[grid.form] += numbers
    blocks[grid.form][block] += numbers
  }

  private mutating func add(
    _ code: [UInt8], _ grid: FigureGrid, _ row: FigureGrid.Line, _ column: FigureGrid.Line,
    title: Int
  ) -> Int {
    byCode.append(code.span.quickHash)
    codes += code
    codeEnds.append(codes.count)
    firstPlaces.append(gridNumbers.count)
    units.append(grid.unit(row, column))
    isMoney.append(grid.isMoney(row, column))
    isStated.append(grid.isStated)
    sections.append(title)
    homes.append([])
    return homes.count - 1
  }

  /// The key's place; that of an equal one where there is one.
  @discardableResult
  private mutating func add(_ key: Key) -> Int {
    let hash = Self.hash(key.section.span, key.row.span, key.column.span)
    let place = place(hash, key.section.span, key.row.span, key.column.span)
    if place >= 0 { return place }
    byHash.append(hash)
    keys.append(key)
    keyNumbers.append(Int32(key.number))
    texts += key.section
    texts.append(.comma)
    texts += key.row
    texts.append(.comma)
    texts += key.column
    ends.append(texts.count)
    return keys.count - 1
  }

  /// How many figures the forms ask for.
  var count: Int { homes.count }

  /// What a form calls a figure; what the first form does where it has none.
  func name(_ number: Int, form: Int) -> FormFigure {
    for grid in grids where grid.names.form == form {
      if let place = grid.numbers.first(where: { gridNumbers[$0] == number }) {
        return grid.names[place - grid.numbers.lowerBound]
      }
    }
    return name(number)
  }

  /// What the first form that has a figure calls it.
  func name(_ number: Int) -> FormFigure {
    let place = firstPlaces[number]
    let grid = grids.first { $0.numbers.contains(place) } ?? grids[0]
    return grid.names[place - grid.numbers.lowerBound]
  }

  /// The code of a figure, and the figure of a code.
  func code(_ number: Int) -> [UInt8] { Array(codes[codeEnds[number]..<codeEnds[number + 1]]) }

  func number(code: [UInt8]) -> Int? {
    var number = byCode.first(code.span.quickHash)
    while number >= 0, !code.span.equals(codes.span.extracting(codeEnds[number]..<codeEnds[number + 1])) {
      number = byCode.next(number)
    }
    return number < 0 ? nil : number
  }

  /// Whether a form asks for a figure in a block.
  func isAsked(_ number: Int, form: Int, block: Int) -> Bool {
    homes[number].contains { $0.form == form && $0.block == block }
  }

  /// The number of a fact's figure; -1 for one that no form asks for.
  mutating func number(_ facts: borrowing FactReader) -> Int {
    if previous >= 0 {
      let next = following[previous]
      // In printed order one comparison tells; a key that holds a comma is never plain.
      if facts.plainKey.equals(texts.span.extracting(ends[next]..<ends[next + 1])) {
        previous = next
        return Int(keyNumbers[next])
      }
    }
    let key = key(section: facts.section, row: facts.row, column: facts.column)
    return key < 0 ? -1 : Int(keyNumbers[key])
  }

  /// The place in `keys` of a fact's key; -1 for one that no form has, unless `adds` says to keep it.
  mutating func key(
    section: Span<UInt8>, row: Span<UInt8>, column: Span<UInt8>, adds: Bool = false
  ) -> Int {
    if previous >= 0, isKey(following[previous], section, row, column) {
      previous = following[previous]
      return previous
    }
    let hash = Self.hash(section, row, column)
    var place = place(hash, section, row, column)
    if place < 0 {
      guard adds else { return -1 }
      place = add(
        Key(
          section: [UInt8](copying: section), row: [UInt8](copying: row), column: [UInt8](copying: column),
          number: -1))
      following.append(place)
    }
    if previous >= 0 { following[previous] = place }
    previous = place
    return place
  }

  /// The place of a key in `keys`; -1 for none.
  private func place(
    _ hash: UInt64, _ section: Span<UInt8>, _ row: Span<UInt8>, _ column: Span<UInt8>
  ) -> Int {
    var place = byHash.first(hash)
    while place >= 0, !isKey(place, section, row, column) { place = byHash.next(place) }
    return place
  }

  private func isKey(_ place: Int, _ section: Span<UInt8>, _ row: Span<UInt8>, _ column: Span<UInt8>) -> Bool
  {
    column.equals(keys[place].column) && row.equals(keys[place].row) && section.equals(keys[place].section)
  }

  private static func hash(_ section: Span<UInt8>, _ row: Span<UInt8>, _ column: Span<UInt8>) -> UInt64 {
    section.quickHash &+ row.quickHash &* 0x9E37_79B9_7F4A_7C15 ^ column.quickHash
  }
}
