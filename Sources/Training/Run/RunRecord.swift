/// Where a run's weights come from: run.json.
public struct RunRecord: Codable, Equatable, Sendable {
    /// What the weights may be used for.
    public var notice = "Research use only; not for diagnosis."
    /// The program and its version.
    public var software: String
    /// The commit of the program's source; `nil` where it is not known.
    public var commit: String?
    /// Decides first weights, batches and augmentation.
    public var seed: UInt64
    /// What was learnt from: a cohort's fingerprint.
    public var cohort: String
    /// One for each time that the run was begun or resumed.
    public var sessions: [Session]

    /// Some steps without interruption.
    public struct Session: Codable, Equatable, Sendable {
        /// Where the network was.
        public var device: String
        /// When it began, as ISO 8601 has it.
        public var began: String
        /// The steps made before.
        public var fromStep: Int
        /// When it ended; `nil` where it was killed or still goes on.
        public var ended: String?
        /// The steps made then.
        public var toStep: Int?

        /// Begins at `fromStep`.
        public init(device: String, began: String, fromStep: Int = 0) {
            self.device = device
            self.began = began
            self.fromStep = fromStep
        }
    }

    /// A run that begins now.
    public init(software: String, commit: String?, seed: UInt64, cohort: String, session: Session) {
        self.software = software
        self.commit = commit
        self.seed = seed
        self.cohort = cohort
        sessions = [session]
    }
}
