package import NIOCore

extension ClusterNetwork {
    package struct Limits: Sendable {
        /// Connections of one listener whose acceptor has not finished setting them up; more are refused.
        package var pendingAcceptsPerListener = 1024
        /// Open virtual connections of one listener; more are refused. Each costs two file descriptors.
        package var connectionsPerListener = 16_384
        /// Datagrams waiting for one socket; more are dropped, as a full receive buffer does.
        package var queuedDatagramsPerSocket = 4096
        /// Largest payload of one datagram, in bytes: IPv4's own limit.
        package var datagramBytes = 65_507
        /// Remembered (client, service) pairs and real peers of datagrams.
        package var datagramSessions = 16_384
        /// A datagram session without traffic is forgotten after this long (as kube-proxy's conntrack: 120 s for streams).
        package var datagramSessionIdle = TimeAmount.seconds(120)
        /// A connection to a real host that does not answer fails after this long.
        package var realConnectTimeout = TimeAmount.seconds(10)
        /// Pending connections of a real listening socket.
        package var hostBacklog: Int32 = 1024
        /// Names of the simulated internet.
        package var externalNames = 4096
        /// Queries one DNS connection over TCP may have unanswered.
        package var dnsPipelinedQueries = 64

        package init() {}
    }
}
