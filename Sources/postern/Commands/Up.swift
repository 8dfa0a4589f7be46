import ArgumentParser
import Foundation
import Sandbox

struct Up: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Start a sandbox in the background and point kubectl at it.")

    @OptionGroup var options: SandboxOptions
    @OptionGroup var start: StartOptions

    func run() async throws {
        let clock = ContinuousClock()
        let began = clock.now
        if let running = options.state.running(), running.isReady {
            print("Sandbox \(options.name) is already running (pid \(running.pid)).")
            return
        }
        _ = try await Background(options: options, start: start).launch()
        let took = (clock.now - began).formatted(.units(allowed: [.seconds, .milliseconds], width: .narrow))
        let context = Serve.context(options.name)
        print(
            """
            Sandbox \(options.name) is ready (\(took)). kubectl's current context is now "\(context)" in \(start.target.path).

            What next:
            """)
        if start.bare {
            print("  kubectl get nodes")
        } else {
            print(
                """
                  kubectl get pods -A
                  kubectl apply -f https://github.com/envoyproxy/gateway/releases/download/v1.9.0/quickstart.yaml
                      # or offline, the same objects: kubectl apply -f fixtures/quickstart.yaml
                  postern status
                """)
        }
        print("  postern down\(options.name == "postern" ? "" : " --name \(options.name)")")
    }
}
