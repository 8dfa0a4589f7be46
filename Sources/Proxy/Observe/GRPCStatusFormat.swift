/// `%GRPC_STATUS%` in its three forms. Without a status of the upstream's it is what HTTP's comes to.
enum GRPCStatusFormat: String, Sendable {
    case camel = "CAMEL_STRING"
    case snake = "SNAKE_STRING"
    case number = "NUMBER"

    init(_ argument: String) throws {
        guard let format = argument.isEmpty ? .camel : GRPCStatusFormat(rawValue: argument) else {
            throw ConfigurationError("GrpcStatusFormatter only supports CAMEL_STRING, SNAKE_STRING or NUMBER.")
        }
        self = format
    }

    private static let names: [(camel: StaticString, snake: StaticString)] = [
        ("OK", "OK"), ("Canceled", "CANCELLED"), ("Unknown", "UNKNOWN"), ("InvalidArgument", "INVALID_ARGUMENT"),
        ("DeadlineExceeded", "DEADLINE_EXCEEDED"), ("NotFound", "NOT_FOUND"), ("AlreadyExists", "ALREADY_EXISTS"),
        ("PermissionDenied", "PERMISSION_DENIED"), ("ResourceExhausted", "RESOURCE_EXHAUSTED"),
        ("FailedPrecondition", "FAILED_PRECONDITION"), ("Aborted", "ABORTED"), ("OutOfRange", "OUT_OF_RANGE"),
        ("Unimplemented", "UNIMPLEMENTED"), ("Internal", "INTERNAL"), ("Unavailable", "UNAVAILABLE"),
        ("DataLoss", "DATA_LOSS"), ("Unauthenticated", "UNAUTHENTICATED"),
    ]

    func write(_ context: FormatContext, to output: inout [UInt8]) -> Bool {
        guard let request = context.request, isGRPC(request), let status = Self.status(context) else { return false }
        guard self != .number, Self.names.indices.contains(status) else {
            appendDecimal(status, to: &output)
            return true
        }
        let name = Self.names[status]
        output.append(contentsOf: Bytes(self == .camel ? name.camel : name.snake))
        return true
    }

    private static func status(_ context: FormatContext) -> Int? {
        for headers in [context.trailers, context.response] {
            if let text = headers?[.grpcStatus], text.count > 0 { return text.decimal ?? -1 }
        }
        return context.info.responseCode == 0 ? nil : Exchange.grpcStatus(context.info.responseCode)
    }
}
