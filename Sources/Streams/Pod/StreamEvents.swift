package import NIOCore

/// What a client's multiplexed connection brings, whatever carries it: SPDY, or WebSocket channels.
package enum StreamEvent: Sendable, Equatable {
    /// Header names are lower case (`streamtype`, `port`, `requestid`).
    case opened(UInt32, headers: [String: String])
    case data(UInt32, ByteBuffer)
    /// The client sends no more on this stream; it still reads.
    case finished(UInt32)
    /// The client wants nothing more of this stream.
    case reset(UInt32)
}

/// What goes back.
package enum StreamCommand: Sendable, Equatable {
    case accept(UInt32)
    case refuse(UInt32)
    case data(UInt32, ByteBuffer)
    /// We send no more on this stream; the client may.
    case finish(UInt32)
    case reset(UInt32)
    /// Nothing more on the whole connection.
    case close
}

/// Sent up the pipeline when the client's own flow control, beneath TCP's, starts or ends holding data back.
enum StreamFlowEvent: Sendable, Equatable {
    case blocked
    case unblocked
}
