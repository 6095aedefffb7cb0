/// What reports do to the official forms, by the ids of docs/variations.md. Each can be dropped alone when a case is shrunk.
package enum Noise: String, CaseIterable, Sendable, Comparable {
  // A. The shape of tables after extraction.
  case cellOverTwoLines = "A2"
  case cellOfTwoParagraphs = "A3"
  /// Every row of pipes keeps the cells that a merge from above covers.
  case coveredCellsKept = "A14"
  case headerRowParted = "A15"
  case headerCut = "A16"
  case verticalLabels = "A19"
  case pageNumberInRow = "A21"
  case blanksInWords = "A22"
  /// 20 read as 2 and 0: a row with a cell too many, which must be refused.
  case figureSplit = "A23"
  /// The head and the foot that flip books give every page.
  case flipBook = "A24"
  case captionLine = "A30"
  case repeatedHeader = "A31"
  // B. Variants of the forms.
  case noticeOfOtherForm = "B3"
  case nestedHeadings = "B4"
  case signRuleInColumn = "B7"
  case extraSection = "B10"
  // C. Section headings.
  case headingWithoutNumber = "C1"
  case headingWithArabicNumber = "C2"
  case headingWithoutMark = "C3"
  case headingWithTrailingMark = "C4"
  case headingIndented = "C5"
  /// C6 to C9: another name for the section.
  case headingWorded = "C6"
  case headingGlued = "C10"
  case subheadings = "C11"
  case tableOfContents = "C13"
  case openingListsSections = "C14"
  case bodyIsNone = "C15"
  // D. Labels.
  /// D1, D2, D3, D11, D17: another wording of a label.
  case labelWorded = "D1"
  case blankInLabel = "D4"
  case blankBehindArticle = "D5"
  case halfWidthBrackets = "D6"
  case bracketsMissing = "D7"
  case ordinalMarks = "D8"
  case quotes = "D9"
  case unitNote = "D10"
  case indentedLabel = "D12"
  case spacedLabel = "D13"
  case blankAsNBSP = "D14"
  case labelWithNote = "D15"
  case titlePushedRight = "D16"
  // E. Values.
  case nbspAroundValue = "E1"
  case ideographicSpaceAroundValue = "E2"
  case spacesBeforeValue = "E3"
  case blankValue = "E4"
  case blankTotal = "E5"
  case slash = "E6"
  case dash = "E7"
  case longDash = "E8"
  case prose = "E9"
  case unitBehindValue = "E10"
  case plusSign = "E12"
  case minusSign = "E13"
  case decimals = "E15"
  case bigNumber = "E16"
  case thousandsSeparators = "E19"
  case fullWidthDigits = "E20"
  case increaseInWords = "E21"
  case decreaseInWords = "E21, less"
  case noteBehindValue = "E23"
  case noneInWords = "E22"
  // G. Titles. At most one of them is on.
  case titleOverLines = "G1"
  case titleCutInWord = "G2"
  case agencyLineFirst = "G3"
  case yearFirst = "G4"
  case yearOnlyInBody = "G5"
  case wordMissing = "G6"
  case otherReportName = "G7"
  case yearTwice = "G8"
  case yearInBrackets = "G9"
  case dateInTitle = "G10"
  case blanksInTitle = "G11"
  case noTitle = "G12"
  case titleQuoted = "G13"
  case fullNameInSignature = "G16"
  case documentNumber = "G19"
  case publishingDate = "G20"
  case fileName = "G21"
  case siteSuffix = "G22"
  case traditionalTitle = "G23"
  // H. Other artefacts.
  case bookmarks = "H1"
  case pictures = "H2"
  case signature = "H4"
  case pageFurniture = "H5"
  case indexTable = "H6"
  case pinyin = "H7"
  case strayPipe = "H9"
  case redaction = "H10"
  case tagsLeft = "H13"
  case templateVariables = "H14"
  // Bytes.
  case otherEncoding = "encoding"
  case carriageReturns = "CR LF"

  package static func < (left: Noise, right: Noise) -> Bool { left.order < right.order }

  private var order: Int { Self.allCases.firstIndex(of: self)! }

  /// What a title does.
  static let titles: [Noise] = [
    .titleOverLines, .titleCutInWord, .agencyLineFirst, .yearFirst, .yearOnlyInBody, .wordMissing,
    .otherReportName,
    .yearTwice, .yearInBrackets, .dateInTitle, .blanksInTitle, .noTitle, .titleQuoted, .fullNameInSignature,
    .documentNumber, .publishingDate, .fileName, .siteSuffix, .traditionalTitle,
  ]

  /// What is done to single values.
  static let values: [Noise] = [
    .nbspAroundValue, .ideographicSpaceAroundValue, .spacesBeforeValue, .blankValue, .blankTotal,
    .blankAsNBSP, .slash,
    .dash, .longDash, .prose, .unitBehindValue, .plusSign, .minusSign, .decimals, .bigNumber,
    .thousandsSeparators,
    .fullWidthDigits, .increaseInWords, .noneInWords, .redaction, .decreaseInWords, .noteBehindValue,
  ]
}
