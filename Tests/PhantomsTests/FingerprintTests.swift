import Testing

@testable import Phantoms

@Suite struct FingerprintTests {
    /// The test vectors of the algorithm's authors.
    @Test(arguments: [
        ("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8"),
    ])
    func isThatOfItsAuthors(words: String, digits: String) {
        var fingerprint = Fingerprint()
        fingerprint.add(words.utf8)
        #expect(fingerprint.text == digits)
    }
}
