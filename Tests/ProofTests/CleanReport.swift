import Forms
import TestSupport

/// The figures of a report in which every relation holds, by code of section, row and column.
struct CleanReport {
  var agency: String
  var year: Int
  let form: Form
  var values: [String: Int] = [:]

  static let applicants = [
    "individuals", "organisations.companies", "organisations.research", "organisations.social",
    "organisations.legal", "organisations.others",
  ]
  static let outcomes = ["upheld", "corrected", "other", "pending"]
  static let disputes = ["review", "litigation.direct", "litigation.after-review"]

  /// - Parameter before: the report on the year before, with which this one agrees.
  init(
    agency: String, year: Int, form: Form, figures: [FormFigure], before: CleanReport?,
    using random: inout SeededGenerator
  ) {
    (self.agency, self.year, self.form) = (agency, year, form)
    let leaves = Self.leaves(figures)
    for applicant in Self.applicants {
      for leaf in leaves {
        values["requests.\(leaf).\(applicant)"] =
          Bool.random(using: &random) ? 0 : Int.random(in: 0...9, using: &random)
      }
      let total = leaves.reduce(0) { $0 + (values["requests.\($1).\(applicant)"] ?? 0) }
      values["requests.outcome.total.\(applicant)"] = total
      let carriedIn =
        before?.values["requests.carried-out.\(applicant)"] ?? Int.random(in: 0...total, using: &random)
      // What was carried in is answered or carried on.
      let carriedOut = max(0, carriedIn - total) + Int.random(in: 0...5, using: &random)
      values["requests.carried-in.\(applicant)"] = carriedIn
      values["requests.carried-out.\(applicant)"] = carriedOut
      values["requests.received.\(applicant)"] = total + carriedOut - carriedIn
    }
    for row in leaves + ["outcome.total", "carried-in", "carried-out", "received"] {
      values["requests.\(row).total"] = Self.applicants.reduce(0) {
        $0 + (values["requests.\(row).\($1)"] ?? 0)
      }
    }
    for row in Self.disputes {
      for outcome in Self.outcomes {
        values["disputes.\(row).\(outcome)"] = Int.random(in: 0...4, using: &random)
      }
      values["disputes.\(row).total"] = Self.outcomes.reduce(0) {
        $0 + (values["disputes.\(row).\($1)"] ?? 0)
      }
    }
    addDisclosure(figures, before: before, using: &random)
  }

  static func leaves(_ figures: [FormFigure]) -> [String] {
    var rows: [String] = []
    for figure in figures where figure.sectionCode == "requests" && figure.rowCode.hasPrefix("outcome.") {
      if figure.rowCode != "outcome.total", !rows.contains(figure.rowCode) { rows.append(figure.rowCode) }
    }
    return rows
  }

  private mutating func addDisclosure(
    _ figures: [FormFigure], before: CleanReport?, using random: inout SeededGenerator
  ) {
    for figure in figures where figure.sectionCode == "disclosure" && values[figure.code] == nil {
      values[figure.code] = figure.rowCode == "regulations" ? 0 : Int.random(in: 0...40, using: &random)
    }
    if form.id == "2021" {
      let row = "disclosure.administrative-documents"
      let inForce = before?.form.id == "2021" ? before?.values["\(row).in-force"] : nil
      let made = values["\(row).made"] ?? 0
      values["\(row).repealed"] = Int.random(in: 0...((inForce ?? 20) + made), using: &random)
      values["\(row).in-force"] = (inForce ?? 20) + made - (values["\(row).repealed"] ?? 0)
    } else {
      values["disclosure.normative-documents.public-total"] =
        (values["disclosure.normative-documents.published"] ?? 0) + 30
      for row in ["licensing", "other-services", "penalties", "coercion", "fees"] {
        guard let old = before?.values["disclosure.\(row).previous-items"],
          let change = before?.values["disclosure.\(row).change"]
        else { continue }
        values["disclosure.\(row).previous-items"] = old + change
      }
    }
  }
}
