import Foundation
import JSON
import Testing

/// What was acknowledged is there after the process was killed at any moment.
@Suite struct DurabilityTests {
    /// POSTERN_KILL_ROUNDS makes the soak of it.
    static let rounds = ProcessInfo.processInfo.environment["POSTERN_KILL_ROUNDS"].flatMap(Int.init) ?? 3

    @Test func killedWhileWriting() async throws {
        try await TestSandbox.run(["--bare"]) { sandbox in
            var acknowledged: Set<String> = []
            var lastRevision = 0
            for round in 0..<Self.rounds {
                // A kubectl may take longer to come up than the sandbox would live: one is waited for.
                let (firsts, first) = AsyncStream.makeStream(of: Void.self)
                let writer = Task {
                    defer { first.finish() }
                    var written: [String] = []
                    for index in 0..<200 {
                        let name = "kept-\(round)-\(index)"
                        let result = try await sandbox.kubectl("create", "configmap", name, "--from-literal=a=b")
                        if result.status != 0 { break }
                        written.append(name)
                        first.yield()
                    }
                    return written
                }
                for await _ in firsts { break }
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...800)))
                let pid = try sandbox.pid()
                kill(pid, SIGKILL)
                acknowledged.formUnion(try await writer.value)
                try await sandbox.up(["--bare"])
                let list = try await sandbox.kubectl("get", "configmaps", "-o", "json")
                let json = try JSON(parsing: list.out)
                let present = Set((json["items"]?.array ?? []).compactMap { $0["metadata", "name"]?.string })
                #expect(acknowledged.isSubset(of: present), "lost: \(acknowledged.subtracting(present))")
                let raw = try await sandbox.kubectl("get", "--raw", "/api/v1/namespaces/default/configmaps?limit=1")
                let revision = try JSON(parsing: raw.out)["metadata", "resourceVersion"]?.string.flatMap { Int($0) } ?? 0
                #expect(revision >= lastRevision)
                lastRevision = revision
            }
            #expect(!acknowledged.isEmpty)
        }
    }

    @Test func workloadsComeBackAfterARestart() async throws {
        try await TestSandbox.run([]) { sandbox in
            try await sandbox.applyQuickstart()
            _ = try await sandbox.gatewayURL()
            let uid = try await sandbox.kubectl("get", "gateway", "eg", "-o", "jsonpath={.metadata.uid}").out
            kill(try sandbox.pid(), SIGKILL)
            try await sandbox.up()
            #expect(try await sandbox.kubectl("get", "gateway", "eg", "-o", "jsonpath={.metadata.uid}").out == uid)
            // Another sandbox of this machine may have taken the address meanwhile: the Gateway then shows its new one.
            try await sandbox.eventually("traffic flows again") {
                let url = try await sandbox.gatewayURL()
                return try await sandbox.curl("-H", "Host: www.example.com", url + "/get").status == 200 ? true : nil
            }
        }
    }
}

extension TestSandbox {
    func pid() throws -> Int32 {
        let note = try JSON(parsing: Array(Data(contentsOf: URL(fileURLWithPath: folder + "/test/run.json"))))
        return Int32(try #require(note["pid"]?.int))
    }
}
