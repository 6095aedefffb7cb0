/// A figure that sentences state: the narrative codes of `schemas/form.xsd`, behind the code of their section.
enum StatedFigure: String, CaseIterable, Sendable {
  case received, answered
  case carriedIn = "carried-in"
  case carriedOut = "carried-out"
  case granted, partial, refused, unavailable
  case notProcessed = "not-processed"
  case other, review, litigation, regulations, documents

  static let outcomes: [StatedFigure] = [.granted, .partial, .refused, .unavailable, .notProcessed, .other]
}

/// What a sentence says of a figure.
struct Statement: Sendable, Equatable {
  let figure: StatedFigure
  /// `nil` where the number is only near: 近百件.
  let value: Int?
  /// Whether it counts requests as new ones (新收).
  var isNew = false
}
