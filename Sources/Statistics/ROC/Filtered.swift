extension Array {
    /// The elements whose label is `wanted`.
    func filtered(by labels: [Bool], _ wanted: Bool) -> [Element] {
        zip(self, labels).compactMap { $1 == wanted ? $0 : nil }
    }
}
