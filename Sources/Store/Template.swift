package import JSON

/// An object encoded but for its `metadata.resourceVersion`, which only the commit knows. Encoding happens before the
/// commit, so that writers hold each other up for a copy of bytes and no longer.
package struct Template: Sendable {
    private let object: JSON
    private let head: [UInt8]
    private let tail: [UInt8]

    package init(_ object: JSON) {
        var object = object
        object["metadata", "resourceVersion"] = ""
        self.object = object
        var output: [UInt8] = []
        output.reserveCapacity(1024)
        var cut = 0
        object.writeMembers(to: &output) { key, value, output in
            guard key == "metadata" else { return value.write(to: &output) }
            value.writeMembers(to: &output) { key, value, output in
                value.write(to: &output)
                if key == "resourceVersion" { cut = output.count - 1 }
            }
        }
        head = Array(output[..<cut])
        tail = Array(output[cut...])
    }

    /// Of the object but for its resourceVersion.
    package var byteCount: Int { head.count + tail.count }

    package func bytes(revision: Int64) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(head.count + tail.count + 20)
        bytes += head
        bytes += String(revision).utf8
        bytes += tail
        return bytes
    }

    package func object(revision: Int64) -> JSON {
        var object = object
        object["metadata", "resourceVersion"] = .string(String(revision))
        return object
    }
}

extension JSON {
    fileprivate func writeMembers(to output: inout [UInt8], _ value: (String, JSON, inout [UInt8]) -> Void) {
        output.append(UInt8(ascii: "{"))
        for (index, member) in (object ?? [:]).sorted(by: { $0.key < $1.key }).enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            JSON.writeString(member.key, to: &output)
            output.append(UInt8(ascii: ":"))
            value(member.key, member.value, &output)
        }
        output.append(UInt8(ascii: "}"))
    }
}
