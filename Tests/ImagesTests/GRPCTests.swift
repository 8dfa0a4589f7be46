import ClusterNetwork
import Foundation
import NIOCore
import Testing

@testable import Images

@Suite struct GRPCTests {
    private func call(_ address: VirtualAddress, _ method: String, _ message: [UInt8]) async throws -> (head: String, messages: [[UInt8]]) {
        let path = NSTemporaryDirectory() + "postern-\(UUID().uuidString)"
        defer { for name in [path, path + ".out"] { try? FileManager.default.removeItem(atPath: name) } }
        try Data(GRPCFrames.frame(message)).write(to: URL(fileURLWithPath: path))
        let head = try await InternetTests.curl([
            "--http2-prior-knowledge", "-H", "content-type: application/grpc", "-H", "te: trailers", "-H", "x-one: 1",
            "--data-binary", "@\(path)", "-D", "-", "-o", path + ".out", "http://\(address)/\(method)",
        ])
        let body = (try? Data(contentsOf: URL(fileURLWithPath: path + ".out"))).map { [UInt8]($0) } ?? []
        var frames = GRPCFrames()
        return (head, frames.read(.init(bytes: body)) ?? [])
    }

    private func strings(_ message: [UInt8]) -> [String] {
        var reader = ProtoReader(message[...])
        var found: [String] = []
        while let (_, value) = reader.next() {
            guard case .bytes(let bytes) = value else { continue }
            found.append(String(decoding: bytes, as: UTF8.self))
            found += strings(Array(bytes))
        }
        return found
    }

    @Test(.enabled(if: InternetTests.curl != nil)) func echoesAndReflects() async throws {
        let pod = try Pod()
        _ = try await EchoImage().start(pod.context(environment: ["GRPC_ECHO_SERVER": "1", "POD_NAME": "p-1"]))
        let exposure = try await pod.network.expose(VirtualAddress(.loopback, 0), to: .address(VirtualAddress(pod.ip, 3000)))
        let address = exposure.hostAddress
        let echoed = try await call(address, "\(EchoGRPC.service)/Echo", [])
        #expect(echoed.head.contains("content-type: application/grpc"))
        #expect(echoed.head.contains("grpc-status: 0"))
        #expect(!echoed.head.contains("content-length"))
        let texts = strings(try #require(echoed.messages.first))
        #expect(texts.contains("/\(EchoGRPC.service)/Echo"))
        #expect(texts.contains("x-one") && texts.contains(":authority") && texts.contains("p-1"))
        let missing = try await call(address, "\(EchoGRPC.service)/EchoThree", [])
        #expect(missing.head.contains("grpc-status: 12") && missing.head.contains("grpc-message: method EchoThree not implemented"))
        #expect(try await call(address, "other/Echo", []).head.contains("grpc-message: unknown service other"))
        for version in ["v1", "v1alpha"] {
            let list = try await call(address, "grpc.reflection.\(version).ServerReflection/ServerReflectionInfo", [0x3A, 0])
            #expect(strings(try #require(list.messages.first)).contains(EchoGRPC.service))
        }
        var ask = ProtoWriter()
        ask.write(4, EchoGRPC.service)
        let file = try await call(address, "grpc.reflection.v1.ServerReflection/ServerReflectionInfo", ask.bytes)
        let names = strings(try #require(file.messages.first))
        #expect(names.contains("grpcecho.proto") && names.contains("EchoTwo") && names.contains("peerCertificates"))
        #expect(pod.log.contains("Received over plaintext: "))
        await exposure.close()
    }

    @Test(.enabled(if: InternetTests.curl != nil)) func pingsAndReverses() async throws {
        let pod = try Pod()
        _ = try await YagesImage().start(pod.context())
        let exposure = try await pod.network.expose(VirtualAddress(.loopback, 0), to: .address(VirtualAddress(pod.ip, 9000)))
        #expect(try await call(exposure.hostAddress, "yages.Echo/Ping", []).messages.map(strings) == [["pong"]])
        var text = ProtoWriter()
        text.write(1, "abc")
        #expect(try await call(exposure.hostAddress, "yages.Echo/Reverse", text.bytes).messages.first.map { Array($0.suffix(3)) } == Array("cba".utf8))
        await exposure.close()
    }
}
