import JSON
import Kube
import YAML

enum YAMLBody {
    static func object(_ bytes: [UInt8]) throws -> JSON {
        do {
            return try YAML.document(String(decoding: bytes, as: UTF8.self))
        } catch {
            throw StatusError.badRequest("error decoding YAML: \(error)")
        }
    }
}
