public import Bytes

/// Writing RFC 4180 fields.
extension ByteWriter {
  /// Appends a field, in quotes only where it must be.
  @inlinable public mutating func append(field: Span<UInt8>, delimiter: UInt8 = .comma) {
    guard field.needsQuotes(delimiter: delimiter) else {
      append(field)
      return
    }
    append(.quote)
    for index in field.indices {
      if field[index] == .quote { append(.quote) }
      append(field[index])
    }
    append(.quote)
  }

  @inlinable public mutating func append(field: [UInt8], delimiter: UInt8 = .comma) {
    append(field: field.span, delimiter: delimiter)
  }
}

extension Span where Element == UInt8 {
  /// Whether a field of these bytes stands in quotes: it holds the delimiter, a quote or a line end.
  @inlinable public func needsQuotes(delimiter: UInt8 = .comma) -> Bool {
    for index in indices {
      let byte = self[index]
      // Chinese text passes the first test; so do digits and letters.
      if byte > 0x2C, byte != delimiter { continue }
      if byte == delimiter || byte == .quote || byte == .lineFeed || byte == .carriageReturn {
        return true
      }
    }
    return false
  }
}
