import CCairo
import CPNG
import Foundation

/// Where cairo's streams and libpng put their bytes.
final class ByteSink {
    private(set) var data = Data()

    /// What cairo is handed, to call ``write`` with.
    var closure: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    static let write: cairo_write_func_t = { sink, bytes, count in
        guard let sink, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
        Unmanaged<ByteSink>.fromOpaque(sink).takeUnretainedValue().data.append(bytes, count: Int(count))
        return CAIRO_STATUS_SUCCESS
    }

    /// The same for libpng.
    static let take: cp_sink = { sink, bytes, count in _ = write(sink, bytes, UInt32(count)) }
}
