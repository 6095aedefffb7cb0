/// Operators of content streams that matter here (ISO 32000-1, annex A), under their own names; the value is their bytes, the last one lowest.
enum Operator: UInt32 {
  // Graphics state (8.4.4).
  case q = 0x71
  case Q = 0x51
  case cm = 0x636D
  case w = 0x77
  case gs = 0x6773
  // Paths (8.5).
  case m = 0x6D
  case l = 0x6C
  case c = 0x63
  case v = 0x76
  case y = 0x79
  case h = 0x68
  case re = 0x7265
  case S = 0x53
  case s = 0x73
  case f = 0x66
  case F = 0x46
  case fStar = 0x662A
  case B = 0x42
  case BStar = 0x422A
  case b = 0x62
  case bStar = 0x622A
  case n = 0x6E
  case W = 0x57
  case WStar = 0x572A
  // Colours (8.6.8).
  case g = 0x67
  case G = 0x47
  case rg = 0x7267
  case RG = 0x5247
  case k = 0x6B
  case K = 0x4B
  case cs = 0x6373
  case CS = 0x4353
  case sc = 0x7363
  case scn = 0x73636E
  case SC = 0x5343
  case SCN = 0x53434E
  case sh = 0x7368
  // Text (9.4).
  case BT = 0x4254
  case ET = 0x4554
  case Tc = 0x5463
  case Tw = 0x5477
  case Tz = 0x547A
  case TL = 0x544C
  case Tf = 0x5466
  case Tr = 0x5472
  case Ts = 0x5473
  case Td = 0x5464
  case TD = 0x5444
  case Tm = 0x546D
  case TStar = 0x542A
  case Tj = 0x546A
  case TJ = 0x544A
  case quote = 0x27
  case doubleQuote = 0x22
  // Objects and marked content (8.8, 8.9.7, 14.6).
  case Do = 0x446F
  case BI = 0x4249
  case BMC = 0x424D43
  case BDC = 0x424443
  case EMC = 0x454D43
}
