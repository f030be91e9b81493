public import Foundation
public import Scintigraphy
public import Torch

/// A trained network that tells what each pixel of a view shows.
public protocol ViewSegmenter {
    /// What it is called.
    var name: String { get }
    /// What it is: `u-net`, or the method by which it learnt.
    var kind: String { get }
    /// The SHA-256 digest of its file, 64 hexadecimal digits.
    var hash: String { get }
    /// What its file says of itself.
    var facts: [String: String] { get }
    /// What it sees.
    var input: SegmenterInput { get }
    /// Whether it has learnt from labels; else it has nothing but clusters to tell.
    var knowsBones: Bool { get }
    /// The class of each of its clusters, as ``BoneClass`` numbers them, and `nil` for clusters without; `nil` where it
    /// has no clusters, or nobody has named them.
    var clusterClasses: [Int?]? { get }
    /// From which probability on a pixel is called a focus; `nil` where its file does not say.
    var focusThreshold: Double? { get }

    /// What each pixel of a view shows. Throws where the view holds no counts.
    ///
    /// - Parameters:
    ///   - view: as it was acquired.
    ///   - field: lets labels follow the edges of what is seen; `nil` for none.
    ///   - workers: how many threads the field may use.
    func segmentation(of view: CountImage, field: FullyConnectedCRF?, workers: Int) throws -> SegmentedView
}

/// Whether a file holds a segmenter of either kind, whatever else is wrong with it.
public func isViewSegmenter(_ file: URL) throws -> Bool {
    try TrainedUNet.isOne(file) || TrainedSegmenter.isOne(file)
}

/// The segmenter of a file that `bonescan train segmenter` or `bonescan train unet` has written.
///
/// Throws a sentence with the file where it holds none, or a broken one.
public func viewSegmenter(file: URL, device: Device = .cpu) throws -> any ViewSegmenter {
    try TrainedUNet.isOne(file)
        ? TrainedUNet(file: file, device: device) : TrainedSegmenter(file: file, device: device)
}
