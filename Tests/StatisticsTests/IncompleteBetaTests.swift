import Statistics
import TestSupport
import Testing

/// Against `scipy.special` and `scipy.stats`; the numbers come from Fixtures/scipy/intervals.py.
@Suite(.tags(.golden)) struct IncompleteBetaTests {
    struct Peer: Decodable { let beta, inverse_beta, student: [[Double]] }
    let peer: Peer

    init() throws { peer = try decodedFixture("scipy/intervals.json") }

    @Test func functionMatchesPeer() {
        for row in peer.beta {
            let error = worstRelativeError(
                [regularisedIncompleteBeta(row[0], row[1], row[2])], [row[3]], floor: 1e-280)
            #expect(error < 1e-10, "I_\(row[2])(\(row[0]), \(row[1]))")
        }
    }

    @Test func inverseMatchesPeer() {
        for row in peer.inverse_beta {
            let error = worstRelativeError([inverseIncompleteBeta(row[0], row[1], row[2])], [row[3]])
            #expect(error < 1e-10, "p = \(row[2]), a = \(row[0]), b = \(row[1])")
        }
    }

    @Test func studentQuantileMatchesPeer() {
        for row in peer.student {
            let error = worstRelativeError([studentTQuantile(row[0], degreesOfFreedom: row[1])], [row[2]])
            #expect(error < 1e-10, "p = \(row[0]), \(row[1]) degrees of freedom")
            #expect(studentTQuantile(1 - row[0], degreesOfFreedom: row[1]) < 0)
        }
    }

    @Test func ends() {
        #expect(regularisedIncompleteBeta(2, 3, 0) == 0 && regularisedIncompleteBeta(2, 3, 1) == 1)
        #expect(inverseIncompleteBeta(2, 3, 0) == 0 && inverseIncompleteBeta(2, 3, 1) == 1)
        #expect(studentTQuantile(0.5, degreesOfFreedom: 3) == 0)
    }
}
