import Torch

/// Takes batches to where the network is, those of several steps at once.
///
/// A copy to a GPU waits for all that the GPU has been told to do; one copy for many steps keeps it busy.
struct Feed {
    private let queue: BatchQueue
    private let device: Device
    private let stepsPerCopy: Int
    private var loaded: [[Tensor]] = []

    init(_ queue: BatchQueue, to device: Device) {
        self.queue = queue
        self.device = device
        stepsPerCopy = device == .cpu ? 1 : 32
    }

    /// The tensors of the next step, of which `left` are still to come.
    mutating func next(left: Int) throws -> [Tensor] {
        if loaded.isEmpty {
            let batches = try (0..<min(stepsPerCopy, left)).map { _ in try queue.next() }
            loaded = copied(batches).reversed()
        }
        return loaded.removeLast()
    }

    /// For each batch its tensors.
    private func copied(_ batches: [Batch]) -> [[Tensor]] {
        let columns = batches[0].arrays.indices.map { column in
            let shape = batches[0].arrays[column].shape
            let values = batches.flatMap { $0.arrays[column].values }
            return Tensor(values, shape: [batches.count] + shape).to(device)
        }
        return batches.indices.map { row in columns.map { $0[row] } }
    }
}
