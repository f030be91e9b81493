extension CountImage {
    /// In what a view is unlike the whole bodies in counts that models learn from, a sentence each: displays are not counts,
    /// and a spot view is not a body.
    public var cautions: [String] {
        var found: [String] = []
        if case .notForQuantification(let reason) = meaning {
            found.append(
                "the \(view.rawValue) view is a display (\(reason)): a model that learnt from counts was not made for it"
            )
        }
        if rows < 2 * columns {
            found.append(
                "the \(view.rawValue) view of \(rows) x \(columns) pixels is no whole body: no model has learnt from such"
            )
        }
        return found
    }
}
