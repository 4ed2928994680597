import TestSupport
import Testing

@testable import LetterPictures

@Suite("Pictures of letters")
struct LetterPictureTests {
  @Test("no letter that looks like another is ever drawn, and every other one is")
  func letters() async {
    var chance = SeededGenerator.printed("LetterPictureTests.letters")
    var seen: Set<Character> = []
    for _ in 0..<100 {
      let picture = LetterPicture(using: &chance)
      #expect(picture.letters.count == LetterPicture.count)
      #expect(picture.pixels.count == LetterPicture.width * LetterPicture.height * 3)
      seen.formUnion(picture.letters)
      // Other tests wait for their turn.
      await Task.yield()
    }
    #expect(seen == Set(LetterShapes.letters))
    #expect(seen.isDisjoint(with: "0O1IL2Z5S8B6GUVDQMW"))
  }

  @Test("each letter has a shape of its own, and its ink is in the picture")
  func shapes() {
    #expect(Set(LetterShapes.all.values).count == LetterShapes.all.count)
    for (letter, rows) in LetterShapes.all {
      #expect(
        rows.count == LetterShapes.height && rows.allSatisfy { $0.count == LetterShapes.width }, "\(letter)")
    }
  }

  @Test("every letter is drawn whole and in one piece, wherever and however slanted it stands")
  func pieces() async {
    var chance = SeededGenerator.printed("LetterPictureTests.pieces")
    for letter in LetterShapes.letters {
      for _ in 0..<20 {
        let (width, height) = (60, LetterPicture.height)
        var canvas = Canvas(width: width, height: height, using: &chance)
        let paper = canvas.pixels
        canvas.draw(
          letter, SlantedLetter(place: 0, using: &chance), Canvas.Colour(dark: true, using: &chance))
        var ink = Set((0..<(width * height)).filter { canvas.pixels[$0 * 3] != paper[$0 * 3] })
        #expect((400...1_600).contains(ink.count), "\(letter): \(ink.count)")
        #expect(
          !ink.contains {
            $0 % width == 0 || $0 % width == width - 1 || $0 < width || $0 >= width * (height - 1)
          }, "\(letter)")
        var edge = ink.popFirst().map { [$0] } ?? []
        while let place = edge.popLast() {
          for next in [place - 1, place + 1, place - width, place + width] where ink.remove(next) != nil {
            edge.append(next)
          }
        }
        #expect(ink.isEmpty, "\(letter) in pieces")
      }
      await Task.yield()
    }
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
