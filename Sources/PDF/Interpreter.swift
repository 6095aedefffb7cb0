import Bytes

/// Runs the content of a page (ISO 32000-1, 7.8.2) and gathers what shows: one pass over the bytes, operators told apart as numbers,
/// nothing allocated for an operator or a character.
///
/// Operators with wrong operands do nothing; what is no operator is passed over.
struct Interpreter {
  let file: PDFFile
  let document: DocumentStore
  var page: PDFPage

  var state: GraphicsState
  var saved: [GraphicsState] = []
  /// How many of `saved` belong to the content around a form.
  var savedOutside = 0
  /// How many states were not saved, for too many are.
  var unsaved = 0

  var path = Path()
  var textMatrix = Matrix.identity
  var lineMatrix = Matrix.identity
  var marks: [Mark] = []
  /// As of `saved`.
  var marksOutside = 0
  var unmarked = 0
  /// How many marks and forms around have optional content that is off.
  var hidden = 0
  /// What text that is hidden is.
  var hiddenReason = LeftOut.Reason.hidden
  /// The objects of the forms that are being drawn.
  var forms: [Int] = []

  var operands: Operands
  /// The bytes of a string that is written with escapes or digits.
  var scratch: [UInt8] = []
  var doubles = DoublePrints()
  /// How often boxes were held against characters that are printed twice.
  var looks = 0
  var backgrounds = Backgrounds()
  var imageArea = 0.0
  /// How many characters go to the right, down, to the left and up.
  var directions = [0, 0, 0, 0]
  /// How many characters of each font of the document have no Unicode.
  var unknowns: [Int: Int] = [:]

  init(_ file: PDFFile, _ document: DocumentStore, page: PDFPage, matrix: Matrix) {
    self.file = file
    self.document = document
    operands = document.operands
    self.page = page
    let visible = Area(x0: 0, y0: 0, x1: Double(page.width), y1: Double(page.height))
    state = GraphicsState(matrix: matrix, clip: visible)
  }

  /// What names mean in one content stream.
  struct Scope {
    let resources: PDFDictionary
    var fonts = NameCache<Int>()
    var states = NameCache<StateParameters>()
    var spaces = NameCache<ColourSpace>()
    var objects = NameCache<ExternalObject>()
    var marks = NameCache<Mark>()

    init(_ resources: PDFDictionary) { self.resources = resources }
  }

  /// - Throws: `PDFError.limit`.
  mutating func run(_ content: [UInt8], resources: PDFDictionary) throws(PDFError) {
    var scope = Scope(resources)
    var lexer = Lexer(content.span)
    operands.removeAll()
    while true {
      switch lexer.next() {
      case .integer(let value): operands.push(Double(value))
      case .real(let value): operands.push(value)
      case .keyword(let word):
        if let code = Operator(rawValue: lexer.code(word)) { try execute(code, &lexer, &scope) }
        operands.removeAll()
      case .name(let range): operands.push(name: range)
      case .string(let range): operands.push(range, isHexadecimal: false)
      case .hexString(let range): operands.push(range, isHexadecimal: true)
      case .arrayBegin: operands.beginArray()
      case .arrayEnd: operands.endArray()
      case .dictionaryBegin: readPropertyList(&lexer)
      case .dictionaryEnd: break
      case .end: return
      }
    }
  }

  private mutating func execute(
    _ code: Operator, _ lexer: inout Lexer, _ scope: inout Scope
  ) throws(PDFError) {
    switch code {
    case .saveState: save()
    case .restoreState: restore()
    case .concatenate:
      if let matrix = operands.matrix { state.matrix = matrix.then(state.matrix) }
    case .lineWidth: set(\.lineWidth)
    case .parameters: try setParameters(lexer, &scope)
    case .moveTo, .lineTo, .curveTo, .curveFromPoint, .curveToPoint, .closePath, .rectangle:
      try buildPath(code)
    case .stroke, .closeAndStroke, .fill, .fillAsBefore, .fillEvenOdd, .fillAndStroke, .fillEvenOddAndStroke,
      .closeFillAndStroke, .closeFillEvenOddAndStroke, .endPath:
      try paint(code)
    case .clip, .clipEvenOdd: path.clips = true
    case .fillGray, .fillRGB, .fillCMYK: setColour(\.fill, code == .fillCMYK ? .ink : .light)
    case .strokeGray, .strokeRGB, .strokeCMYK: setColour(\.stroke, code == .strokeCMYK ? .ink : .light)
    case .fillSpace: setSpace(\.fill, lexer, &scope)
    case .strokeSpace: setSpace(\.stroke, lexer, &scope)
    case .fillColour, .fillColourOrPattern: setComponents(\.fill)
    case .strokeColour, .strokeColourOrPattern: setComponents(\.stroke)
    case .shade: if hidden == 0, !state.fill.isClear { backgrounds.add(state.clip, isWhite: false) }
    case .beginText: (textMatrix, lineMatrix) = (.identity, .identity)
    case .characterSpacing: set(\.characterSpacing)
    case .wordSpacing: set(\.wordSpacing)
    case .horizontalScale: if operands.count > 0 { state.horizontalScale = operands.last(0) / 100 }
    case .leading: set(\.leading)
    case .rise: set(\.rise)
    case .renderingMode:
      if operands.count > 0, 0...7 ~= operands.last(0) { state.renderingMode = Int(operands.last(0)) }
    case .font: try setFont(lexer, &scope)
    case .textMatrix:
      if let matrix = operands.matrix { (textMatrix, lineMatrix) = (matrix, matrix) }
    case .moveText, .moveTextSetLeading:
      guard operands.count >= 2 else { return }
      if code == .moveTextSetLeading { state.leading = -operands.last(0) }
      nextLine(operands.last(1), operands.last(0))
    case .nextLine: nextLine(0, -state.leading)
    case .show: try show(lexer)
    case .nextLineShow:
      nextLine(0, -state.leading)
      try show(lexer)
    case .nextLineSpacedShow:
      if operands.count >= 2 {
        (state.wordSpacing, state.characterSpacing) = (operands.last(1), operands.last(0))
      }
      nextLine(0, -state.leading)
      try show(lexer)
    case .showItems: try showItems(lexer)
    case .draw: try draw(lexer, &scope)
    case .inlineImage: try skipInlineImage(&lexer)
    case .beginMark, .beginMarkWithProperties: beginMark(lexer, &scope)
    case .endMark: endMark()
    }
  }

  @inline(__always)
  private mutating func set(_ key: WritableKeyPath<GraphicsState, Double>) {
    if operands.count > 0 { state[keyPath: key] = operands.last(0) }
  }

  private mutating func save() {
    if saved.count < PDFLimits.savedStates { saved.append(state) } else { unsaved += 1 }
  }

  /// One too many does nothing.
  private mutating func restore() {
    if unsaved > 0 {
      unsaved -= 1
    } else if saved.count > savedOutside, let last = saved.popLast() {
      state = last
    }
  }

  private mutating func nextLine(_ x: Double, _ y: Double) {
    lineMatrix.shift(x: x, y: y)
    textMatrix = lineMatrix
  }
}
