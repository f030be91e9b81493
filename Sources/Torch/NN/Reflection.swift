/// A tensor of a module.
enum Leaf {
    case parameter(Parameter)
    case buffer(Buffer)
}

/// What a property of a module may hold; an array's elements are numbered from zero.
private enum Content {
    case leaf(Leaf)
    case module(Module)
    case list([Any])

    /// `nil` for everything else, such as numbers, plain tensors and absent optionals.
    init?(_ value: Any) {
        switch value {
        case let parameter as Parameter: self = .leaf(.parameter(parameter))
        case let buffer as Buffer: self = .leaf(.buffer(buffer))
        case let module as Module: self = .module(module)
        case let modules as [Module?]: self = .list(modules.map { $0 as Any })
        case let parameters as [Parameter?]: self = .list(parameters.map { $0 as Any })
        case let buffers as [Buffer?]: self = .list(buffers.map { $0 as Any })
        case let lists as [[Module]]: self = .list(lists)
        case let lists as [[Parameter]]: self = .list(lists)
        default: return nil
        }
    }
}

extension Module {
    /// The tensors below this module by their dotted names, in declaration order, inherited ones first.
    var leaves: [(name: String, leaf: Leaf)] {
        contents.flatMap { name, content -> [(String, Leaf)] in
            switch content {
            case .leaf(let leaf): [(name, leaf)]
            case .module(let module): module.leaves.map { ("\(name).\($0)", $1) }
            case .list: []
            }
        }
    }

    /// The modules directly below this one.
    var children: [(name: String, module: Module)] {
        contents.compactMap { name, content in
            if case .module(let module) = content { (name, module) } else { nil }
        }
    }

    /// What the properties hold, lists laid flat.
    private var contents: [(String, Content)] {
        var found: [(String, Content)] = []
        func add(_ value: Any, _ name: String) {
            guard let content = Content(value) else { return }
            guard case .list(let elements) = content else { return found.append((name, content)) }
            for (index, element) in elements.enumerated() { add(element, "\(name).\(index)") }
        }
        for mirror in sequence(first: Mirror(reflecting: self), next: \.superclassMirror).reversed() {
            for child in mirror.children { add(child.value, child.label ?? "") }
        }
        return found
    }
}
