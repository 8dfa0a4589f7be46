import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Channel {
    /// Closes so that a TCP client notices nothing of what it sent was taken: with a reset in place of an end.
    func closeWithReset() {
        _ = (self as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        close(promise: nil)
    }
}

extension ChannelHandlerContext {
    func closeWithReset() { channel.closeWithReset() }
}
