import JSON
import Kube
import Store

/// What part of a collection, as it was when, is asked for.
struct ListQuery {
    var selection: Selection
    /// 0: all.
    var limit: Int
    /// The revision to show; nil for the newest.
    var revision: Int64?
    var after: ObjectName?

    init(_ call: Call, _ target: Target) throws {
        let query = call.query
        selection = try Selection(
            namespace: target.namespace, labelSelector: query["labelSelector"] ?? "",
            fieldSelector: query["fieldSelector"] ?? "", target: target)
        limit = max(0, query.int("limit") ?? 0)
        let version = query["resourceVersion"] ?? ""
        let match = query["resourceVersionMatch"] ?? ""
        let token = query["continue"] ?? ""
        try Self.check(version: version, match: match, token: token, sendsInitialEvents: query["sendInitialEvents"] != nil)
        if !token.isEmpty {
            let token = try ContinueToken(token)
            if !version.isEmpty, version != "0" {
                throw StatusError.badRequest("specifying resource version is not allowed when using continue")
            }
            // A negative one goes on with the newest state.
            revision = token.revision < 0 ? nil : token.revision
            after = token.after
            return
        }
        guard !version.isEmpty, version != "0" else { return }
        let asked = try call.server.revision(version, target)
        let current = call.server.store.revision
        if asked > current { throw StatusError.tooLargeResourceVersion(asked, current: current) }
        // A page at a version without a word on matching means exactly that version.
        if match == "Exact" || (match.isEmpty && limit > 0) { revision = asked }
    }

    private static func check(version: String, match: String, token: String, sendsInitialEvents: Bool) throws {
        var errors: [FieldError] = []
        let field = "resourceVersionMatch"
        if sendsInitialEvents {
            errors.append(.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"))
        }
        if !match.isEmpty {
            if version.isEmpty { errors.append(.forbidden(field, "resourceVersionMatch is forbidden unless resourceVersion is provided")) }
            if !token.isEmpty { errors.append(.forbidden(field, "resourceVersionMatch is forbidden when continue is provided")) }
            if match != "Exact", match != "NotOlderThan" {
                errors.append(.notSupported(field, .string(match), ["Exact", "NotOlderThan", ""]))
            }
            if match == "Exact", version == "0" {
                errors.append(.forbidden(field, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""))
            }
        }
        guard errors.isEmpty else {
            throw StatusError.invalid(GroupVersionKind("meta.k8s.io", "v1", "ListOptions"), "", errors)
        }
    }
}

/// Where the next page of a list begins: kube-apiserver's form, so that tools that look inside find what they expect.
struct ContinueToken {
    /// Stands for the newest revision, whichever that is when the token comes back.
    static let newestRevision: Int64 = -1

    var revision: Int64
    var after: ObjectName

    init(revision: Int64, after: ObjectName) {
        self.revision = revision
        self.after = after
    }

    init(_ text: String) throws {
        guard let bytes = Base64URL.decode(text) else {
            throw Self.refusal("illegal base64 data at input byte \(Base64URL.firstForeign(text))")
        }
        let json: JSON
        do {
            json = try JSON(parsing: bytes)
        } catch {
            throw Self.refusal(error.message)
        }
        guard json["v"]?.string == "meta.k8s.io/v1" else {
            throw Self.refusal("server does not recognize this encoded version \((json["v"]?.string ?? "").goQuoted)")
        }
        guard let revision = json["rv"]?.int, revision != 0, let start = json["start"]?.string else {
            throw Self.refusal("incorrect encoded start resourceVersion (version meta.k8s.io/v1)")
        }
        let name = start.hasSuffix("\0") ? start.dropLast() : start[...]
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        guard let last = parts.last else {
            throw Self.refusal("encoded start key invalid")
        }
        self.revision = Int64(revision)
        after = ObjectName(namespace: parts.count == 2 ? parts[0] : "", name: last)
    }

    private static func refusal(_ why: String) -> StatusError {
        .badRequest("invalid continue token: continue key is not valid: \(why)")
    }

    var text: String {
        let json: JSON = ["v": "meta.k8s.io/v1", "rv": .int(revision), "start": .string("\(after)\0")]
        return Base64URL.encode(json.bytes)
    }
}

/// Some of a collection's records, and what the list says of itself.
struct Page {
    var records: [Record]
    var metadata: JSON
}

extension APIServer {
    func page(_ target: Target, _ query: ListQuery) throws -> Page {
        let selection = query.selection
        let view = try view(target, query)
        var found: [Record] = []
        var after = query.after
        var remaining = 0
        repeat {
            let list = view.page(namespace: selection.namespace, after: after, limit: query.limit)
            remaining = list.remaining
            for (index, record) in list.records.enumerated() {
                after = record.name
                guard try matches(record, selection, target) else { continue }
                found.append(record)
                if query.limit > 0, found.count == query.limit {
                    remaining += list.records.count - index - 1
                    break
                }
            }
        } while query.limit > 0 && remaining > 0 && found.count < query.limit
        var metadata: JSON = ["resourceVersion": .string(String(view.revision))]
        if remaining > 0, let after {
            metadata["continue"] = .string(ContinueToken(revision: view.revision, after: after).text)
            if selection.isEverything { metadata["remainingItemCount"] = JSON(remaining) }
        }
        return Page(records: found, metadata: metadata)
    }

    /// A page whose revision is forgotten comes with a token for the rest as it is by then.
    private func view(_ target: Target, _ query: ListQuery) throws -> RecordView {
        do {
            return try store.view(target.storage, namespace: query.selection.namespace, at: query.revision)
        } catch StoreError.compacted {
            guard let after = query.after else {
                throw StatusError.expired("The resourceVersion for the provided list is too old.")
            }
            throw StatusError.continueTokenExpired(
                ContinueToken(revision: ContinueToken.newestRevision, after: after).text)
        } catch {
            throw Self.refusal(of: error, revision: query.revision ?? 0)
        }
    }

    private func matches(_ record: Record, _ selection: Selection, _ target: Target) throws -> Bool {
        if selection.isEverything { return true }
        let name = selection.name
        if !name.isEmpty, record.name.name != name { return false }
        return selection.matches(try object(record, target))
    }
}
