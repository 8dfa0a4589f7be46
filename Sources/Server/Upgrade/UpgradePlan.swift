import API
import NIOCore
import NIOHTTP1
import Streams

/// What a connection becomes after `101 Switching Protocols`.
struct UpgradePlan {
    enum Decision {
        case accepted(UpgradePlan)
        case refused(APIResponse)
    }

    /// Of the 101 answer.
    var headers: [(name: String, value: String)]
    private var layout: StreamLayout

    static func make(_ request: HTTPRequestHead, _ target: PodConnect) -> Decision {
        guard RequestTarget.hasToken("upgrade", in: request.headers["connection"]),
            request.headers.first(name: "upgrade") != nil
        else { return .refused(Refusal.upgradeRequired) }
        return .refused(Refusal.upgradeRequired)
    }

    func install(in pipeline: ChannelPipeline, pods: any PodConnector) throws {}
}
