import Figures
import Foundation
import Scintigraphy
import Torch

/// What simulation leaves beside a scan: mean.safetensors, regions-anterior.png, lesions-anterior.png and so on.
struct TruthFiles {
    private let folder: URL

    init(beside file: URL) { folder = file.deletingLastPathComponent() }

    /// The expected counts of these images; `nil` where there is no such file.
    func mean(of images: [CountImage]) throws -> [CountImage]? {
        let file = folder.appending(path: "mean.safetensors")
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        let tensors = try SafeTensors.read(file)
        return try images.map { image in
            guard let tensor = tensors[image.view.rawValue], tensor.dtype == .float32,
                tensor.shape == [image.rows, image.columns]
            else {
                throw TrainingError(
                    "\(file.path) holds no 32-bit \(image.view.rawValue) view of \(image.rows) × \(image.columns) "
                        + "pixels, as the scan does; simulate the patient again, or remove it")
            }
            return CountImage(
                rows: image.rows, columns: image.columns, pixels: tensor.floats, view: image.view,
                spacing: image.spacing, meaning: .processedCounts)
        }
    }

    /// The masks of these images, whose files' names begin with `what`; `nil` where one is missing.
    func masks(_ what: String, of images: [CountImage]) throws -> [LabelImage]? {
        var masks: [LabelImage] = []
        for image in images {
            let file = folder.appending(path: "\(what)-\(image.view.rawValue).png")
            guard let data = try? Data(contentsOf: file) else { return nil }
            do {
                masks.append(
                    try LabelImage(png: data, rows: image.rows, columns: image.columns, view: image.view))
            } catch {
                throw TrainingError("\(file.path): \(error)")
            }
        }
        return masks
    }
}
