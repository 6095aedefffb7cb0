import Bytes

/// What a graphics state parameter dictionary sets (ISO 32000-1, 8.4.5), as far as it matters.
struct StateParameters {
  var lineWidth: Double?
  var fillIsClear: Bool?
  var strokeIsClear: Bool?
  /// Whether the blend mode and the soft mask let nothing be seen through.
  var fillIsOpaque: Bool?
  var font: (index: Int, size: Double)?
}

extension Interpreter {
  /// The entry of a kind of resource that the last name operand means; references not followed.
  func resource(_ kind: StaticString, _ lexer: borrowing Lexer, _ scope: borrowing Scope) -> PDFObject? {
    guard let name = operands.name else { return nil }
    return file.dictionary(scope.resources[kind])?[lexer.name(name)]
  }

  mutating func setParameters(_ lexer: borrowing Lexer, _ scope: inout Scope) throws(PDFError) {
    guard let name = operands.name else { return }
    let key = NameCache<StateParameters>.key(lexer.bytes.extracting(name))
    if let known = scope.states.value(key) { return set(known) }
    guard let entries = file.dictionary(resource("ExtGState", lexer, scope)) else { return }
    var parameters = StateParameters(lineWidth: file.number(entries["LW"]))
    parameters.fillIsClear = file.number(entries["ca"]).map { $0 <= 0 }
    parameters.fillIsOpaque = opacity(entries)
    parameters.strokeIsClear = file.number(entries["CA"]).map { $0 <= 0 }
    if let font = file.array(entries["Font"]), font.count == 2, let size = file.number(font[1]) {
      parameters.font = (try document.font(font[0], of: file), size)
    }
    scope.states.keep(parameters, for: key)
    set(parameters)
  }

  /// `nil` where nothing is said of it.
  private func opacity(_ entries: PDFDictionary) -> Bool? {
    let alpha = file.number(entries["ca"]).map { $0 > 0.9 }
    let blend = entries["BM"].map { mode in
      let name = file.name(mode) ?? file.name(file.array(mode)?.first) ?? []
      return name.span.isText("Normal") || name.span.isText("Compatible")
    }
    let mask = entries["SMask"].map { file.isName($0, "None") }
    let said = [alpha, blend, mask].compactMap(\.self)
    return said.isEmpty ? nil : said.allSatisfy(\.self)
  }

  private mutating func set(_ parameters: StateParameters) {
    if let width = parameters.lineWidth { state.lineWidth = width }
    if let isClear = parameters.fillIsClear { state.fill.isClear = isClear }
    if let isClear = parameters.strokeIsClear { state.stroke.isClear = isClear }
    if let isOpaque = parameters.fillIsOpaque { state.fill.isOpaque = isOpaque }
    if let font = parameters.font { (state.font, state.fontSize) = font }
  }

  /// `g`, `rg`, `k` and their like set space and colour.
  @inline(__always)
  mutating func setColour(_ paint: WritableKeyPath<GraphicsState, Paint>, _ space: ColourSpace) {
    guard operands.count > 0 else { return }
    state[keyPath: paint].space = space
    state[keyPath: paint].isWhite = space.isWhite(operands.span)
  }

  mutating func setComponents(_ paint: WritableKeyPath<GraphicsState, Paint>) {
    // A name is a pattern's.
    state[keyPath: paint].isWhite = operands.name == nil && state[keyPath: paint].space.isWhite(operands.span)
  }

  /// The first colour of all spaces is black, or all ink; of what ICC calls so, Lab and indexed it is near enough.
  mutating func setSpace(
    _ paint: WritableKeyPath<GraphicsState, Paint>, _ lexer: borrowing Lexer, _ scope: inout Scope
  ) {
    guard let name = operands.name else { return }
    state[keyPath: paint].isWhite = false
    let key = NameCache<ColourSpace>.key(lexer.bytes.extracting(name))
    if let known = scope.spaces.value(key) {
      state[keyPath: paint].space = known
      return
    }
    let written = PDFObject.name(lexer.name(name))
    let space = ColourSpace(resource("ColorSpace", lexer, scope) ?? written, of: file)
    scope.spaces.keep(space, for: key)
    state[keyPath: paint].space = space
  }
}

extension ColourSpace {
  /// A colour space object: a name or an array (8.6.3).
  init(_ object: PDFObject?, of file: PDFFile, depth: Int = 0) {
    let object = file.resolve(object)
    guard let family = file.name(object) ?? file.name(file.array(object)?.first) else {
      self = .unknown
      return
    }
    let rest = file.array(object) ?? []
    switch String(decoding: family, as: UTF8.self) {
    case "DeviceGray", "DeviceRGB", "CalGray", "CalRGB", "G", "RGB": self = .light
    case "DeviceCMYK", "CMYK", "Separation", "DeviceN": self = .ink
    case "Lab": self = .lab
    case "Pattern": self = .pattern
    case "ICCBased":
      let count = rest.count > 1 ? file.integer(file.dictionary(rest[1])?["N"]) : nil
      self = count == 4 ? .ink : .light
    case "Indexed", "I":
      guard rest.count == 4, depth == 0 else {
        self = .unknown
        return
      }
      let base = ColourSpace(rest[1], of: file, depth: 1)
      self = .indexed(Self.whites(base, Self.componentCount(rest[1], of: file), rest[3], of: file))
    default: self = .unknown
    }
  }

  /// How many numbers a colour of a space has; at least 1.
  private static func componentCount(_ space: PDFObject, of file: PDFFile) -> Int {
    let parts = file.array(space) ?? []
    guard let family = file.name(space) ?? file.name(parts.first) else { return 1 }
    switch String(decoding: family, as: UTF8.self) {
    case "DeviceRGB", "CalRGB", "RGB", "Lab": return 3
    case "DeviceCMYK", "CMYK": return 4
    case "DeviceN": return max(1, parts.count > 1 ? file.array(parts[1])?.count ?? 1 : 1)
    case "ICCBased": return max(1, parts.count > 1 ? file.integer(file.dictionary(parts[1])?["N"]) ?? 3 : 3)
    default: return 1
    }
  }

  /// Which colours of a table are white, those of Lab left out.
  private static func whites(
    _ base: ColourSpace, _ size: Int, _ table: PDFObject, of file: PDFFile
  ) -> SIMD4<UInt64> {
    var whites = SIMD4<UInt64>()
    let bytes = file.string(table) ?? file.stream(table).flatMap { try? file.decoded($0) } ?? []
    guard base == .light || base == .ink else { return whites }
    for index in 0..<min(256, bytes.count / size) {
      let colour = bytes[index * size..<(index + 1) * size].map { Double($0) / 255 }
      if base.isWhite(colour.span) { whites[index >> 6] |= 1 << UInt64(index & 63) }
    }
    return whites
  }
}
