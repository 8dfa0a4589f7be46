/// A `.proto` file as a table, for the descriptors that reflection hands out.
struct ProtoFile: Sendable {
    struct Field: Sendable {
        var name: String
        var number: Int
        /// `FieldDescriptorProto.Type`.
        var type: Int
        var typeName = ""
        var isRepeated = false

        static func string(_ name: String, _ number: Int, isRepeated: Bool = false) -> Field {
            Field(name: name, number: number, type: 9, isRepeated: isRepeated)
        }

        /// - Parameter of: The name of a message of the same file.
        static func message(_ name: String, _ number: Int, of type: String, isRepeated: Bool = false) -> Field {
            Field(name: name, number: number, type: 11, typeName: type, isRepeated: isRepeated)
        }
    }

    struct Message: Sendable {
        var name: String
        var fields: [Field]

        init(_ name: String, _ fields: [Field]) {
            self.name = name
            self.fields = fields
        }
    }

    var name: String
    var package: String
    var messages: [Message]

    /// Whether the file has a symbol by its full name.
    func declares(_ symbol: String, services: [GRPCServer.Service]) -> Bool {
        messages.contains { "\(package).\($0.name)" == symbol }
            || services.contains { service in
                service.name == symbol || service.methods.contains { "\(service.name).\($0.name)" == symbol }
            }
    }

    /// A serialized `FileDescriptorProto`.
    func descriptor(services: [GRPCServer.Service]) -> [UInt8] {
        var file = ProtoWriter()
        file.write(1, name)
        file.write(2, package)
        for message in messages { file.write(4, message: descriptor(message)) }
        for service in services { file.write(6, message: descriptor(service)) }
        file.write(12, "proto3")
        return file.bytes
    }

    private func descriptor(_ message: Message) -> ProtoWriter {
        var writer = ProtoWriter()
        writer.write(1, message.name)
        for field in message.fields {
            var entry = ProtoWriter()
            entry.write(1, field.name)
            entry.write(3, field.number)
            entry.write(4, field.isRepeated ? 3 : 1)
            entry.write(5, field.type)
            if !field.typeName.isEmpty { entry.write(6, ".\(package).\(field.typeName)") }
            entry.write(10, Self.jsonName(field.name))
            writer.write(2, message: entry)
        }
        return writer
    }

    private func descriptor(_ service: GRPCServer.Service) -> ProtoWriter {
        var writer = ProtoWriter()
        writer.write(1, String(service.name.split(separator: ".").last ?? ""))
        for method in service.methods {
            var entry = ProtoWriter()
            entry.write(1, method.name)
            entry.write(2, ".\(package).\(method.input)")
            entry.write(3, ".\(package).\(method.output)")
            writer.write(2, message: entry)
        }
        return writer
    }

    private static func jsonName(_ name: String) -> String {
        let parts = name.split(separator: "_")
        return (parts.first.map(String.init) ?? "")
            + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
