import JSON
import Kube
import Schemas
import Store

extension APIServer {
    func respondWatch(_ call: Call, _ target: Target) throws -> APIResponse {
        let negotiation = try negotiate(call, target)
        let query = try WatchQuery(call, target)
        let frames = try WatchFrames(self, target, negotiation, include: TableWriter.Include(call.query))
        let stream: WatchStream
        do {
            stream = try openStream(target, query, frames)
        } catch let error as StatusError where error.code == 410 {
            // The stream begins, and its first event is the refusal.
            stream = WatchStream(first: [frames.error(error)])
        }
        let type = negotiation.encoding == .json ? MediaType.json : negotiation.encoding.mediaType + ";stream=watch"
        return APIResponse(
            status: 200,
            headers: [("Audit-Id", RandomName.uid()), ("Cache-Control", "no-cache, private"), ("Content-Type", type)],
            body: .stream(ByteStream { try await stream.next() }))
    }

    private func openStream(_ target: Target, _ query: WatchQuery, _ frames: WatchFrames) throws -> WatchStream {
        var first: [[UInt8]] = []
        let revision: Int64
        switch query.start {
        case .after(let asked):
            // A revision still to come is watched from now on: what comes up to it is not shown.
            revision = min(asked, store.revision)
        case .state:
            let state = try records(target, query.selection)
            revision = state.revision
            for object in state.objects { first.append(try frames.initial(object)) }
            if query.marksInitialEnd { first.append(try frames.bookmark(revision, endsInitialEvents: true)) }
        }
        let feed = try feed(target, query.selection, from: revision)
        let now = ContinuousClock.now
        let deadline = now.advanced(by: .seconds(query.timeoutSeconds))
        return WatchStream(
            first: first, feed: feed, frames: frames, clock: watchClock, deadline: deadline,
            hasBookmarks: query.hasBookmarks, seen: { if case .after(let asked) = query.start { asked } else { revision } }())
    }
}
