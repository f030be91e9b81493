public import Classification

/// What the three systems and what follows from them say of a scan. What could not be done is missing, and ``omissions``
/// says why.
public struct Findings: Codable, Equatable, Sendable {
    /// One for each question asked: abnormal, malignant.
    public var classification: [Classified] = []
    /// The same questions' answers by classifiers and hot spots together; `nil` where one of them is missing.
    public var wholeScan: [Classified]?
    /// The model that segmented; `nil` where none did.
    public var segmentation: ModelEvidence?
    /// What is hot and no bone.
    public var artefacts: [HotArtefact] = []
    /// From head to foot, those that do not count among them; `nil` where nothing told foci.
    public var hotSpots: [HotSpot]?
    /// `nil` where bones or foci are not known, or the scan is not for quantification.
    public var index: BoneScanIndex?
    /// `nil` where no earlier study was given.
    public var comparison: PriorComparison?
    /// What was not done, and why.
    public var omissions: [Omission] = []

    /// Each question's answer: that of classifiers and hot spots together, or else of the classifier alone.
    var answers: [Classified] {
        classification.map { own in wholeScan?.first { $0.question == own.question } ?? own }
    }

    /// One question's answer.
    public struct Classified: Codable, Equatable, Sendable {
        /// `abnormal` or `malignant`.
        public let question: ClassificationTask
        /// What the model says.
        public let answer: ClassifierAnswer
        /// Which model.
        public let model: ModelEvidence
    }

    /// A trained model, so that its answers can be made again.
    public struct ModelEvidence: Codable, Equatable, Sendable {
        /// What it is called.
        public let name: String
        /// Its network.
        public let architecture: String
        /// The SHA-256 digest of its weights' file, 64 hexadecimal digits.
        public let hash: String
    }

    /// A stage that refused.
    public struct Omission: Codable, Equatable, Sendable {
        /// The stage, such as “segmentation”.
        public let stage: String
        /// In a sentence.
        public let reason: String
    }
}

extension [Findings.Omission] {
    /// Each reason once, without its full stop, after all the stages that it holds for.
    var byReason: [(stages: String, reason: String)] {
        map(\.reason).withoutRepeats.map { reason in
            let stages = filter { $0.reason == reason }.map(\.stage).withoutRepeats
            return (
                stages.joined(separator: ", "), reason.hasSuffix(".") ? String(reason.dropLast()) : reason
            )
        }
    }
}
