public import Scintigraphy

extension QualityControl {
    /// What a scan would be set aside for, or taken again: whatever fails, and counts, field of view, delay and energy
    /// window that are known not to be as they should; what a file does not say is no fault.
    /// Of header and pixels alone, not of what they show.
    public func faults(of scan: BoneScan) -> [String] {
        let grave = ["Counts", "Field of view", "Injection to imaging", "Energy window"]
        var names: [String] = []
        for check in facts(of: scan, sources: []) {
            let name = String(check.name.prefix { $0 != "," })
            let isFault =
                check.verdict == .fail
                || (check.verdict == .warn && check.value != nil && grave.contains(name))
            if isFault, !names.contains(name) { names.append(name) }
        }
        return names
    }
}
