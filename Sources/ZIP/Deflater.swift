import Bytes
import CZlib
import Dispatch

/// Deflates a stream piece by piece on a thread of its own, beside whoever makes the next piece: half of the time of a workbook
/// is deflating.
///
/// One piece is under way at most, so what comes out does not depend on the threads.
@safe final class Deflater: @unchecked Sendable {
  /// Smaller pieces are deflated at once: small parts end there, and to wake a thread and wait for it takes longer.
  private static let smallPiece = 64 << 10

  /// What came of a piece.
  struct Piece {
    var size = 0
    var compressed: [UInt8] = []
    /// That of the stream so far.
    var checksum = Checksum()
  }

  // Only the queue touches these while a piece is under way, and only the owner while none is.
  private var input: [UInt8] = []
  private var piece = Piece()
  private let queue = DispatchQueue(label: "deflate")
  private let done = DispatchGroup()

  /// Memory of its own: zlib keeps its address.
  private let stream: UnsafeMutablePointer<z_stream>
  private var room = [UInt8](repeating: 0, count: 64 << 10)

  /// - Parameter level: 1, fast, to 9, small; 0 stores.
  init(level: Int) {
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    // The pointer is this deflater's own; negative window bits ask for deflate without a header.
    unsafe stream.initialize(to: z_stream())
    let status = unsafe deflateInit2_(
      stream, Int32(level), Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "there is memory for the deflater, and the level is one")
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Takes a piece and begins with it. The piece before must have been fetched.
  func begin(_ bytes: Span<UInt8>) {
    input.removeAll(keepingCapacity: true)
    input.append(span: bytes)
    guard bytes.count >= Self.smallPiece else {
      deflate(flush: Z_NO_FLUSH)
      return
    }
    queue.async(group: done) { self.deflate(flush: Z_NO_FLUSH) }
  }

  /// Ends the stream; the next piece begins another one.
  func finish() -> Piece {
    input.removeAll(keepingCapacity: true)
    deflate(flush: Z_FINISH)
    defer { piece = Piece() }
    // The stream is this deflater's own.
    unsafe deflateReset(stream)
    return piece
  }

  /// Waits for the piece under way and gives what came of it; nothing where none was begun.
  func fetch() -> Piece {
    done.wait()
    let fetched = piece
    piece = Piece(checksum: fetched.checksum)
    return fetched
  }

  private func deflate(flush: Int32) {
    piece.size += input.count
    piece.checksum = piece.checksum.appending(input.span)
    // In bounds: zlib has the pointer for this call only, and does not write to it.
    unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe stream.pointee.next_in = input.baseAddress
      unsafe stream.pointee.avail_in = UInt32(input.count)
      while deflateRoom(flush: flush) {}
    }
  }

  /// Deflates as much as there is room for.
  /// - Returns: whether there may be more.
  private func deflateRoom(flush: Int32) -> Bool {
    let count = unsafe room.withUnsafeMutableBufferPointer { room in
      // In bounds: all of the room.
      unsafe stream.pointee.next_out = room.baseAddress
      unsafe stream.pointee.avail_out = UInt32(room.count)
      unsafe _ = CZlib.deflate(stream, flush)
      return unsafe room.count - Int(stream.pointee.avail_out)
    }
    piece.compressed.append(span: room.span.extracting(0..<count))
    return count == room.count
  }
}
