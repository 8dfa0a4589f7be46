import ArgumentParser
import JSON
import Sandbox

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show a sandbox: where it answers, and what is in the way.")

    @OptionGroup var options: SandboxOptions

    func run() async throws {
        guard let run = options.state.running() else {
            print("Sandbox \(options.name) is not running. Start it: postern up\(options.name == "postern" ? "" : " --name \(options.name)")")
            throw ExitCode(1)
        }
        let client = try ControlClient(state: options.state, port: run.apiPort)
        let status = try await client.json("/postern/status")
        print("Sandbox     \(options.name) (pid \(run.pid))\(run.isReady ? "" : ", starting")")
        print("API server  https://127.0.0.1:\(run.apiPort)")
        print("Context     \(Serve.context(options.name)) in \(run.kubeconfig ?? "-")")
        print("State       \(options.state.path)")
        let gateways = (try? await client.json("/apis/gateway.networking.k8s.io/v1/gateways"))?["items"]?.array ?? []
        for gateway in gateways { show(gateway, services: status["services"]?.array ?? []) }
    }

    private func show(_ gateway: JSON, services: [JSON]) {
        let metadata = gateway["metadata"] ?? [:]
        let name = "\(metadata["namespace"]?.string ?? "")/\(metadata["name"]?.string ?? "")"
        let addresses = (gateway["status", "addresses"]?.array ?? []).compactMap { $0["value"]?.string }
        let programmed = gateway["status", "conditions"]?.array?.first { $0["type"]?.string == "Programmed" }
        let shown = addresses.isEmpty ? "no address" : addresses.joined(separator: ", ")
        print("Gateway     \(name)  \(shown)  Programmed=\(programmed?["status"]?.string ?? "Unknown")")
        if programmed?["status"]?.string != "True", let message = programmed?["message"]?.string { print("            \(message)") }
        let owners = [name, gateway["spec", "gatewayClassName"]?.string ?? ""]
        for service in services where owners.contains(service["gateway"]?.string ?? "") {
            for port in service["ports"]?.array ?? [] where addresses.contains(port["address"]?.string ?? "") {
                show(port)
            }
        }
    }

    private func show(_ port: JSON) {
        let (number, host) = (port["port"]?.int ?? 0, port["hostPort"]?.int ?? 0)
        let url = Self.place(port["address"]?.string ?? "", host, port["protocol"]?.string ?? "TCP")
        guard number != host else { return print("            \(url)") }
        print("            port \(number) may not be bound here: use \(url) instead\(port["remedy"] == nil ? "" : ",")")
        if let remedy = port["remedy"]?.string { print("            or allow it and restart: \(remedy)") }
    }

    private static func place(_ address: String, _ port: Int, _ transport: String) -> String {
        let host = address.contains(":") ? "[\(address)]" : address
        return transport == "UDP" ? "\(host):\(port)/UDP" : "http://\(host):\(port)"
    }
}
