import Bytes
import Forms
import Text

/// What cells without figures are, remembered by their bytes as they stand, blanks and all: labels come again.
struct CellMemo: Sendable {
  struct Entry: Sendable {
    let value: CellValue
    let label: LabelMemo.Entry
  }

  private var table = LabelTable()
  private var entries: [Entry] = []

  /// Enough for the labels of all forms in many printings, and no more.
  private static let limit = 4096
  /// Longer texts are prose.
  private static let longest = 600

  func entry(of text: Span<UInt8>) -> Entry? {
    guard text.count <= Self.longest, let number = table.number(of: text) else { return nil }
    return entries[number]
  }

  /// Remembers a cell that is not there.
  mutating func insert(_ text: Span<UInt8>, _ value: CellValue, _ label: LabelMemo.Entry) {
    guard entries.count < Self.limit, text.count <= Self.longest else { return }
    table.insert([UInt8](copying: text), number: entries.count)
    entries.append(Entry(value: value, label: label))
  }
}

/// What texts are as labels, remembered from report to report: reports print the same labels, down to the blanks.
struct LabelMemo: Sendable {
  struct Entry: Sendable {
    /// The number in `FormIndex`; -1 for a label of no form.
    let number: Int32
    /// The same, but for labels behind a figure that lost its dot.
    let exact: Int
    let hasOrdinal: Bool
  }

  static let none = Entry(number: -1, exact: -1, hasOrdinal: false)

  private var table = LabelTable()
  private var entries: [Entry] = []
  private var key: [UInt8] = []
  var cells = CellMemo()

  /// Enough for the labels of all forms in many printings, and no more.
  private static let limit = 4096
  /// Longer texts are prose.
  private static let longest = 600

  /// Whether a label follows an ordinal: `12.` and （5） alone are damaged values.
  private static func hasOrdinal(_ text: Span<UInt8>) -> Bool {
    guard text.canBeginOrdinal else { return false }
    guard let ordinal = Ordinal(beginning: text) else { return false }
    return ordinal.length < Characters(text).count
  }

  mutating func label(of text: Span<UInt8>, index: FormIndex) -> Entry {
    guard text.count <= Self.longest else { return Self.none }
    if let known = table.number(of: text) { return entries[known] }
    Label.normalize(text, into: &key)
    let exact = index.label(key.span)
    var number = Int32(truncatingIfNeeded: exact)
    // 1 属于国家秘密: the dot is lost.
    if number < 0, key.first?.isDigit == true {
      number = Int32(index.label(Array(key.drop(while: \.isDigit)).span))
    }
    let entry = Entry(number: number, exact: exact, hasOrdinal: Self.hasOrdinal(text))
    if entries.count < Self.limit {
      table.insert([UInt8](copying: text), number: entries.count)
      entries.append(entry)
    }
    return entry
  }
}
