import ArgumentParser

@main
struct Postern: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "postern",
        abstract: "Envoy Gateway on a laptop, with no cluster.",
        version: "0.1.0",
        subcommands: [
            Up.self, Down.self, Serve.self, Run.self, Status.self, KubeconfigCommand.self, Logs.self, Doctor.self,
            ConfigDumpCommand.self, Translate.self,
        ])
}
