import JSON
import Kube

/// Documents whose members stand in the order of Kubernetes' own encoder: people compare what curl shows.
enum OrderedText {
    private static let statusOrder = ["kind", "apiVersion", "metadata", "status", "message", "reason", "details", "code"]
    static let versionsOrder = ["kind", "versions", "serverAddressByClientCIDRs"]
    static let listOrder = ["kind", "apiVersion", "groupVersion", "groups", "resources"]

    static func status(_ error: StatusError, isPretty: Bool) -> [UInt8] {
        var json = error.json
        if json["reason"] == "" { json["reason"] = nil }
        return bytes(json, statusOrder, isPretty: isPretty)
    }

    static func bytes(_ json: JSON, _ order: [String], isPretty: Bool) -> [UInt8] {
        var output: [UInt8] = [UInt8(ascii: "{")]
        for (index, member) in order.compactMap({ key in json[key].map { (key, $0) } }).enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            if isPretty { output += "\n  ".utf8 }
            JSON.writeString(member.0, to: &output)
            output += (isPretty ? ": " : ":").utf8
            if isPretty {
                let text = member.1.pretty(indent: 2)
                output += text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ").utf8
            } else {
                member.1.write(to: &output)
            }
        }
        output += (isPretty ? "\n}" : "}\n").utf8
        return output
    }
}
