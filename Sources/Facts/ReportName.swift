import Bytes

/// Whose a report is, and for which year.
public struct ReportName: Hashable, Sendable {
  public let agency: [UInt8]
  public let year: [UInt8]

  public init(_ agency: Span<UInt8>, _ year: Span<UInt8>) {
    self.agency = [UInt8](copying: agency)
    self.year = [UInt8](copying: year)
  }

  /// For messages: `“甲县水务局” 2023`.
  public var shown: String {
    "“\(String(decoding: agency, as: UTF8.self))” \(String(decoding: year, as: UTF8.self))"
  }
}
