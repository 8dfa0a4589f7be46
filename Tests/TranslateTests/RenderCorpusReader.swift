import JSON
import Translate
import XDS

/// Reads the form in which Envoy Gateway's own tests write what its xDS translator gets, as far as the model has it. Whatever
/// is not understood is noted: such a case cannot be compared.
final class RenderCorpusReader {
    var unknown: Set<String> = []

    /// The members of an object, each to be taken once.
    final class Members {
        private var members: [String: JSON]
        private let place: String
        private let reader: RenderCorpusReader

        init(_ json: JSON?, _ place: String, _ reader: RenderCorpusReader) {
            // Field names are read without regard to case, as Go does.
            members = Dictionary((json?.object ?? [:]).map { ($0.key.lowercased(), $0.value) }) { a, _ in a }
            self.place = place
            self.reader = reader
        }

        func take(_ name: String) -> JSON? {
            members.removeValue(forKey: name.lowercased()).flatMap { $0.isNull ? nil : $0 }
        }
        func text(_ name: String) -> String? { take(name).flatMap { $0.string ?? $0.int.map(String.init) } }
        func int(_ name: String) -> Int? { take(name)?.int }
        func flag(_ name: String) -> Bool { take(name)?.bool ?? false }
        func list(_ name: String) -> [JSON] { take(name)?.array ?? [] }
        func texts(_ name: String) -> [String] { list(name).compactMap(\.string) }
        func object(_ name: String) -> Members? { take(name).map { Members($0, "\(place).\(name)", reader) } }
        func objects(_ name: String) -> [Members] { list(name).map { Members($0, "\(place).\(name)", reader) } }
        func ignore(_ names: String...) { for name in names { _ = take(name) } }

        func done() {
            for name in members.keys where members[name] != .null { reader.unknown.insert("\(place).\(name)") }
        }
    }

    func model(_ json: JSON) -> Model.Proxies {
        let top = Members(json, "", self)
        var model = Model.Proxies()
        if let ready = top.object("readyListener") {
            model.readyListener = .init(
                address: ready.text("address") ?? "", port: ready.int("port") ?? 0, path: ready.text("path") ?? "",
                ipFamily: Model.IPFamily(rawValue: ready.text("ipFamily") ?? "") ?? .ipv4)
            ready.done()
        }
        if let metrics = top.object("metrics") {
            var value = Model.Metrics()
            value.virtualHostStats = metrics.flag("enableVirtualHostStats")
            value.perEndpointStats = metrics.flag("enablePerEndpointStats")
            value.requestResponseSizes = metrics.flag("enableRequestResponseSizesStats")
            model.metrics = value
            metrics.done()
        }
        if let log = top.object("accessLog") { model.accessLog = accessLog(log) }
        model.filterOrder = top.objects("filterOrder").map { position in
            let name = position.text("name") ?? ""
            let before = position.text("before")
            let after = position.text("after") ?? ""
            position.done()
            return .init(name: name, place: before.map { .before($0) } ?? .after(after))
        }
        if let global = top.object("globalResources") {
            model.clientCertificate = global.object("envoyClientCertificate").map(certificate)
            model.proxyServiceCluster = global.object("proxyServiceCluster").map(destination)
            global.done()
        }
        model.sharedClusters = top.objects("backendClusters").map { shared in
            let name = shared.text("name") ?? ""
            let origin = shared.object("metadata").map(origin)
            let value = Model.SharedCluster(
                name: name, setting: shared.object("setting").map(setting) ?? .init(name: name), origin: origin)
            shared.done()
            return value
        }
        model.http = top.objects("http").map(http)
        model.tcp = top.objects("tcp").map(tcp)
        model.udp = top.objects("udp").map(udp)
        top.done()
        return model
    }

    private func accessLog(_ log: Members) -> Model.AccessLog {
        var files: [Model.AccessLog.File] = []
        for text in log.objects("text") {
            var file = Model.AccessLog.File(path: text.text("path") ?? "", format: .text(text.text("format")))
            file.type = text.text("logType")
            file.matches = text.texts("celMatches")
            text.done()
            files.append(file)
        }
        for json in log.objects("json") {
            let pairs = json.objects("json").map { Model.Pair($0.text("key") ?? "", $0.text("value") ?? "") }
            var file = Model.AccessLog.File(path: json.text("path") ?? "", format: .json(pairs))
            file.type = json.text("logType")
            file.matches = json.texts("celMatches")
            json.done()
            files.append(file)
        }
        log.done()
        return Model.AccessLog(files: files)
    }

    func origin(_ json: Members) -> Model.Origin {
        let annotations = json.objects("annotations").map { Model.Pair($0.text("key") ?? "", $0.text("value") ?? "") }
        defer { json.done() }
        return .init(
            kind: json.text("kind") ?? "", namespace: json.text("namespace") ?? "", name: json.text("name") ?? "",
            sectionName: json.text("sectionName"), annotations: annotations)
    }

    private func core(_ json: Members) -> Model.ListenerCore {
        let name = json.text("name") ?? ""
        let port = json.int("port") ?? 0
        return .init(
            name: name, address: json.text("address") ?? "", port: port, externalPort: json.int("externalPort") ?? port,
            origin: json.object("metadata").map(origin) ?? Self.noOrigin,
            ipFamily: json.text("ipFamily").flatMap(Model.IPFamily.init))
    }

    /// Where a test input has no metadata; the comparison leaves such out.
    static let noOrigin = Model.Origin(kind: "-", namespace: "-", name: "-")

    private func http(_ json: Members) -> Model.HTTPListener {
        var listener = Model.HTTPListener(core: core(json), hostnames: json.texts("hostnames"))
        listener.tls = json.object("tls").map(tls)
        listener.tlsOverlaps = json.flag("tlsOverlaps")
        if let path = json.object("path") {
            listener.path.mergesSlashes = path.flag("mergeSlashes")
            if let action = path.text("escapedSlashesAction").flatMap(Model.PathOptions.EscapedSlashes.init) {
                listener.path.escapedSlashes = action
            }
            path.done()
        } else {
            unknown.insert("http without path")
        }
        listener.routes = json.objects("routes").map { Shared(route($0)) }
        json.done()
        return listener
    }

    private func tcp(_ json: Members) -> Model.TCPListener {
        var listener = Model.TCPListener(core: core(json))
        json.ignore("tls")
        listener.routes = json.objects("routes").map { json in
            var route = Model.TCPRoute(name: json.text("name") ?? "")
            route.destination = json.object("destination").map(destination)
            json.ignore("metadata")
            if let tls = json.object("tls") {
                if let inspector = tls.object("inspector") {
                    route.serverNames = inspector.texts("snis")
                    inspector.done()
                }
                route.terminate = tls.object("terminate").map(self.tls)
                tls.done()
            }
            json.done()
            return route
        }
        json.done()
        return listener
    }

    private func udp(_ json: Members) -> Model.UDPListener {
        var listener = Model.UDPListener(core: core(json))
        if let route = json.object("route") {
            var value = Model.UDPRoute(name: route.text("name") ?? "")
            value.destination = route.object("destination").map(destination)
            route.done()
            listener.route = value
        }
        json.done()
        return listener
    }
}
