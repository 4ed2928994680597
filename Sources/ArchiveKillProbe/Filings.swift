import Glibc
import IdentityDocuments
import LinuxPlatform
import PersonArchive
import PersonalData

/// Writes a line at once: what was said before a kill must have left the process.
func say(_ line: String) {
  try? Files.writeAll(Array((line + "\n").utf8), to: STDOUT_FILENO)
}

/// A citizen who does not exist: division 110000 is no place where people live, serial from `index`.
func filing(_ index: Int, renewed: Bool) -> FilingRequest {
  let serial = String(String(1_000 + index % 1_000).dropFirst())
  let day = CalendarDate(year: 1950 + index / 1_000 % 50, month: 3, day: 7)
  var document = IdentityDocument(kind: .residentIdentityCard)
  document.number = Personal("110000\(day?.compact ?? "")\(serial)1")
  document.name = Personal("样本\(index)")
  document.sex = Personal(CodedValue(code: "1", name: "男"))
  document.birthDate = Personal(day.map(CardDate.date) ?? .text(""))
  document.address = Personal(renewed ? "样本市新街二号" : "样本市老街一号")
  document.validFrom = Personal(CardDate.longTerm)
  let origin = ReadingOrigin(
    session: "session-\(index)\(renewed ? "-renewed" : "")", readAt: "2026-11-20T09:15:02+08:00",
    window: "window-1", reader: ReadingOrigin.Reader(id: "reader-1", name: "Probe", link: "usb"))
  return FilingRequest(
    origin: origin, document: document, photoBlock: Personal([UInt8](repeating: 7, count: 1_024)),
    textBlock: Personal([UInt8](repeating: 8, count: 256)))
}
