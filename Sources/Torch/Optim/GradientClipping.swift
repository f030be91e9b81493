import CTorch

/// Scales all gradients of a module by one factor so that their global Euclidean norm is at most `maximum`.
///
/// On the difficulty of training recurrent neural networks. Pascanu, Mikolov, Bengio, ICML 2013.
/// As `torch.nn.utils.clip_grad_norm_`. Returns the norm before clipping, a tensor of no dimensions: reading
/// its number is what would make a GPU wait. Where there is no gradient, the norm is 0.
@discardableResult
public func clipGradients(of module: Module, norm maximum: Double) -> Tensor {
    let ready = module.parameters.map(\.parameter).filter { $0.gradient != nil }
    if ready.isEmpty { return .zeros([]) }
    let raw: [ct_tensor?] = ready.map(\.value.raw)
    return withExtendedLifetime(ready) { Tensor(ct.clip_gradients_(raw, raw.count, maximum)) }
}
