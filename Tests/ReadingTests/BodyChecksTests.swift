import Phantoms
import Scintigraphy
import Statistics
import TestSupport
import Testing

@testable import Reading

/// Drawn bodies for what each check looks at; simulated patients for whether it is enough.
@Suite struct BodyChecksTests {
    private func check(_ name: String, _ scan: BoneScan) throws -> QualityCheck {
        try #require(QualityControl()(scan).first { $0.name == name })
    }

    /// The face in front, the spine behind.
    private var scan: BoneScan {
        .drawn(posterior: { $0.fill(75..<165, 61..<67, counts: 25) }) {
            $0.fill(75..<165, 61..<67, counts: 12)
            $0.fill(42..<60, 56..<72, counts: 25)
        }
    }

    private func swapped(_ scan: BoneScan) -> BoneScan {
        BoneScan(
            images: scan.images.map {
                CountImage(
                    rows: $0.rows, columns: $0.columns, pixels: $0.pixels,
                    view: $0.view == .anterior ? .posterior : .anterior, spacing: $0.spacing)
            }, acquisition: scan.acquisition)
    }

    @Test func frontAndBack() throws {
        #expect(try check("Front and back", scan).verdict == .pass)
        #expect(try check("Front and back", swapped(scan)).verdict == .fail)
        #expect(try check("Front and back", .drawn { _ in }).verdict == .warn, "nothing tells")
        let one = BoneScan(images: [scan.images[0]], acquisition: Acquisition())
        let unknown = try check("Front and back", one)
        #expect(unknown.verdict == .pass && unknown.measured == "not judged: needs both views")
    }

    /// One leg is hot: on opposite sides of the pictures, as two heads see it, or on the same.
    @Test func viewsAgainstEachOther() throws {
        let leg: (inout DrawnBody) -> Void = { $0.fill(190..<390, 68..<88, counts: 20) }
        #expect(try check("Views against each other", .drawn(leg)).verdict == .pass)
        #expect(try check("Views against each other", .drawn(posterior: leg, leg)).verdict == .fail)
    }

    /// From behind, the right kidney is on the right, and lies lower.
    @Test func kidneysTellTheSides() throws {
        let drawn = BoneScan.drawn(posterior: {
            $0.fill(130..<145, 44..<52, counts: 20)
            $0.fill(142..<157, 76..<84, counts: 20)
        }) { _ in }
        #expect(try check("Left and right", drawn).verdict == .pass)
        let mirrored = BoneScan(
            images: drawn.images.map { image in
                var body = DrawnBody()
                body.pixels = image.pixels
                return image.replacingPixels(body.mirrored)
            }, acquisition: Acquisition())
        #expect(try check("Left and right", mirrored).verdict == .warn)
    }

    @Test func likenessNeedsABody() throws {
        #expect(try check("Likeness to a bone scan", scan).verdict == .pass)
        let flat = scan.mapImages { $0.replacingPixels(Array(repeating: 6, count: $0.pixels.count)) }
        #expect(try check("Likeness to a bone scan", flat).verdict == .fail)
        let upsideDown = scan.mapImages { $0.replacingPixels($0.pixels.reversed()) }
        #expect(try check("Likeness to a bone scan", upsideDown).verdict == .fail)
        let small = try check("Likeness to a bone scan", .complete())
        #expect(small.verdict == .fail && small.measured == "no whole body was found")
    }

    @Test func softTissueThatIsHotOrCold() throws {
        func thighs(_ counts: Float) -> BoneScan {
            .drawn {
                $0.fill(75..<165, 61..<67, counts: 90)
                $0.fill(190..<390, 40..<60, counts: counts)
                $0.fill(190..<390, 68..<88, counts: counts)
            }
        }
        #expect(try check("Soft tissue", thighs(6)).verdict == .pass)
        let hot = try check("Soft tissue", thighs(40))
        #expect(hot.verdict == .warn && hot.measured.hasPrefix("high: imaged early"))
        let cold = try check("Soft tissue", thighs(-6))
        #expect(cold.verdict == .warn && cold.measured.hasPrefix("low: a superscan is possible"))
    }

    @Test func scatterAboutTheBody() throws {
        let clean = try check("Scatter about the body", scan)
        let hazy = try check(
            "Scatter about the body", scan.mapImages { $0.replacingPixels($0.pixels.map { $0 + 0.6 }) })
        #expect(clean.verdict == .pass && hazy.verdict == .warn)
        let copy = scan.mapImages {
            CountImage(
                rows: $0.rows, columns: $0.columns, pixels: $0.pixels, view: $0.view, spacing: $0.spacing,
                meaning: .notForQuantification("8-bit copy"))
        }
        #expect(try check("Scatter about the body", copy).measured == "not judged: needs counts")
    }

    @Test func aStripeInOneView() throws {
        #expect(try check("Uniformity of the detectors", scan).verdict == .pass)
        let striped = BoneScan.drawn(posterior: { _ in }) { body in
            for row in 0..<DrawnBody.rows {
                for column in 48..<58 { body.pixels[row * DrawnBody.columns + column] *= 1.4 }
            }
        }
        #expect(try check("Uniformity of the detectors", striped).verdict == .warn)
    }

    @Test func aShinThatIsDrawnTwice() throws {
        func shins(_ left: Range<Int>) -> BoneScan {
            .drawn {
                $0.fill(290..<380, 48..<52, counts: 30)
                $0.fill(290..<380, left, counts: 30)
            }
        }
        #expect(try check("Motion of the legs", shins(76..<80)).verdict == .pass)
        #expect(try check("Motion of the legs", shins(74..<82)).verdict == .warn)
    }

    /// What was found is said, and how much of the counts it is.
    @Test func hotArtefactsAreChecks() throws {
        let full = BoneScan.drawn { $0.spot(row: 176, column: 64, radius: 8, counts: 200) }
        #expect(try check("Bladder", full).verdict == .warn)
        #expect(try check("Bladder", .drawn { _ in }).measured == "not seen")
        let depot = try check(
            "Injection site", .drawn { $0.spot(row: 160, column: 24, radius: 2, counts: 900) })
        #expect(depot.verdict == .warn && (depot.value ?? 0) > 2 && depot.unit == "% of counts")
        let given = QualityControl()(full, artefacts: [])
        #expect(given.first { $0.name == "Bladder" }?.verdict == .pass, "not searched for again")
    }

    /// One patient each of those faults that are seen in all but a few, and one without.
    @Test func simulatedPatients() throws {
        let study = QualityStudy(
            seed: 101, patients: 1, skeleton: try Skeleton(folder: installed("skeleton")))
        let rows = try study(
            [
                .swappedViews, .oneMirrored, .extravasation, .fullBladder, .catheter, .offPeak, .lowCounts,
                .saturation,
                .noise,
            ],
            software: "test"
        ) { _ in [] }
        for row in rows {
            #expect(row.sensitivity.value == 1, "\(row.fault)")
            #expect(row.specificity.value == 1, "\(row.fault)")
        }
        #expect(rows.markdown.contains("| extravasation | Injection site | 1 | 100 % (3 to 100)"))
    }
}
