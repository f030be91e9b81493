/// Which lesions a study asks for.
enum AskedLesions {
    /// All that can be seen.
    case visible
    /// Metastases longer than so many mm, whether they can be seen or not.
    case metastases(over: Double)
    /// Those of them that can be seen.
    case visibleMetastases(over: Double)

    func contains(_ lesion: CaseLesion) -> Bool {
        func isLarge(_ least: Double) -> Bool { lesion.isMalignant && lesion.millimetres > least }
        return switch self {
        case .visible: lesion.isVisible
        case .metastases(let least): isLarge(least)
        case .visibleMetastases(let least): isLarge(least) && lesion.isVisible
        }
    }
}
