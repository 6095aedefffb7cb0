import Bytes

extension Style {
  /// Takes a declaration; one of a property or with a value that says nothing of text's being shown is passed over.
  mutating func declare(_ name: [UInt8], _ value: [UInt8]) {
    var words = value.split(whereSeparator: { $0 <= .space || $0 == UInt8(ascii: "!") }).map {
      String(decoding: $0, as: UTF8.self)
    }
    let isImportant = value.contains(UInt8(ascii: "!")) && words.last == "important"
    if isImportant { words.removeLast() }
    guard let first = words.first else { return }
    func say(_ trait: Traits, _ holds: Bool) { declare(trait, holds, isImportant: isImportant) }
    let name = String(decoding: name, as: UTF8.self)
    switch name {
    case "display":
      guard Self.displays.contains(first) else { return }
      say(.notDisplayed, first == "none")
      say(.box, !Self.boxless.contains(first))
      say(.tableCell, first == "table-cell")
    case "visibility":
      guard words.count == 1, ["visible", "hidden", "collapse", "initial"].contains(first) else { return }
      say(.invisible, first == "hidden" || first == "collapse")
      say(.collapsed, first == "collapse")
    case "text-decoration", "text-decoration-line": say(.struckOut, words.contains("line-through"))
    case "content-visibility": if first == "hidden" { say(.opaque, false) }
    case "opacity": if let length = Length(first) { say(.opaque, length.value > 0) }
    case "font-size": saySize(first, isImportant)
    case "font":
      if let size = words.first(where: { Length($0[..<($0.firstIndex(of: "/") ?? $0.endIndex)]) != nil }) {
        saySize(size[..<(size.firstIndex(of: "/") ?? size.endIndex)], isImportant)
      }
    case "color": if first != "inherit", first != "currentcolor" { say(.colorless, Self.isClear(first)) }
    case "background-clip", "-webkit-background-clip": say(.backgroundText, first == "text")
    case "text-indent":
      if let length = Length(first) {
        say(.indented, length.isAway || length.unit == "%" && length.value <= -100)
      }
    case "position":
      say(.moved, first != "static")
      say(.outOfFlow, first == "absolute" || first == "fixed")
    case "margin": say(.margins, words.contains { Length($0)?.isAway ?? false })
    case "clip", "clip-path": say(name == "clip" ? .clip : .clipPath, Self.isNothing(first))
    case "transform":
      say(
        .transformed,
        words.contains { $0.hasPrefix("scale(0)") || $0.hasPrefix("translate") && Self.isAway($0) })
    case "overflow", "overflow-x", "overflow-y": say(.overflow, first == "hidden" || first == "clip")
    default: if let trait = Self.lengths[name] { say(trait, says(trait, Length(first))) }
    }
  }

  private mutating func saySize(_ word: some StringProtocol, _ isImportant: Bool) {
    let length = Length(word)
    let isRelative = ["inherit", "smaller", "larger"].contains(word)
    guard
      length != nil || isRelative || word == "medium" || word.hasSuffix("small") || word.hasSuffix("large")
    else { return }
    let hangsOnOthers = isRelative || ["em", "%", "ex", "ch"].contains(length?.unit)
    declare(.sizeless, length?.value == 0, isImportant: isImportant)
    declare(.sized, length?.value != 0 && !hangsOnOthers, isImportant: isImportant)
  }

  private func says(_ trait: Traits, _ length: Length?) -> Bool {
    guard let length else { return false }
    return Traits.sides.contains(trait) ? length.isNothing : length.isAway
  }

  /// The properties of one length: of a place it says whether that is off the screen, of a side whether it leaves no room.
  private static let lengths: [String: Traits] = [
    "left": .left, "top": .top, "right": .right, "bottom": .bottom, "margin-left": .marginLeft,
    "margin-top": .marginTop, "width": .width, "height": .height, "max-width": .maxWidth,
    "max-height": .maxHeight,
  ]

  /// The values of `display`; a declaration with any other is none.
  private static let displays: Set<String> = [
    "none", "block", "inline", "inline-block", "flow", "flow-root", "run-in", "list-item", "flex",
    "inline-flex", "grid",
    "inline-grid", "ruby", "ruby-base", "ruby-text", "contents", "table", "inline-table", "table-row-group",
    "table-header-group", "table-footer-group", "table-row", "table-cell", "table-column",
    "table-column-group",
    "table-caption", "initial", "unset", "inherit", "revert", "-webkit-box", "-webkit-flex",
    "-webkit-inline-box", "box",
  ]
  /// Those that give no box whose sides count.
  private static let boxless: Set<String> = [
    "none", "inline", "contents", "initial", "unset", "inherit", "revert", "table-row-group", "table-row",
    "table-cell", "table-header-group", "table-footer-group", "ruby", "ruby-base", "ruby-text",
  ]

  /// Whether a colour is none: `transparent`, `#0000`, `rgba(0,0,0,0)`.
  private static func isClear(_ color: String) -> Bool {
    if color == "transparent" { return true }
    if color.hasPrefix("#") {
      return color.utf8.count == 5 && color.hasSuffix("0") || color.utf8.count == 9 && color.hasSuffix("00")
    }
    let parts = arguments(color)
    let isOfFour = parts.count == 4 && (color.hasPrefix("rgb") || color.hasPrefix("hsl"))
    if isOfFour { return Length(parts[3])?.value == 0 }
    // rgb(0 0 0 / 0%): the blanks are gone.
    return color.hasPrefix("rgb")
      && color.split(separator: "/").dropFirst().first.map { Length($0.prefix { $0 != ")" })?.value == 0 }
        ?? false
  }

  /// Whether a shape leaves nothing to be seen: `rect(0,0,0,0)`, `inset(50%)`, `circle(0)`.
  private static func isNothing(_ shape: String) -> Bool {
    let lengths = arguments(shape).map { Length($0) }
    if shape.hasPrefix("rect(") {
      // Without commas the blanks between its lengths are gone: 1px1px1px1px.
      return lengths.allSatisfy { $0?.isNothing ?? false } || shape.allSatisfy { "rect(01px)".contains($0) }
    }
    guard let first = lengths.first ?? nil else { return false }
    return shape.hasPrefix("inset(") && first.unit == "%" && first.value >= 50
      || (shape.hasPrefix("circle(") || shape.hasPrefix("ellipse(")) && first.value == 0
  }

  private static func isAway(_ function: String) -> Bool {
    arguments(function).contains { Length($0)?.isAway ?? false }
  }

  private static func arguments(_ function: String) -> [Substring] {
    guard let open = function.firstIndex(of: "(") else { return [] }
    return function[function.index(after: open)...].prefix { $0 != ")" }.split(separator: ",")
  }
}

/// A number of CSS and its unit: `-9999px`, `.5em`, `0`.
private struct Length {
  let value: Double
  let unit: Substring

  init?(_ word: some StringProtocol) {
    let word = Substring(word)
    let number = word.prefix { "+-.0123456789".contains($0) }
    guard let value = Double(number.hasSuffix(".") ? number.dropLast() : number) else { return nil }
    self.value = value
    unit = word[number.endIndex...]
  }

  /// Whether nothing that stands there is on any screen.
  var isAway: Bool {
    switch unit {
    case "em", "rem": value <= -60
    // Of what is around it: columns are laid out so.
    case "%": false
    case "vw", "vh": value <= -100
    default: value <= -900
    }
  }

  /// Whether nothing has room in it.
  var isNothing: Bool { value == 0 || unit == "px" && abs(value) <= 1 }
}
