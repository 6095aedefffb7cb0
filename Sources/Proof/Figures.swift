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

  /// By number.
  private(set) var codes: [String] = []
  private(set) var names: [FormFigure] = []
  /// By number, whether it counts money.
  private(set) var isMoney: [Bool] = []
  /// By number, where it is asked for.
  private(set) var homes: [[Home]] = []
  /// For each form the numbers of its figures, in printed order.
  private(set) var printed: [[Int]] = []
  /// The same as the form names them.
  private(set) var printedNames: [[FormFigure]] = []
  /// The names of blocks; blocks of one name in several forms have one number.
  private(set) var blockNames: [String] = []
  /// For each form and block, the numbers of its figures.
  private(set) var blocks: [[[Int]]] = []
  private var numbers: [String: Int] = [:]

  /// All ways that facts call the figures; found by hash.
  private(set) var keys: [Key] = []
  /// Section, row and column of the keys with commas between, one behind the other, where each ends, and their numbers.
  private var texts: [UInt8] = []
  private var ends: [Int] = [0]
  private var keyNumbers: [Int32] = []
  private var byHash: [UInt64: [Int]] = [:]
  /// For each key the one that followed it last: facts come in the order of the form.
  private var following: [Int] = []
  private var previous = -1

  init(_ library: FormLibrary) {
    let count = library.forms.count
    printed = Array(repeating: [], count: count)
    printedNames = Array(repeating: [], count: count)
    blocks = Array(repeating: [], count: count)
    for figure in library.figures + library.statedFigures { add(figure) }
    following = keys.indices.map { $0 + 1 < keys.count ? $0 + 1 : 0 }
  }

  private mutating func add(_ figure: FormFigure) {
    let number = numbers[figure.code] ?? codes.count
    if number == codes.count {
      numbers[figure.code] = number
      codes.append(figure.code)
      names.append(figure)
      isMoney.append(figure.isMoney)
      homes.append([])
    }
    let block = blockNames.lastIndex(of: figure.block) ?? blockNames.count
    if block == blockNames.count {
      blockNames.append(figure.block)
      for form in blocks.indices { blocks[form].append([]) }
    }
    blocks[figure.form][block].append(number)
    homes[number].append(Home(form: figure.form, block: block))
    printed[figure.form].append(number)
    printedNames[figure.form].append(figure)
    add(
      Key(
        section: Array(figure.section.utf8), row: Array(figure.row.utf8), column: Array(figure.column.utf8),
        number: number))
  }

  /// The key's place; that of an equal one where there is one.
  @discardableResult
  private mutating func add(_ key: Key) -> Int {
    let hash = Self.hash(key.section.span, key.row.span, key.column.span)
    for place in byHash[hash] ?? [] where isKey(place, key.section.span, key.row.span, key.column.span) {
      return place
    }
    byHash[hash, default: []].append(keys.count)
    keys.append(key)
    keyNumbers.append(Int32(key.number))
    texts += key.section + [.comma] + key.row + [.comma] + key.column
    ends.append(texts.count)
    return keys.count - 1
  }

  /// What a form calls a figure; what the first form does where it has none.
  func name(_ number: Int, form: Int) -> FormFigure {
    printed[form].firstIndex(of: number).map { printedNames[form][$0] } ?? names[number]
  }

  func number(code: String) -> Int? { numbers[code] }

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
    for place in byHash[hash] ?? [] where isKey(place, section, row, column) {
      if previous >= 0 { following[previous] = place }
      previous = place
      return place
    }
    guard adds else { return -1 }
    let place = add(
      Key(
        section: [UInt8](copying: section), row: [UInt8](copying: row), column: [UInt8](copying: column),
        number: -1))
    following.append(place)
    if previous >= 0 { following[previous] = place }
    previous = place
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
