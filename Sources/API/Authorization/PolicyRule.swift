import JSON

/// One rule of a Role or ClusterRole.
struct PolicyRule: Sendable, Hashable {
    var verbs: [String] = []
    var apiGroups: [String] = []
    var resources: [String] = []
    var resourceNames: [String] = []
    var nonResourceURLs: [String] = []

    init(verbs: [String], apiGroups: [String] = [], resources: [String] = [], resourceNames: [String] = []) {
        self.verbs = verbs
        self.apiGroups = apiGroups
        self.resources = resources
        self.resourceNames = resourceNames
    }

    init(verbs: [String], nonResourceURLs: [String]) {
        self.verbs = verbs
        self.nonResourceURLs = nonResourceURLs
    }

    init(json: JSON) {
        func strings(_ key: String) -> [String] { json[key]?.array?.compactMap(\.string) ?? [] }
        verbs = strings("verbs")
        apiGroups = strings("apiGroups")
        resources = strings("resources")
        resourceNames = strings("resourceNames")
        nonResourceURLs = strings("nonResourceURLs")
    }

    var json: JSON {
        var json: JSON = [:]
        json["verbs"] = JSON(verbs)
        if !apiGroups.isEmpty { json["apiGroups"] = JSON(apiGroups) }
        if !resources.isEmpty { json["resources"] = JSON(resources) }
        if !resourceNames.isEmpty { json["resourceNames"] = JSON(resourceNames) }
        if !nonResourceURLs.isEmpty { json["nonResourceURLs"] = JSON(nonResourceURLs) }
        return json
    }

    func allows(_ attributes: Attributes) -> Bool {
        guard matches(verb: attributes.verb) else { return false }
        if !attributes.isResourceRequest { return matches(path: attributes.path) }
        return (apiGroups.contains("*") || apiGroups.contains(attributes.group))
            && matches(resource: attributes.combinedResource, subresource: attributes.subresource)
            && (resourceNames.isEmpty || resourceNames.contains(attributes.name))
    }

    func matches(verb: String) -> Bool { verbs.contains("*") || verbs.contains(verb) }

    /// `*/scale` means the subresource of everything; `*` means everything, subresources included.
    func matches(resource: String, subresource: String) -> Bool {
        for rule in resources {
            if rule == "*" || rule == resource { return true }
            if !subresource.isEmpty, rule.hasPrefix("*/"), rule.dropFirst(2) == subresource { return true }
        }
        return false
    }

    func matches(path: String) -> Bool {
        nonResourceURLs.contains { url in
            url == "*" || url == path || (url.hasSuffix("*") && path.hasPrefix(url.dropLast()))
        }
    }

    /// The rule as single permissions: each names one verb, group, resource and at most one name (or one URL).
    var atoms: [PolicyRule] {
        var atoms: [PolicyRule] = []
        for verb in verbs {
            for group in apiGroups {
                for resource in resources {
                    if resourceNames.isEmpty {
                        atoms.append(PolicyRule(verbs: [verb], apiGroups: [group], resources: [resource]))
                    }
                    for name in resourceNames {
                        atoms.append(
                            PolicyRule(verbs: [verb], apiGroups: [group], resources: [resource], resourceNames: [name]))
                    }
                }
            }
            for url in nonResourceURLs { atoms.append(PolicyRule(verbs: [verb], nonResourceURLs: [url])) }
        }
        return atoms
    }

    /// Whether this rule alone grants a single permission (wildcards of the permission need wildcards here).
    func covers(atom: PolicyRule) -> Bool {
        guard let verb = atom.verbs.first, matches(verb: verb) else { return false }
        if let url = atom.nonResourceURLs.first {
            return nonResourceURLs.contains { own in
                own == "*" || own == url || (own.hasSuffix("*") && url.hasPrefix(own.dropLast()))
            }
        }
        guard let group = atom.apiGroups.first, apiGroups.contains("*") || apiGroups.contains(group),
            let resource = atom.resources.first
        else { return false }
        let slash = resource.firstIndex(of: "/")
        let subresource = slash.map { String(resource[resource.index(after: $0)...]) } ?? ""
        guard matches(resource: resource, subresource: subresource) else { return false }
        if resourceNames.isEmpty { return true }
        guard let name = atom.resourceNames.first else { return false }
        return resourceNames.contains(name)
    }
}
