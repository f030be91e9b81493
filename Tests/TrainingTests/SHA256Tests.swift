import Foundation
import TestSupport
import Testing
import Training

/// Against the examples of FIPS 180-4's validation set and, for every length around a block, Python's hashlib.
@Suite(.tags(.golden)) struct SHA256Tests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 1000),
            "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
        ),
    ])
    func digest(text: String, expected: String) {
        #expect(SHA256.digest(of: Data(text.utf8)) == expected)
    }

    /// hashlib.sha256(b"".join(hashlib.sha256(b"x" * n).hexdigest().encode() for n in range(130)))
    @Test func everyLength() {
        let digests = (0..<130).map { SHA256.digest(of: Data(repeating: UInt8(ascii: "x"), count: $0)) }
        #expect(
            SHA256.digest(of: Data(digests.joined().utf8))
                == "199af942eba7fa5d1e16d475169eb24018b14e69339c93d26a9ea6d873b4ace6")
    }
}
