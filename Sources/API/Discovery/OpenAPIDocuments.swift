import JSON
import Kube
import Schemas

extension APIServer {
    func openAPI2(_ call: Call) -> APIResponse {
        let protobuf = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf"
        // Older clients spell it with an @, which the server answers in its own spelling.
        let wantsProtobuf = call.request.headers.accept.contains("application/com.github.proto-openapi.spec.v2@v1.0+protobuf")
            || call.request.headers.accept.contains(protobuf)
        let document = call.surface.openAPI2(protobuf: wantsProtobuf)
        return Self.tagged(document, type: wantsProtobuf ? protobuf : MediaType.json, call)
    }

    func openAPI3(_ call: Call, _ path: String) -> APIResponse {
        let parts = path.split(separator: "/").map(String.init)
        let version: GroupVersion
        switch (parts.first, parts.count) {
        case ("api", 2): version = GroupVersion(group: "", version: parts[1])
        case ("apis", 3): version = GroupVersion(group: parts[1], version: parts[2])
        default: return Self.pageNotFound
        }
        guard let document = call.surface.openAPI3(version) else { return Self.pageNotFound }
        var response = Self.tagged(document, type: MediaType.json, call)
        // The hash in the URL makes the document immutable.
        if let hash = call.query["hash"], hash == document.hash {
            response.headers = response.headers.map {
                $0.name == "Cache-Control" ? ($0.name, "public, immutable") : $0
            }
        }
        return response
    }
}
