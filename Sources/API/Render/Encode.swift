import JSON
import YAML

extension APIServer {
    /// JSON and YAML bytes of any value. (Protobuf exists for built-in types alone.)
    func encode(_ object: JSON, _ encoding: Negotiation.Encoding) -> [UInt8] {
        if encoding == .yaml { return Array(YAML.text(object).utf8) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        object.write(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }
}
