import ArgumentParser

@main
struct Bonescan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads, restores and measures whole-body bone scans. Research use only.",
        subcommands: [])
}
