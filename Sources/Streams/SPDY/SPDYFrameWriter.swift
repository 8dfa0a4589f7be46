import NIOCore

/// Frames in, bytes out.
struct SPDYFrameWriter {
    private let compressor: SPDYHeaderCompressor

    init() throws(SPDYError) {
        compressor = try SPDYHeaderCompressor()
    }

    func write(_ frame: SPDYFrame, into buffer: inout ByteBuffer) {
        switch frame {
        case .synStream(let id, let headers, let isFinal, let isUnidirectional, let priority):
            let block = compressor.compress(headers)
            let flags = (isFinal ? SPDYFrameType.final : 0) | (isUnidirectional ? SPDYFrameType.unidirectional : 0)
            control(SPDYFrameType.synStream, flags, length: 10 + block.count, &buffer)
            buffer.writeMultipleIntegers(id, UInt32(0), priority << 5, UInt8(0))
            buffer.writeBytes(block)
        case .synReply(let id, let headers, let isFinal):
            headerFrame(SPDYFrameType.synReply, id, headers, isFinal, &buffer)
        case .headers(let id, let headers, let isFinal):
            headerFrame(SPDYFrameType.headers, id, headers, isFinal, &buffer)
        case .data(let id, var data, let isFinal):
            let flags = isFinal ? SPDYFrameType.final : 0
            buffer.writeMultipleIntegers(id, UInt32(flags) << 24 | UInt32(data.readableBytes))
            buffer.writeBuffer(&data)
        case .reset(let id, let status):
            control(SPDYFrameType.reset, 0, length: 8, &buffer)
            buffer.writeMultipleIntegers(id, status.rawValue)
        case .settings(let settings):
            control(SPDYFrameType.settings, 0, length: 4 + 8 * settings.count, &buffer)
            buffer.writeInteger(UInt32(settings.count))
            for setting in settings {
                buffer.writeMultipleIntegers(UInt32(setting.flags) << 24 | setting.id, setting.value)
            }
        case .ping(let id):
            control(SPDYFrameType.ping, 0, length: 4, &buffer)
            buffer.writeInteger(id)
        case .goAway(let last, let status):
            control(SPDYFrameType.goAway, 0, length: 8, &buffer)
            buffer.writeMultipleIntegers(last, status.rawValue)
        case .windowUpdate(let id, let delta):
            control(SPDYFrameType.windowUpdate, 0, length: 8, &buffer)
            buffer.writeMultipleIntegers(id, delta)
        }
    }

    private func headerFrame(
        _ type: UInt16, _ id: SPDYStreamID, _ headers: SPDYHeaders, _ isFinal: Bool, _ buffer: inout ByteBuffer
    ) {
        let block = compressor.compress(headers)
        control(type, isFinal ? SPDYFrameType.final : 0, length: 4 + block.count, &buffer)
        buffer.writeInteger(id)
        buffer.writeBytes(block)
    }

    private func control(_ type: UInt16, _ flags: UInt8, length: Int, _ buffer: inout ByteBuffer) {
        buffer.writeMultipleIntegers(
            UInt32(0x8000 | SPDYFrameType.version) << 16 | UInt32(type), UInt32(flags) << 24 | UInt32(length))
    }
}
