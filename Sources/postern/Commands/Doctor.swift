import ArgumentParser
import Foundation
import Sandbox

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say what on this machine is in the way, and what to do.")

    @OptionGroup var options: SandboxOptions

    func run() async throws {
        let checks = [port80(), ipv6(), kubectl(), curl(), state(), kubeconfig()]
        for check in checks {
            print("\(check.isGood ? "ok  " : "FAIL")  \(check.subject): \(check.finding)")
            if let remedy = check.remedy { print("      → \(remedy)") }
        }
        if checks.contains(where: { !$0.isGood }) { throw ExitCode(1) }
    }

    struct Check {
        var subject: String
        var isGood: Bool
        var finding: String
        var remedy: String?
    }

    private func port80() -> Check {
        let subject = "Port 80 on 127.0.10.x"
        switch HostPorts.canBind("127.0.10.254", 80) {
        case nil: return Check(subject: subject, isGood: true, finding: "can be bound")
        case .some(.denied):
            return Check(
                subject: subject, isGood: false, finding: "may not be bound; Gateways use port 10080 instead",
                remedy: "sudo sysctl net.ipv4.ip_unprivileged_port_start=80")
        case .some(.inUse):
            return Check(
                subject: subject, isGood: false, finding: "is in use by another program on all addresses",
                remedy: "find it: ss -ltnp 'sport = :80'")
        case .some(.other(let reason)): return Check(subject: subject, isGood: false, finding: reason)
        }
    }

    /// No fault of the machine where it is not there: sandboxes have IPv4 then.
    private func ipv6() -> Check {
        if let obstacle = HostIPv6.obstacle {
            return Check(
                subject: "IPv6", isGood: true, finding: "is not there (::1: \(obstacle.reason)); sandboxes have IPv4 only")
        }
        if HostIPv6.hasBlock {
            return Check(subject: "IPv6", isGood: true, finding: "is there; Services get addresses of \(HostIPv6.blockText)")
        }
        let isTaken = HostPorts.canBind("::1", 80) == .inUse
        return Check(
            subject: "IPv6", isGood: true,
            finding: "is there; all Services share ::1 and its ports\(isTaken ? " (80 is in use)" : "")",
            remedy: "to give each an address of its own: \(HostIPv6.remedy)")
    }

    private func find(_ program: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private func kubectl() -> Check {
        guard let path = find("kubectl") else {
            return Check(
                subject: "kubectl", isGood: false, finding: "is not on PATH",
                remedy: "install it: https://kubernetes.io/docs/tasks/tools/")
        }
        return Check(subject: "kubectl", isGood: true, finding: path)
    }

    private func curl() -> Check {
        let path = find("curl")
        return Check(
            subject: "curl", isGood: path != nil, finding: path ?? "is not on PATH",
            remedy: path == nil ? "install it: apt-get install curl" : nil)
    }

    private func state() -> Check {
        let subject = "Sandbox \(options.name)"
        if let run = options.state.running() {
            return Check(subject: subject, isGood: true, finding: "is running (pid \(run.pid)) in \(options.state.path)")
        }
        if options.state.isStale {
            return Check(
                subject: subject, isGood: false, finding: "was ended without a chance to tidy up; its state is whole",
                remedy: "postern up --name \(options.name), or postern down --name \(options.name) to forget the run")
        }
        return Check(subject: subject, isGood: true, finding: "is not running")
    }

    private func kubeconfig() -> Check {
        let path = Kubeconfig.ofUser().path
        let exists = FileManager.default.fileExists(atPath: path)
        let isGood = !exists || FileManager.default.isWritableFile(atPath: path)
        return Check(
            subject: "kubeconfig", isGood: isGood, finding: exists ? (isGood ? path : "\(path) may not be written") : "\(path) will be made",
            remedy: isGood ? nil : "give another one: postern up --kubeconfig FILE")
    }
}
