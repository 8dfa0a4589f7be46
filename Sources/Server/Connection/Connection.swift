import API

/// One client's connection, confined to its event loop.
final class Connection {
    /// From the client certificate.
    let user: UserInfo?
    let remoteAddress: String
    var date = DateHeader()
    /// The exchanges under way: one on HTTP/1.1, many on HTTP/2.
    private var exchanges: [ObjectIdentifier: Exchange] = [:]
    private(set) var isQuiescing = false

    init(user: UserInfo?, remoteAddress: String) {
        self.user = user
        self.remoteAddress = remoteAddress
    }

    func began(_ exchange: Exchange) {
        exchanges[ObjectIdentifier(exchange)] = exchange
        if isQuiescing { exchange.endStream() }
    }

    func ended(_ exchange: Exchange) {
        exchanges[ObjectIdentifier(exchange)] = nil
    }

    /// The server is going: watches end as if they had run out, other answers are finished.
    func quiesce() {
        isQuiescing = true
        for exchange in exchanges.values { exchange.endStream() }
    }
}
