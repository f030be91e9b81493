import Foundation

extension ModelFolder {
    /// The models of hot spots that are shipped: hot-spots/model.json.
    ///
    /// Throws one sentence where there are none, or they cannot be read.
    public func hotSpotModel() throws(ReadingError) -> HotSpotModel {
        try HotSpotModel(file: url.appending(path: "hot-spots/\(HotSpotModel.file)"))
    }
}
