import Bytes
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

  /// By number.
  private(set) var codes: [String] = []
  private(set) var names: [FormFigure] = []
  /// By number, whether it counts money.
  private(set) var isMoney: [Bool] = []
  /// For each form the numbers of its figures, in printed order.
  private(set) var printed: [[Int]] = []
  /// The same as the form names them.
  private var printedNames: [[FormFigure]] = []
  /// For each form and block, the numbers of its figures.
  private(set) var blocks: [[String: [Int]]] = []
  private var numbers: [String: Int] = [:]

  /// All ways that facts call the figures; found by hash.
  private(set) var keys: [Key] = []
  private var byHash: [UInt64: [Int]] = [:]
  /// For each key the one that followed it last: facts come in the order of the form.
  private var following: [Int] = []
  private var previous = -1

  init(_ library: FormLibrary) {
    blocks = library.forms.map { _ in [:] }
    printed = library.forms.map { _ in [] }
    printedNames = library.forms.map { _ in [] }
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
    }
    blocks[figure.form][figure.block, default: []].append(number)
    printed[figure.form].append(number)
    printedNames[figure.form].append(figure)
    let key = Key(
      section: Array(figure.section.utf8), row: Array(figure.row.utf8), column: Array(figure.column.utf8),
      number: number)
    add(key)
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
    return keys.count - 1
  }

  /// What a form calls a figure; what the first form does where it has none.
  func name(_ number: Int, form: Int) -> FormFigure {
    printed[form].firstIndex(of: number).map { printedNames[form][$0] } ?? names[number]
  }

  func number(code: String) -> Int? { numbers[code] }

  /// The number of a fact's figure; -1 for one that no form asks for.
  mutating func number(section: Span<UInt8>, row: Span<UInt8>, column: Span<UInt8>) -> Int {
    let key = key(section: section, row: row, column: column)
    return key < 0 ? -1 : keys[key].number
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
    var hash = FNV1a()
    hash.combine(section)
    hash.combine(row)
    hash.combine(column)
    return hash.value
  }
}
