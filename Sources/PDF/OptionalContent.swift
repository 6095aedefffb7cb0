import Bytes

/// Which layers do not show in the default configuration (ISO 32000-1, 8.11.4).
struct OptionalContent {
  private var off: Set<Int> = []
  private var on: Set<Int> = []
  private var isOff = false

  init(of file: PDFFile) {
    guard let properties = file.dictionary(file.catalog["OCProperties"]),
      let configuration = file.dictionary(properties["D"])
    else { return }
    isOff = file.isName(configuration["BaseState"], "OFF")
    off = Self.numbers(configuration["OFF"], of: file)
    on = Self.numbers(configuration["ON"], of: file)
  }

  private static func numbers(_ list: PDFObject?, of file: PDFFile) -> Set<Int> {
    var numbers: Set<Int> = []
    for object in file.array(list) ?? [] {
      if case .reference(let number) = object { numbers.insert(number) }
    }
    return numbers
  }

  /// Whether content of a group, or of a membership dictionary, does not show.
  func isHidden(_ object: PDFObject?, of file: PDFFile, depth: Int = 0) -> Bool {
    guard let object, depth < 8, let entries = file.dictionary(object) else { return false }
    if file.isName(entries["Type"], "OCMD") { return isHidden(membership: entries, of: file, depth: depth) }
    guard case .reference(let number) = object else { return false }
    return off.contains(number) || isOff && !on.contains(number)
  }

  /// An expression goes before a policy; without groups it shows.
  private func isHidden(membership entries: PDFDictionary, of file: PDFFile, depth: Int) -> Bool {
    if let expression = file.array(entries["VE"]) { return !shows(expression, of: file, depth: depth + 1) }
    guard let written = entries["OCGs"] else { return false }
    let groups = (file.array(written) ?? [written]).prefix(256).filter { file.dictionary($0) != nil }
    guard !groups.isEmpty else { return false }
    let hidden = groups.map { isHidden($0, of: file, depth: depth + 1) }
    if file.isName(entries["P"], "AllOn") { return hidden.contains(true) }
    if file.isName(entries["P"], "AnyOff") { return !hidden.contains(true) }
    if file.isName(entries["P"], "AllOff") { return hidden.contains(false) }
    return !hidden.contains(false)
  }

  /// `[/And …]`, `[/Or …]`, `[/Not …]` of groups and expressions (8.11.2.2).
  private func shows(_ expression: [PDFObject], of file: PDFFile, depth: Int) -> Bool {
    guard depth < 8, expression.count <= 256 else { return true }
    let shown = expression.dropFirst().map { part in
      file.array(part).map { shows($0, of: file, depth: depth + 1) } ?? !isHidden(
        part, of: file, depth: depth + 1)
    }
    if file.isName(expression.first, "Not") { return shown.first == false }
    return file.isName(expression.first, "Or") ? shown.contains(true) : !shown.contains(false)
  }
}
