import DICOM
import Foundation
import TestSupport
import Testing

/// A program of others that takes DICOM objects, until it goes out of scope.
final class Node {
    let destination: StorageDestination
    private let process = Process()

    /// - Parameter arguments: what starts the program, given the port that it shall listen at.
    init(_ program: String, title: String = "PACS", arguments: (_ port: UInt16) throws -> [String]) throws {
        let port = try FreePort().number
        destination = try StorageDestination("\(title)@127.0.0.1:\(port)")
        process.executableURL = Peer.path(of: program)
        process.arguments = try arguments(port)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// Waits until it answers.
    func wait(until isReady: (StorageDestination) -> Bool) throws {
        let start = ContinuousClock.now
        while !isReady(destination) {
            try #require(
                process.isRunning && ContinuousClock.now - start < .seconds(30), "no peer to speak with")
            Thread.sleep(forTimeInterval: 0.05)
        }
    }

    deinit {
        // Threads that run tests may hold back every other signal, and their children inherit that.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}

/// A TCP port of this machine on which somebody listens and never says anything, while it is held.
final class FreePort {
    let number: UInt16
    private let descriptor: Int32

    init() throws {
        #if os(Linux)
            let opened = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let opened = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        descriptor = opened
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(opened, address, size) == 0 && listen(opened, 4) == 0
                    && getsockname(opened, address, &size) == 0
            }
        }
        number = UInt16(bigEndian: address.sin_port)
        guard isListening else { throw CocoaError(.featureUnsupported) }
    }

    deinit { close(descriptor) }
}
