public import Torch

/// Attention Augmented Convolutional Networks. Bello, Zoph, Vaswani, Shlens, Le, ICCV 2019.
/// https://arxiv.org/abs/1904.09925
///
/// Beside what a convolution finds at each place stands what heads of attention find in the whole image:
/// softmax((Q·Kᵀ + rows + columns) / √d)·V, where rows and columns are products of the query with a trained vector
/// for the distance, down and to the right, from the place that asks to the place that answers.
///
/// Images of up to `extent` places share the vectors; a smaller image has the short distances only.
public final class AttentionAugmentedConv2d: Module, Layer {
    let convolution, projection, joined: Conv2d
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let relative_rows, relative_columns: Parameter
    let keys, values, heads: Int
    let extent: Pair

    /// From `input` to `output` channels, `values` of which come from attention by `keys` channels; both are shared
    /// out among the `heads`.
    public init(
        _ input: Int, _ output: Int, kernel: Int = 3, keys: Int, values: Int, heads: Int = 8,
        extent: Pair = Pair(32, 32), using generator: Generator
    ) {
        precondition(
            keys % heads == 0 && values % heads == 0 && values < output,
            "\(keys) keys and \(values) of \(output) values for \(heads) heads")
        convolution = Classification.convolution(
            input, output - values, kernel: kernel, bias: true, using: generator)
        projection = Classification.convolution(input, 2 * keys + values, bias: true, using: generator)
        joined = Classification.convolution(values, values, bias: true, using: generator)
        func distances(_ size: Int) -> Parameter {
            let std = 1 / Double(keys / heads).squareRoot()
            return Parameter(.normal([2 * size - 1, keys / heads], std: std, using: generator))
        }
        relative_rows = distances(extent.rows)
        relative_columns = distances(extent.columns)
        (self.keys, self.values, self.heads, self.extent) = (keys, values, heads, extent)
    }

    /// N×input×H×W to N×output×H×W.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let (count, rows, columns) = (x.shape[0], x.shape[2], x.shape[3])
        let parts = projection(x).split([keys, keys, values], dim: 1).map { part in
            part.reshaped(count, heads, -1, rows * columns).transposed(2, 3)
        }
        let relative = relativeLogits(parts[0].reshaped(count, heads, rows, columns, keys / heads))
        let seen = attention(
            query: parts[0], key: parts[1], value: parts[2],
            mask: relative / Double(keys / heads).squareRoot())
        let map = seen.transposed(2, 3).reshaped(count, values, rows, columns)
        return concatenate([convolution(x), joined(map)], dim: 1)
    }

    /// Queries N×heads×H×W×d to N×heads×(H·W)×(H·W): a row for each place that asks.
    private func relativeLogits(_ query: Tensor) -> Tensor {
        let (count, rows, columns) = (query.shape[0], query.shape[2], query.shape[3])
        let down = query.permuted(2, 0, 1, 3, 4).reshaped(rows, -1, keys / heads)
            .matmul(vectors(relative_rows.value, rows, of: extent.rows))
            .reshaped(rows, count, heads, columns, rows).permuted(1, 2, 0, 3, 4).unsqueezed(5)
        let right = query.permuted(3, 0, 1, 2, 4).reshaped(columns, -1, keys / heads)
            .matmul(vectors(relative_columns.value, columns, of: extent.columns))
            .reshaped(columns, count, heads, rows, columns).permuted(1, 2, 3, 0, 4).unsqueezed(4)
        return (down + right).reshaped(count, heads, rows * columns, rows * columns)
    }

    /// The vectors from each of `size` places to each: size×d×size.
    private func vectors(_ table: Tensor, _ size: Int, of extent: Int) -> Tensor {
        let distances = (0..<size).flatMap { from in (0..<size).map { $0 - from + extent - 1 } }
        return table.selected(Tensor(distances).to(table.device), dim: 0).reshaped(size, size, -1)
            .transposed(1, 2)
    }
}
