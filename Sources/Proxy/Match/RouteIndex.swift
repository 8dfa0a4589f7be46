/// Finds the first matching route of many without trying each: by exact path and by prefix. The order of the
/// configuration decides as if all had been tried.
struct RouteIndex: Sendable {
    /// Below this many routes trying them in turn is as fast.
    static let threshold = 12

    private var lists: [[Int32]] = []
    private var exact = ByteMap()
    private var prefixes: [(length: Int, map: ByteMap)] = []
    /// Routes that no path finds: regular expressions, other cases.
    private var others: [Int32] = []

    init(_ routes: [CompiledRoute]) {
        var byLength: [Int: ByteMap] = [:]
        for (index, route) in routes.enumerated() {
            switch route.matcher.path {
            case .exact(let path) where route.matcher.isCaseSensitive:
                RouteIndex.append(index, Array(path.bytes), &exact, &lists)
            case .prefix(let path) where route.matcher.isCaseSensitive,
                .separatedPrefix(let path) where route.matcher.isCaseSensitive:
                RouteIndex.append(index, Array(path.bytes), &byLength[path.bytes.count, default: ByteMap()], &lists)
            default: others.append(Int32(index))
            }
        }
        prefixes = byLength.map { ($0.key, $0.value) }.sorted { $0.0 > $1.0 }
    }

    private static func append(_ index: Int, _ key: [UInt8], _ map: inout ByteMap, _ lists: inout [[Int32]]) {
        if let list = key.withUnsafeBufferPointer({ map.find($0) }) {
            lists[list].append(Int32(index))
        } else {
            map.insert(key, lists.count)
            lists.append([Int32(index)])
        }
    }

    func find(_ routes: [CompiledRoute], _ request: RouteQuery) -> Int? {
        var best = Int.max
        func consider(_ list: [Int32]) {
            for candidate in list {
                if candidate >= best { return }
                if routes[Int(candidate)].matcher.matches(request) {
                    best = Int(candidate)
                    return
                }
            }
        }
        if !request.headers.path.isNone {
            if let list = exact.find(request.path) { consider(lists[list]) }
            for (length, map) in prefixes where length <= request.path.count {
                if let list = map.find(request.path.prefix(count: length)) { consider(lists[list]) }
            }
        }
        consider(others)
        return best == Int.max ? nil : best
    }
}
