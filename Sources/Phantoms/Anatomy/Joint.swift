/// How a segment hangs on another: a frame on each, and turns between the frames.
///
/// Kept as OpenSim defines its joints (https://simtk.org/api_docs/opensim), in our axes and in mm.
struct Joint: Sendable {
    /// A turn about an axis by slope × coordinate + constant, in radians.
    struct Turn: Sendable {
        let coordinate: String
        let axis: SIMD3<Float>
        let slope, constant: Float
    }

    let parent, child: Segment
    /// The joint's frame in that of the parent and of the child.
    var parentFrame: Placement
    let childFrame: Placement
    /// In the order in which OpenSim writes them: each about the axes that the ones before have turned.
    let turns: [Turn]

    /// Where the child's frame lies, both sizes considered, given where the parent's lies.
    func placed(_ parent: Placement, _ angles: JointAngles, _ scales: SegmentScales) -> Placement {
        var (onParent, onChild) = (parentFrame, childFrame)
        onParent.translation *= scales[self.parent]
        onChild.translation *= scales[child]
        let turned = turns.reduce(parent * onParent) { frame, turn in
            let angle = turn.slope * (angles.radians(turn.coordinate) ?? 0) + turn.constant
            return frame * Placement(turningBy: angle, about: turn.axis)
        }
        return turned * onChild.backFromRigid
    }
}

extension Joint {
    /// Reads a joint of an OpenSim model; nil for the one that ties the pelvis to the ground.
    init?(_ element: Markup, _ file: SkeletonFile) throws(PhantomError) {
        let frames = element.all("PhysicalOffsetFrame")
        let bodies = Dictionary(
            Segment.allCases.map { ("/bodyset/\($0.model)", $0) }, uniquingKeysWith: { first, _ in first })
        func end(_ socket: String) throws(PhantomError) -> (body: String, frame: Placement) {
            let name = element[socket]?.word
            guard let frame = frames.first(where: { $0.attributes["name"] == name }),
                let body = frame["socket_parent"]?.word
            else { throw file.broken("a joint has no \(socket)") }
            let place = patientAxes(try Self.vector(frame["translation"], within: Self.metre, file))
            let euler = SIMD3<Float>(try Self.vector(frame["orientation"], within: Self.turn, file))
            return (
                body,
                Placement(translation: place) * Placement(turningBy: euler.x, about: Self.x)
                    * Placement(turningBy: euler.y, about: Self.y)
                    * Placement(turningBy: euler.z, about: Self.z)
            )
        }
        let (onParent, onChild) = (try end("socket_parent_frame"), try end("socket_child_frame"))
        if onParent.body == "/ground" { return nil }
        guard let parent = bodies[onParent.body], let child = bodies[onChild.body] else {
            throw file.broken("a joint ties \(onChild.body) to \(onParent.body)")
        }
        (self.parent, self.child, parentFrame, childFrame) = (parent, child, onParent.frame, onChild.frame)
        turns = try Self.turns(of: element, file)
    }

    /// OpenSim's axes in ours.
    private static let x = SIMD3<Float>(0, 0, 1), y = SIMD3<Float>(0, 1, 0), z = SIMD3<Float>(-1, 0, 0)

    /// The knee's turns that follow its flexion by splines, a few degrees at most, are left out.
    private static func turns(of element: Markup, _ file: SkeletonFile) throws(PhantomError) -> [Turn] {
        let names = element["coordinates"]?.children.compactMap { $0.attributes["name"] } ?? []
        switch element.name {
        case "WeldJoint": return []
        case "PinJoint" where names.count == 1:
            return [Turn(coordinate: names[0], axis: z, slope: 1, constant: 0)]
        case "UniversalJoint" where names.count == 2:
            return [
                Turn(coordinate: names[0], axis: x, slope: 1, constant: 0),
                Turn(coordinate: names[1], axis: y, slope: 1, constant: 0),
            ]
        case "CustomJoint":
            var turns: [Turn] = []
            for axis in element.all("TransformAxis")
            where axis.attributes["name"]?.hasPrefix("rotation") == true {
                guard let function = axis["LinearFunction"], let line = function["coefficients"] else {
                    continue
                }
                let coefficients = try line.numbers(of: file)
                let way = patientAxes(try vector(axis["axis"], within: 1.001, file))
                guard coefficients.count == 2, coefficients.allSatisfy({ abs($0) <= turn }), way.length > 0
                else {
                    throw file.broken("a joint turns about no axis or by more than a turn")
                }
                turns.append(
                    Turn(
                        coordinate: axis["coordinates"]?.word ?? "", axis: unit(way),
                        slope: Float(coefficients[0]), constant: Float(coefficients[1])))
            }
            return turns
        default: throw file.broken("it has a joint of the unknown kind \(element.name)")
        }
    }

    /// No number of a body is larger: a metre, and a whole turn in radians.
    private static let metre = 1.0, turn = 7.0

    private static func vector(
        _ element: Markup?, within limit: Double, _ file: SkeletonFile
    ) throws(PhantomError) -> SIMD3<Double> {
        guard let numbers = try element?.numbers(of: file), numbers.count == 3 else {
            throw file.broken("a vector has not three numbers")
        }
        guard numbers.allSatisfy({ abs($0) <= limit }) else {
            throw file.broken("a vector has a number beyond \(limit)")
        }
        return SIMD3(numbers[0], numbers[1], numbers[2])
    }
}
