import Foundation

/// Writes to standard error what it takes: one that is closed or full stops no work.
func tell(_ words: String) {
    try? FileHandle.standardError.write(contentsOf: Data(words.utf8))
}

/// Opens the null device for each standard stream that is closed, lest a file gets its number and its words; a pipe whose
/// reader has gone ends no work.
func openClosedStreams() {
    signal(SIGPIPE, SIG_IGN)
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
        _ = open("/dev/null", O_RDWR)  // the lowest free number
    }
}
