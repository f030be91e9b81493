import DICOM

extension QualityControl {
    /// Why nothing that models say of a scan should be told: they know whole bodies alone, and which side is which; `nil`
    /// where it may.
    static func doubt(of checks: [QualityCheck], _ sources: [ViewSource]) -> String? {
        if isSpotView(sources) {
            return "these are spot views, and the models have learnt from whole bodies alone"
        }
        func failed(_ name: String) -> QualityCheck? {
            checks.first { $0.name == name && $0.verdict == .fail }
        }
        if let check = checks.first(where: {
            $0.name.hasPrefix(pixelSizeName) && $0.value ?? 0 >= coarseMillimetres
        }) {
            return "the pixels are too coarse for what the models have learnt from: \(check.measured)"
        }
        if let check = failed(likenessName) {
            return "this does not look like a whole-body bone scan: \(check.measured)"
        }
        return [orderName, facingName].lazy.compactMap(failed).first.map {
            "\($0.measured), so that sides would be wrong; correct the file and read it again"
        }
    }
}
