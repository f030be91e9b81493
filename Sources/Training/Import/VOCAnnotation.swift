import Foundation

/// What BS-80K's boxes in a picture are called: its XML is in the form of Pascal VOC, each object with a name.
struct VOCAnnotation {
    /// Whether an object is called abnormal.
    let hasAbnormalObject: Bool

    private static let largestFile = 1 << 20

    /// Nil where there is no such file. Throws where it is broken or names objects otherwise than Normal and Abnormal.
    init?(_ file: URL) throws(TrainingError) {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        guard let data = try? Data(contentsOf: file), data.count <= Self.largestFile else {
            throw TrainingError("\(file.path) cannot be read, or has more than 1 MB; mend or remove it")
        }
        let text = String(decoding: data, as: UTF8.self)
        guard text.contains("<annotation"), text.contains("</annotation>") else {
            throw TrainingError("\(file.path) is no whole annotation in XML; mend or remove it")
        }
        var isAbnormal = false
        for match in text.matches(of: /<name>\s*([^<]*?)\s*<\/name>/) {
            switch match.1.lowercased() {
            case "abnormal": isAbnormal = true
            case "normal": continue
            default:
                throw TrainingError(
                    "\(file.path) calls an object “\(match.1.prefix(40))”, neither Normal nor Abnormal; mend it"
                )
            }
        }
        hasAbnormalObject = isAbnormal
    }
}
