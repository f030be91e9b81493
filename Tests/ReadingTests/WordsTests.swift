import Testing

@testable import Reading

@Suite struct WordsTests {
    @Test(arguments: [
        ("Doe^Jane^Q", "Doe, Jane Q"), ("Doe", "Doe"), ("^Jane", "Jane"), ("", nil),
        ("=Yamada^Taro", "Yamada, Taro"),
        ("^^^=^==", nil), ("==山田^太郎", "山田, 太郎"),
        ("Yamada^Tarou=山田^太郎", "Yamada, Tarou"), ("Doe^^^^", "Doe"),
    ])
    func personName(dicom: String, text: String?) { #expect(dicom.asPersonName == text) }

    @Test(arguments: [("20040826", "2004-08-26"), ("2004", "2004"), ("", ""), ("2004082x", "2004082x")])
    func date(dicom: String, text: String) { #expect(dicom.asDate == text) }

    @Test(arguments: [
        ("122931", "12:29:31"), ("122931.123", "12:29:31"), ("1229", "12:29:00"), ("12", "12:00:00"),
        ("122", "122"), ("996000", "996000"), ("", ""),
    ])
    func time(dicom: String, text: String) { #expect(dicom.asTime == text) }

    @Test(arguments: [
        (9, "2000-01-10, 9 days before"), (-1, "2000-01-10, 1 day after"), (0, "2000-01-10, the same day"),
        (nil, "2000-01-10"),
    ])
    func when(days: Int?, text: String) {
        let comparison = PriorComparison(
            priorDate: "20000110", days: days, changes: [], indexChange: nil, isBeyondRepeatability: nil,
            cautions: [])
        #expect(comparison.when == text)
        #expect(comparison.sentence.hasPrefix("No hot spot is taken as a finding in either."))
    }

    @Test(arguments: [
        ("061Y", "61 years"), ("001Y", "1 year"), ("003M", "3 months"), ("Y", "Y"), ("", ""),
        ("0x1Y", "0x1Y"),
    ])
    func age(dicom: String, text: String) { #expect(dicom.asAge == text) }
}
