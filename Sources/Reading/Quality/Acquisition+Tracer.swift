import Scintigraphy

extension Acquisition {
    /// Whether the tracer is a bisphosphonate with technetium-99m: pass where both are stated, fail where the
    /// file names another nuclide or agent, warn where it names none that is known here.
    var boneSeeker: Verdict {
        let stated = [radionuclide, radiopharmaceutical].compactMap { $0 }.map(TracerName.init)
        if stated.contains(where: { $0.isOtherNuclide || $0.isOtherAgent }) { return .fail }
        return stated.contains(where: \.isTechnetium) && stated.contains(where: \.isBisphosphonate)
            ? .pass : .warn
    }
}

/// What a file calls a nuclide, an agent or both: "Tc-99m MDP", "^99m^Technetium", "HDP".
private struct TracerName {
    /// In small letters; without signs between the parts of a nuclide, in `joined`.
    private let text, joined: String
    /// Parts between signs, without technetium where it is written in one with the agent.
    private let words: [String]

    init(_ name: String) {
        text = name.lowercased()
        joined = text.filter { $0.isLetter || $0.isNumber }
        words = text.split { !$0.isLetter && !$0.isNumber }.map { word in
            let prefix = Self.technetium.first(where: word.hasPrefix) ?? ""
            return String(word.dropFirst(prefix.count))
        }
    }

    var isTechnetium: Bool { Self.technetium.contains(where: joined.contains) }

    var isBisphosphonate: Bool {
        words.contains { Self.abbreviations.contains($0) } || Self.stems.contains(where: text.contains)
    }

    var isOtherNuclide: Bool {
        Self.otherElements.contains(where: text.contains)
            || Self.otherNuclides.contains { symbol, masses in
                masses.contains { joined.contains("\(symbol)\($0)") || joined.contains("\($0)\(symbol)") }
            }
    }

    var isOtherAgent: Bool {
        words.contains { Self.otherAbbreviations.contains($0) }
            || Self.otherStems.contains(where: text.contains)
    }

    private static let technetium = ["tc99m", "99mtc", "99tcm", "technetium99m", "99mtechnetium"]

    /// Medronate, oxidronate (by two names), butedronate, etidronate; then brands.
    private static let abbreviations: Set = [
        "mdp", "hdp", "hmdp", "dpd", "hedp", "medronate", "oxidronate", "teceos", "osteocis",
    ]
    /// Parts of chemical names, such as medronic acid or hydroxymethylene diphosphonate.
    private static let stems = ["medron", "oxidron", "butedron", "etidron", "phosphon"]

    private static let otherElements = [
        "fluor", "iod", "gallium", "indium", "thallium", "samarium", "strontium", "rhenium", "lutetium",
        "yttrium", "radium", "xenon", "krypton", "chromium", "copper", "zirconium", "rubidium",
    ]
    private static let otherNuclides = [
        "f": ["18"], "i": ["123", "124", "125", "131"], "ga": ["67", "68"], "in": ["111"], "tl": ["201"],
        "sm": ["153"], "sr": ["89"], "re": ["186", "188"], "lu": ["177"], "y": ["90"], "ra": ["223"],
        "xe": ["133"], "kr": ["81m"], "cr": ["51"], "cu": ["64"], "zr": ["89"], "rb": ["82"],
    ]

    private static let otherAbbreviations: Set = [
        "fdg", "naf", "mibi", "maa", "dtpa", "mag3", "dmsa", "pyp", "hmpao", "ecd", "ida", "hida", "bida",
        "psma", "mibg", "rbc", "hsa", "hig", "edtmp",
    ]
    private static let otherStems = [
        "sestamibi", "tetrofosmin", "aggregated", "pentet", "mertiatid", "succimer", "pertechnetate",
        "pyrophosphate", "exametazim", "bicisate", "colloid", "fenin", "iobenguan", "octreo", "dotat",
        "choline", "red blood", "leukocyte", "leucocyte", "albumin", "lexidronam",
    ]
}
