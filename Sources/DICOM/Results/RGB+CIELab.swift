import Foundation
import Scintigraphy

extension RGB {
    /// L*, a* and b* under daylight, as 16-bit words of DICOM: L* from 0 to 100, the others from -128 to 127 (PS3.3
    /// C.10.7.1.1). sRGB by IEC 61966-2-1, CIE L*a*b* by ISO 11664-4, white D65 as other DICOM programs take it.
    var cieLab: [UInt16] {
        let (r, g, b) = (Self.linear(red), Self.linear(green), Self.linear(blue))
        let x = Self.compressed((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047)
        let y = Self.compressed(0.2126 * r + 0.7152 * g + 0.0722 * b)
        let z = Self.compressed((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
        let shares = [(116 * y - 16) / 100, (500 * (x - y) + 128) / 255, (200 * (y - z) + 128) / 255]
        return shares.map { UInt16((min(max($0, 0), 1) * 65_535).rounded()) }
    }

    private static func linear(_ component: UInt8) -> Double {
        let share = Double(component) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }

    private static func compressed(_ share: Double) -> Double {
        share > 216.0 / 24_389 ? cbrt(share) : (841.0 / 108) * share + 4.0 / 29
    }
}
