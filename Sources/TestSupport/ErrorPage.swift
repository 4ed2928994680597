import KioskProtocol

/// The page docs/errors.md, made from the catalogue.
public enum ErrorPage {
  /// The whole page.
  public static func markdown() -> String {
    var lines = [
      "# Errors", "",
      "Every failure carries one of these reasons, on the wire as `data.reason` with `data.retry` beside it.",
      "A reason never changes its meaning. *Retry* says whether the same call can succeed now, at most after the",
      "card was laid again. This page is made from the catalogue in `Sources/KioskProtocol`; to make it anew:",
      "`IDKIOSK_UPDATE_DOCS=1 swift test --filter FailureCatalogue`.", "",
      "| reason | zh | en | clerk | administrator | retry |",
      "| --- | --- | --- | --- | --- | --- |",
    ]
    for reason in FailureReason.allCases {
      let entry = reason.entry
      let cells = [
        "`\(reason.rawValue)`", cell(entry.message.chinese), cell(entry.message.english),
        both(entry.clerk), both(entry.administrator), entry.retry ? "yes" : "no",
      ]
      lines.append("| " + cells.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func both(_ text: BilingualText) -> String {
    cell(text.chinese) + "<br>" + cell(text.english)
  }

  /// A bar would end the cell.
  private static func cell(_ text: String) -> String {
    String(text.flatMap { $0 == "|" ? ["\\", "|"] : [$0] })
  }
}
