/// What goes back to the socket's side, which adds `Content-Length` or chunking, `Date` and compression.
package struct APIResponse: Sendable {
    package enum Body: Sendable {
        case bytes([UInt8])
        /// Send each chunk as it comes; stop pulling (cancel the task) when the client has gone.
        case stream(ByteStream)
        /// Switch protocols (SPDY or WebSocket) and join the client to the pod. The status is 101 then; authorization
        /// is done and the pod was there when asked.
        case connect(PodConnect)
    }

    package var status: Int
    /// In order; names as they are to be written.
    package var headers: [(name: String, value: String)]
    package var body: Body

    package init(status: Int, headers: [(name: String, value: String)] = [], body: Body) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Chunks of bytes, made as they are pulled: the reader's pace is the back-pressure.
package struct ByteStream: AsyncSequence, Sendable {
    package typealias Element = [UInt8]

    private let source: @Sendable () -> Iterator

    /// `next` is called again after each chunk has been taken, never twice at once; nil ends the stream. It returns
    /// promptly when its task is cancelled.
    package init(next: @escaping @Sendable () async throws -> [UInt8]?) {
        source = { Iterator(next: next) }
    }

    package func makeAsyncIterator() -> Iterator { source() }

    package struct Iterator: AsyncIteratorProtocol {
        let next: @Sendable () async throws -> [UInt8]?

        package mutating func next() async throws -> [UInt8]? { try await next() }
    }
}
