func dot<Scalar: FloatingPoint>(_ a: SIMD3<Scalar>, _ b: SIMD3<Scalar>) -> Scalar { (a * b).sum() }

func cross<Scalar: FloatingPoint>(_ a: SIMD3<Scalar>, _ b: SIMD3<Scalar>) -> SIMD3<Scalar> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}

func unit<Scalar: FloatingPoint>(_ a: SIMD3<Scalar>) -> SIMD3<Scalar> { a / a.length }

extension SIMD3 where Scalar: FloatingPoint {
    var length: Scalar { dot(self, self).squareRoot() }
}
