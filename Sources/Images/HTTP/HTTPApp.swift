/// Answers requests. Called on the connection's event loop when a request's head is there; it must not block.
package protocol HTTPApp: Sendable {
    func handle(_ exchange: HTTPExchange)
}
