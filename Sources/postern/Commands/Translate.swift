import ArgumentParser
import Foundation
import GatewayAPI
import JSON
import Kube
import Translate
import XDS
import YAML

/// `postern translate`: what the controller would say of resources in files, without a sandbox.
struct Translate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print resources with the status that the controller would write.",
        discussion: """
            Reads YAML or JSON: several documents, Lists, or resources grouped by kind under keys such as `gateways:` \
            and `httpRoutes:`. No sandbox is needed.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case yaml, json }

    @Option(name: [.customShort("f"), .long], help: "The file to read; - for standard input.")
    var file: [String]

    @Option(help: "The controller's configuration (envoy-gateway.yaml).")
    var config: String?

    @Option(name: .shortAndLong, help: "yaml or json.")
    var output = Format.yaml

    @Flag(help: "Print what each fleet of proxies would be told (xDS) instead.")
    var xds = false

    func run() throws {
        var documents: [JSON] = []
        let stored = StoredForm()
        for file in file { documents += try YAML.documents(read(file)).map { stored($0) } }
        let result = OfflineTranslation(
            documents, configuration: try configuration(documents), now: Date.now.formatted(.iso8601))
        for notice in result.translation.notices {
            complain("\(notice.kind) \(notice.name): \(notice.reason): \(notice.message)")
        }
        if xds {
            printXDS(result.translation)
            return
        }
        switch output {
        case .json:
            let list: JSON = ["apiVersion": "v1", "kind": "List", "items": .array(result.objects)]
            print(list.pretty())
        case .yaml: print(result.objects.map(YAML.text).joined(separator: "---\n"), terminator: "")
        }
    }

    private func printXDS(_ translation: Translation) {
        var fleets: [String: JSON] = [:]
        for (key, fleet) in translation.fleets {
            fleets[key.description] = Renderer.render(fleet.model).json
        }
        switch output {
        case .json: print(JSON.object(fleets).pretty())
        case .yaml: print(YAML.text(.object(fleets)), terminator: "")
        }
    }

    /// The file given, or the ConfigMap among the resources, or Envoy Gateway's defaults.
    private func configuration(_ documents: [JSON]) throws -> EnvoyGatewayConfiguration {
        var text: String?
        if let config {
            text = try read(config)
        } else {
            let map = documents.first { $0.kind == "ConfigMap" && $0.name == "envoy-gateway-config" }
            text = map?["data", "envoy-gateway.yaml"]?.string
        }
        guard let text else { return EnvoyGatewayConfiguration() }
        do {
            return try EnvoyGatewayConfiguration(json: YAML.document(text))
        } catch let problem as ConfigurationProblem {
            throw ValidationError(problem.message)
        }
    }

    private func read(_ path: String) throws -> String {
        if path == "-" {
            var text = ""
            while let line = readLine(strippingNewline: false) { text += line }
            return text
        }
        return try String(contentsOfFile: path, encoding: .utf8)
    }

    private func complain(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Array((text + "\n").utf8))
    }
}
