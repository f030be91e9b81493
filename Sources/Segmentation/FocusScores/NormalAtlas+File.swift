public import Foundation
import Phantoms
import Scintigraphy
import Torch

extension NormalAtlas {
    private static let settingsFact = "normal atlas"

    /// Writes it as safetensors: `anterior.template`, and of each group, such as `anterior`, `anterior.female` or
    /// `anterior.female.1` (the second band of age), `mean`, `deviation` and `patients`.
    public func write(to file: URL) throws {
        let shape = [AtlasView.rows, AtlasView.columns]
        var tensors: [String: Tensor] = [:]
        for (view, template) in templates {
            tensors["\(view.rawValue).template"] = Tensor(template, shape: shape)
        }
        for (key, group) in groups {
            tensors["\(key.name).mean"] = Tensor(group.mean, shape: shape)
            tensors["\(key.name).deviation"] = Tensor(group.deviation, shape: shape)
            tensors["\(key.name).patients"] = Tensor([group.patients], shape: [1])
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try SafeTensors.write(
            tensors,
            metadata: [
                Self.settingsFact: String(decoding: try encoder.encode(settings), as: UTF8.self),
                "notice": "Research use only; not for diagnosis.",
            ], to: file)
    }

    /// Reads what ``write(to:)`` has written. Throws a sentence with the file where it is something else, or broken.
    public init(file: URL) throws {
        let tensors = try SafeTensors.read(file)
        guard let text = try SafeTensors.metadata(file)[Self.settingsFact],
            let settings = try? JSONDecoder().decode(Settings.self, from: Data(text.utf8))
        else {
            throw SegmentationError(
                "\(file.path) is no atlas of normal scans: its metadata do not say how it was made; give a file that was "
                    + "written as one")
        }
        do { try settings.check() } catch { throw SegmentationError("\(file.path): \(error)") }
        func image(_ name: String) throws -> [Float] {
            guard let tensor = tensors[name], tensor.shape == [AtlasView.rows, AtlasView.columns],
                tensor.dtype == .float32, tensor.isFinite
            else {
                throw SegmentationError(
                    "\(file.path): \(name) is no image of \(AtlasView.rows) × \(AtlasView.columns) numbers; copy the file "
                        + "again")
            }
            return tensor.floats
        }
        var templates: [View: [Float]] = [:]
        var groups: [Key: Group] = [:]
        for view in View.allCases where tensors["\(view.rawValue).template"] != nil {
            templates[view] = try image("\(view.rawValue).template")
            for key in Key.all(of: view, bands: settings.ageBands.count) {
                guard let patients = tensors["\(key.name).patients"], patients.shape == [1] else { continue }
                groups[key] = Group(
                    patients: patients.ints[0], mean: try image("\(key.name).mean"),
                    deviation: try image("\(key.name).deviation"))
            }
        }
        self.init(settings: settings, templates: templates, groups: groups)
    }
}

extension NormalAtlas.Key {
    fileprivate var name: String {
        ([view.rawValue, sex?.rawValue] + [band.map { "\($0)" }]).compactMap(\.self).joined(separator: ".")
    }

    /// All that there may be of a view.
    fileprivate static func all(of view: View, bands: Int) -> [Self] {
        [Self(view: view)]
            + Sex.allCases.flatMap { sex in
                [Self(view: view, sex: sex)]
                    + (0..<bands).map { Self(view: view, sex: sex, band: $0) }
            }
    }
}
