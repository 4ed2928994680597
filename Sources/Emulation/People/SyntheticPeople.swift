package import IdentityDocuments

/// Invents people: the same ones for the same seed, and no number twice among millions of one kind.
///
/// Cards are valid from before 2020 until after 2035. Nothing here is printed or drawn from the machine.
package struct SyntheticPeople: Sendable {
  private let seed: UInt64

  /// The people of `seed`.
  package init(seed: UInt64) { self.seed = seed }

  /// The card of the person number `index` of `kind`; people of different kinds are different people.
  package func card(_ index: Int, kind: DocumentKind) -> SyntheticCard {
    switch kind {
    case .hkMacaoTaiwanResidencePermit: residencePermit(index)
    case .foreignPermanentResidentCard2017: foreigner2017(index)
    case .foreignPermanentResidentCard2023: foreigner2023(index)
    default: citizen(index)
    }
  }

  /// A citizen, born from 1950 to 2005.
  package func citizen(_ index: Int) -> SyntheticCard {
    var chance = generator(1, index)
    var number = Digits(unique(index, of: 31 * 56 * 336 * 1_000))
    let sequence = number.take(1_000)
    let birthDate = number.takeDate(from: 1950, years: 56)
    let province = SyntheticPlaces.provinces[number.take(31)]
    var card = resident(.residentIdentityCard, province, sequence, &chance)
    card.birthDate = birthDate
    // A whole province's code (XX0000) is in nobody's number.
    card.number = SyntheticNumbers.ofResident(
      division: province.code + "0000", birthDate: birthDate, sequence: sequence)
    card.ethnicGroup = chance.pick(SyntheticPlaces.ethnicGroups, otherwise: card.ethnicGroup)
    return card
  }

  /// A resident of Hong Kong, Macao or Taiwan, born from 1880 to 1899, before such numbers were thought of.
  package func residencePermit(_ index: Int) -> SyntheticCard {
    var chance = generator(2, index)
    var number = Digits(unique(index, of: 3 * 20 * 336 * 1_000))
    let sequence = number.take(1_000)
    let birthDate = number.takeDate(from: 1880, years: 20)
    let region = SyntheticPlaces.regions[number.take(3)]
    let province = SyntheticPlaces.provinces[chance.below(31)]
    var card = resident(.hkMacaoTaiwanResidencePermit, province, sequence, &chance)
    card.birthDate = birthDate
    card.number = SyntheticNumbers.ofResident(division: region.0, birthDate: birthDate, sequence: sequence)
    card.passNumber = region.1 + "00000000"
    card.issueCount = "01"
    card.validUntil = card.validFrom.shifted(years: 20)
    return card
  }

  /// A foreigner with a card of 2017, of a country without people.
  package func foreigner2017(_ index: Int) -> SyntheticCard {
    var chance = generator(3, index)
    var number = Digits(unique(index, of: 100 * 10 * 20 * 336 * 31 * 6))
    let serial = number.take(100)
    let tail = number.take(10)
    let birthDate = number.takeDate(from: 1880, years: 20)
    let province = SyntheticPlaces.provinces[number.take(31)]
    let country = SyntheticPlaces.countries[number.take(6)]
    var card = foreigner(.foreignPermanentResidentCard2017, country, birthDate, tail, &chance)
    card.number = SyntheticNumbers.ofForeigner2017(
      country: country.letters, province: province.code, serial: serial, birthDate: birthDate, tail: tail)
    card.cardVersion = "01"
    card.authorityCode = "1500"
    return card
  }

  /// A foreigner with a card of 2023, of a country without people and born before 1900; every other one had a card
  /// of 2017.
  package func foreigner2023(_ index: Int) -> SyntheticCard {
    var chance = generator(4, index)
    var number = Digits(unique(index, of: 1_000 * 20 * 336 * 31 * 6))
    let sequence = number.take(1_000)
    let birthDate = number.takeDate(from: 1880, years: 20)
    let province = SyntheticPlaces.provinces[number.take(31)]
    let country = SyntheticPlaces.countries[number.take(6)]
    var card = foreigner(.foreignPermanentResidentCard2023, country, birthDate, sequence, &chance)
    card.number = SyntheticNumbers.ofForeigner2023(
      province: province.code, country: country.digits, birthDate: birthDate, sequence: sequence)
    card.issueCount = SyntheticNumbers.padded(1 + chance.below(3), 2)
    if index.isMultiple(of: 2) {
      card.previousNumberLink = SyntheticNumbers.padded(chance.below(1_000), 3)
      card.previousNumber = SyntheticNumbers.before2023(
        country: country.letters, province: province.code, birthDate: birthDate, link: card.previousNumberLink
      )
    }
    return card
  }

  private func resident(
    _ kind: DocumentKind, _ province: SyntheticPlaces.Province, _ sequence: Int, _ chance: inout SplitMix64
  ) -> SyntheticCard {
    var card = SyntheticCard(kind: kind)
    card.sex = Self.sex(sequence)
    card.name = "样本" + stem(&chance) + stem(&chance)
    card.address = Self.address(in: province.name, &chance)
    card.authority = province.name + "公安局虚构分局"
    card.validFrom = Self.start(&chance)
    card.validUntil = card.validFrom.shifted(years: 20)
    card.faceSeed = UInt32(truncatingIfNeeded: chance.next())
    return card
  }

  private func foreigner(
    _ kind: DocumentKind, _ country: SyntheticPlaces.Country, _ birthDate: String, _ sequence: Int,
    _ chance: inout SplitMix64
  ) -> SyntheticCard {
    var card = SyntheticCard(kind: kind)
    card.sex = Self.sex(sequence)
    card.englishName =
      "SAMPLE, " + chance.pick(SyntheticPlaces.greek, otherwise: "ALPHA") + " "
      + chance.pick(SyntheticPlaces.greek, otherwise: "BETA")
    card.name = "样本" + stem(&chance)
    card.nationality = country.letters
    card.birthDate = birthDate
    card.validFrom = Self.start(&chance)
    card.validUntil = card.validFrom.shifted(years: 20)
    card.faceSeed = UInt32(truncatingIfNeeded: chance.next())
    return card
  }

  private func stem(_ chance: inout SplitMix64) -> String {
    chance.pick(SyntheticPlaces.stems, otherwise: "甲")
  }

  private static func sex(_ sequence: Int) -> CodedValue {
    sequence.isMultiple(of: 2) ? CodedValue(code: "2", name: "女") : CodedValue(code: "1", name: "男")
  }

  static func address(in province: String, _ chance: inout SplitMix64) -> String {
    let street = chance.pick(SyntheticPlaces.streets, otherwise: "示例路")
    return "\(province)虚构区\(street)\(1 + chance.below(999))号\(1 + chance.below(30))室"
  }

  /// A day from 2016 to 2019.
  private static func start(_ chance: inout SplitMix64) -> String {
    var digits = Digits(chance.below(4 * 336))
    return digits.takeDate(from: 2016, years: 4)
  }

  private func generator(_ kind: UInt64, _ index: Int) -> SplitMix64 {
    var mixing = SplitMix64(seed: seed &+ kind)
    return SplitMix64(seed: mixing.next() ^ UInt64(truncatingIfNeeded: index))
  }

  /// A number below `limit`, another one for each of the first `limit` indices: a step that has no factor in common
  /// with `limit` comes by every number once.
  private func unique(_ index: Int, of limit: Int) -> Int {
    var chance = SplitMix64(seed: seed)
    let start = chance.below(limit)
    let step = 7_919_000_009  // A prime larger than any limit here has none of its factors.
    return (start + (index % limit + limit) % limit * (step % limit)) % limit
  }
}

/// A number from which digits of changing size are taken, the last one first.
private struct Digits {
  private var rest: Int

  init(_ number: Int) { rest = number }

  mutating func take(_ size: Int) -> Int {
    defer { rest /= size }
    return rest % size
  }

  /// A day of eight digits; days 29 to 31 are left out, so that every year has the same number of days.
  mutating func takeDate(from year: Int, years: Int) -> String {
    let day = take(28)
    let month = take(12)
    return SyntheticNumbers.padded(year + take(years), 4) + SyntheticNumbers.padded(month + 1, 2)
      + SyntheticNumbers.padded(day + 1, 2)
  }
}
