public import Foundation
import Torch

/// Writes weights with all kernels and matrices as 16-bit floats; vectors, such as biases and the statistics of
/// normalisations, keep their 32 bits, since a variance can be smaller than 16 bits hold.
///
/// - Parameters:
///   - file: safetensors; what they say about themselves is kept.
///   - output: safetensors that every reader of weights takes.
///   - overwriting: whether an earlier output may be replaced.
/// - Throws: one sentence that names the file, where it cannot be read, or holds a number beyond 65504.
public func halveWeights(of file: URL, to output: URL, overwriting: Bool = false) throws(ReadingError) {
    try checkPlace(of: output, overwriting: overwriting)
    try sayingWhatIsWrong {
        let halved = try SafeTensors.read(file).map { name, tensor in
            guard tensor.dtype == .float32, tensor.rank >= 2 else { return (name, tensor) }
            let half = tensor.to(.float16)
            guard half.isFinite else {
                throw ReadingError(
                    "\(file.path): \(name) holds numbers that 16 bits do not; keep the file as it is.")
            }
            return (name, half)
        }
        try SafeTensors.write(
            Dictionary(uniqueKeysWithValues: halved), metadata: SafeTensors.metadata(file), to: output)
    }
}
