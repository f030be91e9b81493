public import Denoising
public import Scintigraphy

/// How a scan was restored, as the network's picture stands beside the counts, which stay the reference.
public struct ScanRestoration: Codable, Equatable, Sendable {
    /// Why it was: in a sentence, such as that a view has fewer counts than the guideline asks for.
    public let reason: String
    /// The network.
    public let model: RestorationModel
    /// One for each view, anterior first.
    public let views: [ViewTrust]

    /// What a view's own counts say of its restoration.
    public struct ViewTrust: Codable, Equatable, Sendable {
        /// The side of the patient that is seen.
        public let view: View
        /// Whether they speak against it; `nil` where that was not tested.
        public let residual: ResidualFindings?
    }
}
