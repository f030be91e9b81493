/// What a study tells and asks while it works, from any thread.
public struct StudyWatcher: Sendable {
    /// Told before each stage: what is counted, how many there are, and how many an earlier run has finished.
    public var begin: @Sendable (_ unit: String, _ total: Int, _ done: Int) -> Void
    /// Told after each of them.
    public var advance: @Sendable () -> Void
    /// Told a sentence that the user should read.
    public var note: @Sendable (String) -> Void
    /// Asked between two steps: whether to end here, keeping what is finished.
    public var shouldStop: @Sendable () -> Bool

    /// Does nothing that is not given.
    public init(
        begin: @escaping @Sendable (_ unit: String, _ total: Int, _ done: Int) -> Void = { _, _, _ in },
        advance: @escaping @Sendable () -> Void = {}, note: @escaping @Sendable (String) -> Void = { _ in },
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) {
        self.begin = begin
        self.advance = advance
        self.note = note
        self.shouldStop = shouldStop
    }

    /// Throws where the study is asked to end.
    public func goOn() throws(StudyStopped) {
        if shouldStop() { throw StudyStopped() }
    }
}

/// The study was asked to end: what is finished is kept.
public struct StudyStopped: Error {
    /// There is no more to tell.
    public init() {}
}
