import Foundation

/// Asks Envoy's admin server for a page: one short connection, blocking, off the cooperative threads.
struct AdminClient: Sendable {
    var port: Int

    func get(_ target: String) async throws -> (status: Int, body: [UInt8]) {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try exchange("GET", target) })
            }
        }
    }

    private func exchange(_ method: String, _ target: String) throws -> (status: Int, body: [UInt8]) {
        let socket = try connect()
        defer { close(socket) }
        let request = "\(method) \(target) HTTP/1.1\r\nhost: admin\r\nconnection: close\r\n\r\n"
        var sent = 0
        let bytes = Array(request.utf8)
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { send(socket, $0.baseAddress! + sent, bytes.count - sent, 0) }
            guard count > 0 else { throw problem("cannot write to the admin server") }
            sent += count
        }
        var response: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            if count == 0 { break }
            guard count > 0 else { throw problem("cannot read from the admin server") }
            response += buffer[..<count]
            if HTTPResponse.isWhole(response) { break }
            if response.count > Limits.adminBodyBytes { throw EnvoyProblem(message: "the admin page is too large") }
        }
        return try HTTPResponse.parse(response)
    }

    private func connect() throws -> Int32 {
        #if canImport(Glibc) || canImport(Musl)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        let descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { throw problem("no socket") }
        var limit = timeval(tv_sec: Limits.adminTimeoutSeconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: port)).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            let found = problem("cannot connect to the admin server")
            close(descriptor)
            throw found
        }
        return descriptor
    }

    private func problem(_ what: String) -> EnvoyProblem {
        EnvoyProblem(message: "\(what): \(String(cString: strerror(errno)))")
    }
}

/// Takes apart a whole response of HTTP/1.1.
enum HTTPResponse {
    static func parse(_ bytes: [UInt8]) throws -> (status: Int, body: [UInt8]) {
        guard let end = find(Array("\r\n\r\n".utf8), in: bytes, from: 0) else { throw incomplete }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, let status = Int(words[1]) else { throw incomplete }
        let body = Array(bytes[(end + 4)...])
        let isChunked = lines.contains { $0.lowercased() == "transfer-encoding: chunked" }
        return (status, isChunked ? try unchunked(body) : body)
    }

    /// Envoy leaves a connection open for a while after its answer: the end is looked for in the answer.
    static func isWhole(_ bytes: [UInt8]) -> Bool {
        guard let end = find(Array("\r\n\r\n".utf8), in: bytes, from: 0) else { return false }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).lowercased().split(separator: "\r\n")
        if lines.contains("transfer-encoding: chunked") { return bytes.suffix(7) == Array("\r\n0\r\n\r\n".utf8)[...] }
        guard let field = lines.first(where: { $0.hasPrefix("content-length: ") }) else { return false }
        return Int(field.dropFirst(16)).map { bytes.count >= end + 4 + $0 } ?? false
    }

    private static func unchunked(_ body: [UInt8]) throws -> [UInt8] {
        var output: [UInt8] = []
        var at = 0
        while true {
            guard let end = find([13, 10], in: body, from: at),
                let size = Int(String(decoding: body[at..<end], as: UTF8.self), radix: 16), size >= 0
            else { throw incomplete }
            if size == 0 { return output }
            let start = end + 2
            guard start + size + 2 <= body.count else { throw incomplete }
            output += body[start..<start + size]
            at = start + size + 2
        }
    }

    private static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count >= needle.count, start <= bytes.count - needle.count else { return nil }
        return (start...(bytes.count - needle.count)).first { at in
            needle.indices.allSatisfy { bytes[at + $0] == needle[$0] }
        }
    }

    private static var incomplete: EnvoyProblem { EnvoyProblem(message: "the admin server's answer is incomplete") }
}
