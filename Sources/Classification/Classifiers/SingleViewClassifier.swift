public import Torch

/// System B: tells from one view. The article does not give the wiring; this is the usual one: backbone,
/// squeeze-and-excitation, global average, dropout, dense. A posterior view is seen as acquired.
public final class SingleViewClassifier: Module, Classifier {
    let backbone: any Layer
    let excitation: SqueezeExcitation
    let dropout: Dropout
    let head: Linear

    public var trunks: [any Layer] { [backbone] }

    /// Untrained, for images of one channel. One of the `outputs` is the logit of yes; several are those of classes.
    /// In training masks of `dropout` are drawn from `generator`.
    public init(
        _ backbone: BackboneArchitecture, outputs: Int = 1, dropout: Double = 0.5, using generator: Generator
    ) {
        let width = backbone.featureChannels
        self.backbone = backbone.make(channels: 1, using: generator)
        excitation = SqueezeExcitation(width, using: generator)
        self.dropout = Dropout(dropout, using: generator)
        head = Linear(width, outputs, initialisation: .glorotUniform, using: generator)
    }

    /// N×1×H×W to the backbone's N×C×h×w.
    public func features(_ x: Tensor) -> Tensor { backbone(x) }

    /// N×C×h×w to N×outputs.
    public func logits(_ features: Tensor) -> Tensor {
        head(dropout(excitation(features).globalAverage()))
    }
}
