public import Testing

extension Tag {
    /// A peer's numbers, kept in a file.
    @Tag public static var golden: Self
    /// Runs a peer (pydicom, DCMTK, scikit-image) live; skipped with a reason where it is absent.
    @Tag public static var peer: Self
    /// Round trips, symmetries and invariants over seeded random cases.
    @Tag public static var property: Self
}
