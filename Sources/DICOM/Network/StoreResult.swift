public import Foundation

/// What became of a file that was sent.
public struct StoreResult: Equatable, Sendable {
    /// The file.
    public let file: URL
    /// How it ended.
    public let outcome: Outcome

    /// How sending a file ended.
    public enum Outcome: Equatable, Sendable {
        /// The other node has it.
        case stored
        /// The other node has it, and remarks something, such as that it changed elements.
        case storedWithWarning(String)
        /// The other node answered that it does not keep it, and why.
        case refused(String)
        /// It was not sent, or no answer came, and why.
        case failed(String)
    }

    /// Whether the other node has it.
    public var isStored: Bool {
        switch outcome {
        case .stored, .storedWithWarning: true
        case .refused, .failed: false
        }
    }

    /// One line for people.
    public var sentence: String {
        let name = file.lastPathComponent
        return switch outcome {
        case .stored: "\(name): stored"
        case .storedWithWarning(let remark): "\(name): stored, with a warning: \(remark)"
        case .refused(let reason): "\(name): refused: \(reason)"
        case .failed(let reason): "\(name): not stored: \(reason)"
        }
    }
}

extension StoreResult.Outcome {
    /// Of a C-STORE's status (PS3.4 table B.2-1, PS3.7 annex C).
    init(status: UInt16) {
        let digits = String(status, radix: 16, uppercase: true)
        let number = "status 0x" + String(repeating: "0", count: 4 - digits.count) + digits
        switch status {
        case 0x0000: self = .stored
        case 0xB000: self = .storedWithWarning("it changed elements (\(number))")
        case 0xB006: self = .storedWithWarning("it left out elements (\(number))")
        case 0xB007: self = .storedWithWarning("the data set does not match its kind of object (\(number))")
        case 0x0001, 0x0107, 0x0116, 0xB001...0xBFFF:
            self = .storedWithWarning("it warns without saying why (\(number))")
        case 0x0110: self = .refused("it could not process the object (\(number))")
        case 0x0111: self = .refused("it has an object of this identity already (\(number))")
        case 0x0117: self = .refused("it finds the object's identity invalid (\(number))")
        case 0x0122: self = .refused("it does not take this kind of object (\(number))")
        case 0x0124: self = .refused("it does not authorise us (\(number))")
        case 0xA700...0xA7FF: self = .refused("it is out of resources; try again later (\(number))")
        case 0xA900...0xA9FF:
            self = .refused("the data set does not match its kind of object (\(number))")
        case 0xC000...0xCFFF: self = .refused("it cannot understand the object (\(number))")
        default: self = .refused(number)
        }
    }
}
