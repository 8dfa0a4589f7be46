import NIOCore
import NIOHTTP1

/// Writes HTTP/1.1 answers as bytes.
enum HTTP1Writer {
    static func head(
        _ head: ResponseHead, date: String, closes: Bool, isHTTP10: Bool, into buffer: inout ByteBuffer
    ) {
        buffer.writeString(isHTTP10 ? "HTTP/1.0 " : "HTTP/1.1 ")
        buffer.writeString(statusLine(head.status))
        buffer.writeString("\r\n")
        for (name, value) in head.headers {
            buffer.writeString(name)
            buffer.writeStaticString(": ")
            buffer.writeString(value)
            buffer.writeStaticString("\r\n")
        }
        buffer.writeStaticString("Date: ")
        buffer.writeString(date)
        if let length = head.contentLength {
            if head.hasBody {
                buffer.writeStaticString("\r\nContent-Length: ")
                buffer.writeString(String(length))
            }
        } else if !isHTTP10 {
            buffer.writeStaticString("\r\nTransfer-Encoding: chunked")
        }
        if closes { buffer.writeStaticString("\r\nConnection: close") }
        buffer.writeStaticString("\r\n\r\n")
    }

    private static func statusLine(_ status: Int) -> String {
        switch status {
        case 200: "200 OK"
        case 201: "201 Created"
        default: "\(status) \(HTTPResponseStatus(statusCode: status).reasonPhrase)"
        }
    }

    static func chunk(_ bytes: [UInt8], into buffer: inout ByteBuffer) {
        buffer.writeString(String(bytes.count, radix: 16))
        buffer.writeStaticString("\r\n")
        buffer.writeBytes(bytes)
        buffer.writeStaticString("\r\n")
    }

    /// What Go answers to bytes that are not HTTP, before it closes.
    static func badRequest(_ detail: String = "") -> ByteBuffer {
        plainError("400 Bad Request", detail)
    }

    static let headersTooLarge = plainError("431 Request Header Fields Too Large", "")

    private static func plainError(_ status: String, _ detail: String) -> ByteBuffer {
        ByteBuffer(
            string: "HTTP/1.1 \(status)\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"
                + status + detail)
    }
}
