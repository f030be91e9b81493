import Scintigraphy
import Testing

@testable import DICOM

/// What the words of a description say of the view, and what they do not.
@Suite struct ViewNameTests {
    @Test(arguments: [
        ("WB ANT", View.anterior), ("POSTERIOR_H2", .posterior), ("WB POST 3h", .posterior),
        ("LATE POSTERIOR", .posterior), ("Late anterior", .anterior), ("WB POS", .posterior),
    ])
    func tells(name: String, view: View) { #expect(View(name: name) == view) }

    @Test(arguments: [
        "WB 3H POST INJECTION", "BONE POST THERAPY", "WB POST VOID", "Tc99m POST-INJ 3h", "Pat pos HFS",
        "WB ANT/POST", "LT LATERAL", "POST LAT", "WHOLE BODY",
    ])
    func doesNotTell(name: String) { #expect(View(name: name) == nil) }
}
