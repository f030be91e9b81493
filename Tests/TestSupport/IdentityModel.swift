public import Foundation
public import Torch

/// A DDSRCNN that answers what it is given, as `train denoiser` would leave it: the middle weights of its first
/// channels are 1, all others 0.
public func writeIdentityModel(
    to file: URL, facts: [String: String] = [:], changing tensors: [String: Tensor] = [:]
) throws {
    let widths = [1, 64, 64, 128, 128, 256, 128, 128, 64, 64, 1]
    var weights: [String: Tensor] = [:]
    for layer in 1...10 {
        let (input, output, side) = (widths[layer - 1], widths[layer], layer == 10 ? 5 : 3)
        var kernel = [Float](repeating: 0, count: output * input * side * side)
        if [1, 2, 10].contains(layer) { kernel[side * side / 2] = 1 }
        weights["conv\(layer).weight"] = Tensor(kernel, shape: [output, input, side, side])
        weights["conv\(layer).bias"] = .zeros([output])
    }
    let own = ["name": "identity", "architecture": "ddsrcnn", "scaling": "mean", "software": "bonescan test"]
    try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try SafeTensors.write(
        weights.merging(tensors) { $1 }, metadata: own.merging(facts) { $1 }, to: file)
}
