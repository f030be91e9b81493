/// One step of a reading, from a typed input to a typed output.
struct Stage<Input, Output> {
    let name: String
    /// What is done, in words or by the name of the paper.
    let method: String
    let parameters: [String: String]
    /// The trained model that does it; `nil` where none does.
    var model: Findings.ModelEvidence?
    let work: (Input) throws -> Output

    /// The output, and the evidence of how it came about.
    func run(
        _ input: Input, software: String, clock: some Clock<Duration>
    ) throws -> (output: Output, evidence: StageEvidence) {
        let start = clock.now
        let output = try work(input)
        let time = start.duration(to: clock.now)
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
        return (
            output,
            StageEvidence(
                name: name, method: method, parameters: parameters, model: model, software: software,
                seconds: seconds)
        )
    }
}

/// How one step of a reading was done.
public struct StageEvidence: Codable, Equatable, Sendable {
    /// The step, such as “restoration”.
    public let name: String
    /// What was done, in words or by the name of the paper.
    public let method: String
    /// Its settings by name.
    public let parameters: [String: String]
    /// The trained model that did it; `nil` where none did.
    public let model: Findings.ModelEvidence?
    /// Name and version of the program.
    public let software: String
    /// How long it took. The one thing in a report that differs between two equal readings.
    public let seconds: Double
}
