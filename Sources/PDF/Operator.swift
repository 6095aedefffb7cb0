/// Operators of content streams that matter here (ISO 32000-1, annex A); the value is their bytes, the last one lowest.
enum Operator: UInt32 {
  // Graphics state (8.4.4).
  case saveState = 0x71  // q
  case restoreState = 0x51  // Q
  case concatenate = 0x636D  // cm
  case lineWidth = 0x77  // w
  case parameters = 0x6773  // gs
  // Paths (8.5).
  case moveTo = 0x6D  // m
  case lineTo = 0x6C  // l
  case curveTo = 0x63  // c
  case curveFromPoint = 0x76  // v
  case curveToPoint = 0x79  // y
  case closePath = 0x68  // h
  case rectangle = 0x7265  // re
  case stroke = 0x53  // S
  case closeAndStroke = 0x73  // s
  case fill = 0x66  // f
  case fillAsBefore = 0x46  // F
  case fillEvenOdd = 0x662A  // f*
  case fillAndStroke = 0x42  // B
  case fillEvenOddAndStroke = 0x422A  // B*
  case closeFillAndStroke = 0x62  // b
  case closeFillEvenOddAndStroke = 0x622A  // b*
  case endPath = 0x6E  // n
  case clip = 0x57  // W
  case clipEvenOdd = 0x572A  // W*
  // Colours (8.6.8).
  case fillGray = 0x67  // g
  case strokeGray = 0x47  // G
  case fillRGB = 0x7267  // rg
  case strokeRGB = 0x5247  // RG
  case fillCMYK = 0x6B  // k
  case strokeCMYK = 0x4B  // K
  case fillSpace = 0x6373  // cs
  case strokeSpace = 0x4353  // CS
  case fillColour = 0x7363  // sc
  case fillColourOrPattern = 0x73636E  // scn
  case strokeColour = 0x5343  // SC
  case strokeColourOrPattern = 0x53434E  // SCN
  case shade = 0x7368  // sh
  // Text (9.4).
  case beginText = 0x4254  // BT
  case characterSpacing = 0x5463  // Tc
  case wordSpacing = 0x5477  // Tw
  case horizontalScale = 0x547A  // Tz
  case leading = 0x544C  // TL
  case font = 0x5466  // Tf
  case renderingMode = 0x5472  // Tr
  case rise = 0x5473  // Ts
  case moveText = 0x5464  // Td
  case moveTextSetLeading = 0x5444  // TD
  case textMatrix = 0x546D  // Tm
  case nextLine = 0x542A  // T*
  case show = 0x546A  // Tj
  case showItems = 0x544A  // TJ
  case nextLineShow = 0x27  // '
  case nextLineSpacedShow = 0x22  // "
  // Objects and marked content (8.8, 8.9.7, 14.6).
  case draw = 0x446F  // Do
  case inlineImage = 0x4249  // BI
  case beginMark = 0x424D43  // BMC
  case beginMarkWithProperties = 0x424443  // BDC
  case endMark = 0x454D43  // EMC
}
