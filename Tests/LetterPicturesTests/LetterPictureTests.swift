import TestSupport
import Testing

@testable import LetterPictures

@Suite("Pictures of letters")
struct LetterPictureTests {
  @Test("no letter that looks like another is ever drawn, and every other one is")
  func letters() {
    var chance = SeededGenerator.printed("LetterPictureTests.letters")
    var seen: Set<Character> = []
    for _ in 0..<200 {
      let picture = LetterPicture(using: &chance)
      #expect(picture.letters.count == LetterPicture.count)
      #expect(picture.pixels.count == LetterPicture.width * LetterPicture.height * 3)
      seen.formUnion(picture.letters)
    }
    #expect(seen == Set(LetterShapes.letters))
    #expect(seen.isDisjoint(with: "0O1IL2Z5S8B6GUVDQ"))
  }

  @Test("each letter has a shape of its own, and its ink is in the picture")
  func shapes() {
    #expect(Set(LetterShapes.all.values).count == LetterShapes.all.count)
    for (letter, rows) in LetterShapes.all {
      #expect(
        rows.count == LetterShapes.height && rows.allSatisfy { $0.count == LetterShapes.width }, "\(letter)")
    }
    var chance = SeededGenerator(seed: 7)
    var canvas = Canvas(width: 40, height: 60, using: &chance)
    let paper = canvas.pixels
    canvas.draw("A", SlantedLetter(place: 0, using: &chance), Canvas.Colour(dark: true, using: &chance))
    let inked = stride(from: 0, to: paper.count, by: 3).filter { canvas.pixels[$0] != paper[$0] }
    // 18 of 35 places have ink, each of some twenty pixels or more.
    #expect((300...700).contains(inked.count), "\(inked.count)")
  }

  @Test("no two pictures of the same letters are the same")
  func different() {
    var chance = SeededGenerator.printed("LetterPictureTests.different")
    let pictures = (0..<50).map { _ in LetterPicture(using: &chance) }
    #expect(Set(pictures.map(\.pixels)).count == pictures.count)
  }

  @Test("case, width and blanks do not matter; every other difference does")
  func typed() {
    for typed in ["AC347", "ac347", " a c 3 4 7 ", "ＡＣ３４７", "ａc347"] {
      #expect(LetterPicture.isRight(typed, for: "AC347"))
    }
    for typed in ["", "AC34", "AC3477", "AC374", "AC34T"] {
      #expect(!LetterPicture.isRight(typed, for: "AC347"))
    }
    #expect(!LetterPicture.isRight("", for: ""))
  }
}
