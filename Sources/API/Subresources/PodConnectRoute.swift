import JSON
import Kube
import Schemas

extension APIServer {
    /// exec, attach and port-forward: what is asked is checked here, the conversation is the socket's side's.
    func podConnect(_ call: Call, _ target: Target) throws -> APIResponse {
        guard call.method == "GET" || call.method == "POST" else { return Self.methodNotAllowed }
        let pod = try storedObject(target)
        guard pod["spec", "nodeName"]?.string ?? "" != "" else {
            throw StatusError.badRequest("pod \(target.name) does not have a host assigned")
        }
        let action: PodConnect.Action
        var container = ""
        if target.subresource == "portforward" {
            action = .portForward(ports: call.query.all("ports").flatMap { $0.split(separator: ",") }.compactMap { Int($0) })
        } else {
            let phase = pod["status", "phase"]?.string ?? ""
            if phase == "Succeeded" || phase == "Failed" {
                let verb = target.subresource == "exec" ? "exec" : "attach"
                throw StatusError.badRequest(
                    "cannot \(verb) \(verb == "exec" ? "into" : "to") a container in a completed pod; current phase is \(phase)")
            }
            container = try Self.container(call.query["container"] ?? "", of: pod)
            let query = call.query
            let terminal = PodConnect.Terminal(
                stdin: query.flag("stdin"), stdout: query.flag("stdout"), stderr: query.flag("stderr"), tty: query.flag("tty"))
            if !terminal.stdin, !terminal.stdout, !terminal.stderr {
                throw StatusError.badRequest("you must specify at least 1 of stdin, stdout, stderr")
            }
            if target.subresource == "exec" {
                let command = query.all("command")
                if command.isEmpty { throw StatusError.badRequest("you must specify a command") }
                action = .exec(terminal, command: command)
            } else {
                action = .attach(terminal)
            }
        }
        guard !call.request.headers.upgrade.isEmpty else { throw StatusError.badRequest("Upgrade request required") }
        return APIResponse(
            status: 101,
            body: .connect(
                PodConnect(namespace: target.namespace, pod: target.name, container: container, action: action)))
    }
}
