package struct XffOriginalIP: ExtensionMessage {
    package static let protoName = "envoy.extensions.http.original_ip_detection.xff.v3.XffConfig"

    package var xffNumTrustedHops: UInt32 = 0
    package var xffTrustedCidrs: TrustedCidrs?
    package var skipXffAppend: Bool?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("xff_num_trusted_hops", &xffNumTrustedHops)
        visitor.field("xff_trusted_cidrs", &xffTrustedCidrs)
        visitor.field("skip_xff_append", &skipXffAppend)
    }

    package struct TrustedCidrs: Message {
        package var cidrs: [CidrRange] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("cidrs", &cidrs)
        }
    }
}

package struct CustomHeaderOriginalIP: ExtensionMessage {
    package static let protoName =
        "envoy.extensions.http.original_ip_detection.custom_header.v3.CustomHeaderConfig"

    package var headerName = ""
    package var allowExtensionToSetAddressAsTrusted = false
    package var rejectWithStatus: HttpStatus?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("header_name", &headerName)
        visitor.field("allow_extension_to_set_address_as_trusted", &allowExtensionToSetAddressAsTrusted)
        visitor.field("reject_with_status", &rejectWithStatus)
    }
}
