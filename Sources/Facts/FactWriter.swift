public import Bytes
import CSV

/// Writes facts as tidy CSV: LF line ends, a field in quotes only where it must be.
public struct FactWriter: Sendable {
  private let extras: [FactColumn]
  private var identity: [UInt8] = []
  private var source: [UInt8] = []
  private var agencyCode: [UInt8] = []

  /// - Parameter extras: the columns after `value`; any order, written in that of `FactColumn`.
  public init(with extras: Set<FactColumn> = []) {
    self.extras = FactColumn.optional.filter(extras.contains)
  }

  /// Appends the header.
  public func appendHeader(to writer: inout ByteWriter) {
    let names = (FactColumn.required + extras).map(\.rawValue)
    writer.append(names.joined(separator: ","))
    writer.append(.lineFeed)
  }

  /// Sets what all facts of one report share.
  public mutating func begin(agency: [UInt8], year: [UInt8], source: String, agencyCode: [UInt8] = []) {
    var writer = ByteWriter()
    writer.append(field: agency)
    writer.append(.comma)
    writer.append(field: year)
    writer.append(.comma)
    identity = writer.bytes
    writer = ByteWriter()
    writer.append(field: Array(source.utf8))
    self.source = writer.bytes
    writer = ByteWriter()
    writer.append(field: agencyCode)
    self.agencyCode = writer.bytes
  }

  /// Whether a fact has the columns up to `value` only.
  public var isPlain: Bool { extras.isEmpty }

  /// Appends one fact of a row whose value is a figure or nothing.
  ///
  /// - Precondition: `isPlain`.
  public func append(_ keys: FactKeys, at place: Int, figure: Span<UInt8>, to writer: inout ByteWriter) {
    keys.append(place, behind: identity, figure: figure, to: &writer)
  }

  /// Appends one fact.
  ///
  /// - Parameters:
  ///   - value: a plain decimal number, text, or nothing.
  ///   - unit: the unit of this value, where it is not the key's.
  ///   - raw: the cell's text before normalising.
  ///   - place: the cell's line in the source, or its numbers.
  public func append(
    _ key: FactKey, value: Span<UInt8>, unit: [UInt8]?, raw: Span<UInt8>, status: FactStatus,
    place: Place, to writer: inout ByteWriter
  ) {
    writer.append(identity)
    writer.append(key.fields)
    writer.append(field: value)
    if extras.isEmpty { return writer.append(.lineFeed) }
    for extra in extras {
      writer.append(.comma)
      switch extra {
      case .unit: writer.append(field: unit ?? key.unit)
      case .code: writer.append(field: key.code)
      case .form: writer.append(field: key.form)
      case .raw: writer.append(field: raw)
      case .status: writer.append(status.rawValue)
      case .source: writer.append(source)
      case .agencyCode: writer.append(agencyCode)
      case .line: writer.append(place: place)
      default: break
      }
    }
    writer.append(.lineFeed)
  }
}
