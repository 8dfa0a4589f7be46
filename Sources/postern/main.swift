import ArgumentParser

struct Postern: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "postern", abstract: "Envoy Gateway on a laptop, without a cluster.",
        subcommands: [Translate.self])
}

Postern.main()
