import Foundation
import TestSupport
import Testing
import Torch

@Suite struct SafeTensorsTests {
    let peer = fixture("torch/every_dtype.safetensors")

    @Test(.tags(.golden)) func readsEveryTypeThatThePeerWrites() throws {
        let tensors = try SafeTensors.read(peer)
        #expect(tensors.count == DType.allCases.count + 3)
        for dtype in DType.allCases {
            let tensor = try #require(tensors["b.\(dtype)"])
            #expect(tensor.dtype == dtype && tensor.shape == [1, 3] && tensor.ints == [0, 1, 1])
        }
        #expect(tensors["a.scalar"]?.item == 1.5)
        #expect(tensors["a.empty"]?.shape == [0, 3])
        #expect(tensors["a \"quoted\"\n\u{1} ä"]?.floats == [2.5])
        #expect(try SafeTensors.metadata(peer)["made_by"]?.hasPrefix("safetensors ") == true)
    }

    @Test(.tags(.golden)) func writesTheBytesThatThePeerWrites() throws {
        try withTemporaryFolder { folder in
            let copy = folder.appending(path: "copy.safetensors")
            try SafeTensors.write(SafeTensors.read(peer), metadata: SafeTensors.metadata(peer), to: copy)
            #expect(try Data(contentsOf: copy) == Data(contentsOf: peer))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
        }
    }

    @Test(.tags(.property)) func whatIsWrittenIsReadBack() throws {
        let generator = Generator(seed: 11)
        let tensors = [
            "x": Tensor.normal([3, 4], using: generator).transposed(0, 1),
            "channels last": Tensor.normal([2, 3, 4, 5], using: generator).channelsLast(),
            "half": Tensor.normal([7], using: generator).to(.float16),
        ]
        let metadata = ["by": "us", "quotes": "\"\\\n\u{7}\u{1F9B4}"]
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "x.safetensors")
            for _ in 0..<2 { try SafeTensors.write(tensors, metadata: metadata, to: file) }
            let read = try SafeTensors.read(file)
            for (name, tensor) in tensors { #expect(read[name]?.floats == tensor.floats) }
            #expect(try SafeTensors.metadata(file) == metadata)
        }
    }

    /// The memory of a read tensor is the file's, but writing to it is not writing to the file.
    @Test func tensorsOutliveTheirFileAndLeaveItAlone() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "x.safetensors")
            try SafeTensors.write(["weight": .ones([2, 3]), "bias": .zeros([2])], to: file)
            let before = try Data(contentsOf: file)
            let read = try #require(try SafeTensors.read(file)["weight"])
            let linear = Linear(3, 2, using: Generator(seed: 0))
            try linear.load(SafeTensors.read(file))
            #expect(try Data(contentsOf: file) == before)
            try FileManager.default.removeItem(at: file)
            #expect(read.sum().item == 6)
        }
    }

    @Test func aFolderThatIsNotThereCannotBeWrittenTo() {
        let file = URL(filePath: "/nowhere/at/all.safetensors")
        #expect { try SafeTensors.write(["x": .ones([1])], to: file) } throws: {
            "\($0)".hasPrefix("/nowhere/at/all.safetensors cannot be written: ")
        }
    }

    // MARK: Bad files

    static let f32 = #""dtype":"F32","shape":[2],"data_offsets":[0,8]"#

    /// Headers, each followed by eight bytes of numbers, and a piece of the sentence they are refused with.
    static let headers: [(String, String)] = [
        ("", "does not begin with a brace"),
        ("   {}", "does not begin with a brace"),
        ("not JSON", "does not begin with a brace"),
        (#"{"x":{\#(f32)}"#, "has no }"),
        (#"{"x":{\#(f32)}} {}"#, "goes on after its end"),
        (#"{"x":{\#(f32)},}"#, "has no \""),
        (#"{"x" {\#(f32)}}"#, "has no :"),
        (
            #"{"x":{"dtype":"F32","shape":[0,4611686018427387904,4],"data_offsets":[0,0]}}"#,
            "0 bytes cannot be tensor x"
        ),
        (
            #"{"x":{"dtype":"F32","shape":[\#([String](repeating: "1", count: 65).joined(separator: ","))],"data_offsets":[0,4]}}"#,
            "65 dimensions"
        ),
        (#"{"x":[1]}"#, "has no {"),
        (#"{"x":{\#(f32)},"x":{\#(f32)}}"#, "names tensor x twice"),
        (#"{"x":{\#(f32),"dtype":"F32"}}"#, "second dtype for tensor x"),
        (#"{"x":{\#(f32),"colour":1}}"#, "unexpected or second colour for tensor x"),
        (#"{"x":{"dtype":"F32","shape":[2]}}"#, "lacks dtype, shape or data_offsets for tensor x"),
        (#"{"x":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}}"#, "tensor x of type F8_E4M3"),
        (
            #"{"x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#,
            "not a whole number in the shape of tensor x"
        ),
        (#"{"x":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}"#, "has no ]"),
        (#"{"x":{"dtype":"F32","shape":[2e0],"data_offsets":[0,8]}}"#, "has no ]"),
        (#"{"x":{"dtype":"F32","shape":[02],"data_offsets":[0,8]}}"#, "not a whole number in the shape"),
        (#"{"x":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}"#, "not a whole number"),
        (
            #"{"x":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}"#,
            "8 bytes cannot be tensor x"
        ),
        (
            #"{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#,
            "8 bytes cannot be tensor x, [3] of float32"
        ),
        (#"{"x":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#, "not a beginning and an end"),
        (#"{"x":{"dtype":"F32","shape":[2],"data_offsets":[0]}}"#, "not a beginning and an end"),
        (
            #"{"x":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}"#,
            "tensor x ends at byte 16, the file at 8"
        ),
        (#"{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, "tensor x at byte 4 leaves a hole"),
        (#"{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, "4 bytes after its last tensor"),
        ("{}", "8 bytes after its last tensor"),
        (
            #"{"x":{\#(f32)},"y":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
            "tensor y at byte 4 overlaps the one before it"
        ),
        (#"{"x\u00":{\#(f32)}}"#, "escape that JSON does not know"),
        (#"{"x\ud800y":{\#(f32)}}"#, "escape that JSON does not know"),
        ("{\"x\u{1}\":{\(f32)}}", "control character"),
        (#"{"x"#, "ends in the middle of a string"),
        (#"{"__metadata__":{"a":1},"x":{\#(f32)}}"#, "has no \""),
        (#"{"__metadata__":{"a":"1","a":"2"},"x":{\#(f32)}}"#, "metadata a twice"),
        (#"{"__metadata__":{},"__metadata__":{},"x":{\#(f32)}}"#, "has two __metadata__"),
        (String(repeating: #"{"x":"#, count: 100_000), "unexpected or second x"),
    ]

    @Test(arguments: headers) func refusesAWrongHeader(header: String, reason: String) throws {
        try expectRefusal(length(header.utf8.count) + Data(header.utf8) + Data(count: 8), reason)
    }

    /// Whole files.
    @Test(arguments: [
        (Data(), "is empty"),
        (Data([1, 2, 3]), "its 3 bytes cannot hold a header's length"),
        (length(100) + Data("{}".utf8), "is cut off: of a header of 100 bytes 2 are left"),
        (length(100_000_001) + Data(count: 64), "beyond reason"),
        (Data(repeating: 0xFF, count: 64), "beyond reason"),
        (length(4) + Data([0x7B, 0x22, 0xFF, 0x22]), "is not UTF-8"),
    ]) func refusesAWrongFile(content: Data, reason: String) throws {
        try expectRefusal(content, reason)
    }

    @Test func refusesWhatIsNoFile() throws {
        try withTemporaryFolder { folder in
            expectFailure(folder, "is not a regular file")
            expectFailure(folder.appending(path: "absent"), "No such file or directory")
        }
    }

    /// Cut anywhere, a file is refused; with a byte changed, it is read or refused, and nothing else happens.
    @Test(.tags(.property)) func damagedFilesAreRefusedOrRead() throws {
        let whole = try Data(contentsOf: peer)
        let random = Generator(seed: 12)
        let places = Tensor.uniform([300], in: 0..<Double(whole.count), using: random).ints
        let bytes = Tensor.uniform([300], in: 0..<256, using: random).to(.uint8).array(of: UInt8.self)
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "damaged.safetensors")
            for end in stride(from: 0, to: whole.count, by: 13) {
                try whole.prefix(end).write(to: file)
                #expect(throws: SafeTensors.Failure.self) { try SafeTensors.read(file) }
            }
            for (place, byte) in zip(places, bytes) {
                var damaged = whole
                damaged[place] = byte
                try damaged.write(to: file)
                for (_, tensor) in (try? SafeTensors.read(file)) ?? [:] { _ = tensor.floats }
            }
        }
    }

    private func expectRefusal(_ content: Data, _ reason: String) throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "bad.safetensors")
            try content.write(to: file)
            expectFailure(file, reason)
        }
    }

    private func expectFailure(_ file: URL, _ reason: String) {
        #expect { try SafeTensors.read(file) } throws: { error in
            error is SafeTensors.Failure && "\(error)".hasPrefix(file.path) && "\(error)".contains(reason)
        }
    }
}

/// As a file announces the size of its header.
private func length(_ count: Int) -> Data { withUnsafeBytes(of: UInt64(count).littleEndian) { Data($0) } }
