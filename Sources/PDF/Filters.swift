import Bytes

// MARK: - Decoding streams (ISO 32000-1, 7.4)

extension PDFFile {
  /// All filters undone, and decrypted.
  ///
  /// Of bytes that are damaged what comes out of them, and a note.
  /// - Throws: `PDFError.limit`, `PDFError.filter`.
  func decoded(_ stream: PDFStream) throws(PDFError) -> [UInt8] {
    if let failure { throw failure }
    let filters = filters(of: stream)
    guard filters.count <= PDFLimits.filters else { throw .limit("\(PDFLimits.filters) filters of a stream") }
    try count(stream.raw.count)
    let bytes = bytes
    let raw = bytes.span.extracting(stream.raw)
    // Behind each stream stands its end: the file ends within this one.
    if stream.raw.upperBound == bytes.count { note(.damagedStream(object: stream.number)) }
    var content: [UInt8]?
    if let key = key(of: stream, filters) { content = key.decrypted(raw) }
    for filter in filters where filter.name != Array("Crypt".utf8) {
      let decoded: Decoded
      if let input = content {
        decoded = try undo(filter, input.span)
      } else {
        decoded = try undo(filter, raw)
      }
      content = try take(decoded, of: stream)
    }
    return content ?? [UInt8](copying: raw)
  }

  /// A filter of a stream, and its parameters.
  struct Filter {
    let name: [UInt8]
    let parameters: PDFDictionary?
  }

  /// In the order they are undone.
  private func filters(of stream: PDFStream) -> [Filter] {
    let parameters = resolve(stream.dictionary["DecodeParms"])
    switch resolve(stream.dictionary["Filter"]) {
    case .name(let name):
      return [Filter(name: name, parameters: dictionary(array(parameters)?.first ?? parameters))]
    case .array(let names):
      let all = array(parameters) ?? [parameters]
      return names.enumerated().compactMap { index, object in
        name(object).map {
          Filter(name: $0, parameters: all.indices.contains(index) ? dictionary(all[index]) : nil)
        }
      }
    default: return []
    }
  }

  private func undo(_ filter: Filter, _ input: Span<UInt8>) throws(PDFError) -> Decoded {
    switch String(decoding: filter.name, as: UTF8.self) {
    case "FlateDecode", "Fl": unpredicted(inflater.inflated(input, limit: limits.streamSize), filter)
    case "LZWDecode", "LZW":
      unpredicted(
        LZW.decoded(
          input, isEarly: integer(filter.parameters?["EarlyChange"]) != 0, limit: limits.streamSize),
        filter)
    case "ASCII85Decode", "A85": TextFilters.base85Decoded(input)
    case "ASCIIHexDecode", "AHx": TextFilters.hexDecoded(input)
    case "RunLengthDecode", "RL": TextFilters.runsDecoded(input, limit: limits.streamSize)
    case let name: throw .filter(name)
    }
  }

  private func unpredicted(_ decoded: Decoded, _ filter: Filter) -> Decoded {
    guard let parameters = filter.parameters, let kind = integer(parameters["Predictor"]), kind > 1 else {
      return decoded
    }
    let predictor = Predictor(
      kind: kind, colors: integer(parameters["Colors"]) ?? 1,
      bits: integer(parameters["BitsPerComponent"]) ?? 8, columns: integer(parameters["Columns"]) ?? 1)
    guard let predictor else { return Decoded(bytes: decoded.bytes, state: .damaged) }
    return Decoded(bytes: predictor.undone(decoded.bytes), state: decoded.state)
  }

  /// What came out of a filter, held against the limits.
  private func take(_ decoded: Decoded, of stream: PDFStream) throws(PDFError) -> [UInt8] {
    switch decoded.state {
    case .whole: break
    case .badChecksum: note(.checksum(object: stream.number))
    case .damaged: note(.damagedStream(object: stream.number))
    case .tooLarge: throw .limit("\(limits.streamSize >> 20) MiB in one stream")
    }
    try count(decoded.bytes.count)
    return decoded.bytes
  }

  /// Counts bytes that go into filters or come out of them.
  private func count(_ count: Int) throws(PDFError) {
    decodedCount += count
    let most = limits.totalSize + 32 * bytes.count
    guard decodedCount <= most else { throw .limit("\(most >> 20) MiB in all streams") }
  }
}
