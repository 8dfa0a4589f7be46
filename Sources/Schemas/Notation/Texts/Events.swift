// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let events: StaticString = #"""
        package events.k8s.io/v1 io.k8s.api.events.v1
        kind Event events namespaced short=ev select=action,reason,regarding.apiVersion,regarding.fieldPath,regarding.kind,regarding.name,regarding.namespace,regarding.resourceVersion,regarding.uid,reportingController,type

        type Event
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1
         eventTime! meta/MicroTime #2
         series EventSeries #3?
         reportingController string #4~
         reportingInstance string #5~
         action string #6~
         reason string #7~
         regarding core/ObjectReference #8~
         related core/ObjectReference #9?
         note string #10~
         type string #11~
         deprecatedSource core/EventSource #12~
         deprecatedFirstTimestamp meta/Time #13~
         deprecatedLastTimestamp meta/Time #14~
         deprecatedCount int32 #15~
        type EventSeries
         count! int32 #1
         lastObservedTime! meta/MicroTime #2
        """#
}
