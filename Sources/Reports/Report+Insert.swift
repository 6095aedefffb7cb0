extension Report {
  /// Puts pieces of the same input in among those that are there, and counts the tables from 1 again. A table that another one
  /// stands in is two.
  ///
  /// - Parameter others: by the lines on which they begin: each goes in front of what begins on its line or below it.
  package mutating func insert(_ others: [(line: Int, report: Report)]) {
    var merged: [Piece] = []
    merged.reserveCapacity(pieces.count + others.reduce(0) { $0 + $1.report.pieces.count })
    var next = 0
    /// The table at hand: which of the reports it is of, and its number there.
    var (last, count) = ((source: -1, table: 0), 0)
    func add(_ piece: Piece, of source: Int, shift: Int) {
      var piece = piece
      (piece.lower, piece.upper) = (piece.lower + shift, piece.upper + shift)
      if piece.kind == .cell {
        if last != (source, piece.table) { count += 1 }
        last = (source, piece.table)
        piece.table = count
      } else {
        last = (-1, 0)
      }
      merged.append(piece)
    }
    for (source, other) in others.enumerated() {
      while next < pieces.count, pieces[next].line < other.line {
        add(pieces[next], of: others.count, shift: 0)
        next += 1
      }
      let shift = text.count
      text += other.report.text
      for piece in other.report.pieces { add(piece, of: source, shift: shift) }
      notes += other.report.notes
    }
    for piece in pieces[next...] { add(piece, of: others.count, shift: 0) }
    pieces = merged
  }
}
