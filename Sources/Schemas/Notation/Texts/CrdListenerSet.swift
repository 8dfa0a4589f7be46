// Written by scripts/schemas/extract.py from listenersets.gateway.networking.k8s.io v1.6.1. Descriptions: scripts/schemas/facts.

extension Notation {
    static let crdListenerSet: StaticString = #"""
        crd gateway.networking.k8s.io ListenerSet listenersets namespaced short=lset cat=gateway-api meta={"annotations":{"api-approved.kubernetes.io":"https://github.com/kubernetes-sigs/gateway-api/pull/4530","gateway.networking.k8s.io/bundle-version":"v1.6.1","gateway.networking.k8s.io/channel":"experimental"}}
         version v1 served storage type=v1
          sub status
          column {"name":"Accepted","type":"string","jsonPath":".status.conditions[?(@.type==\"Accepted\")].status"}
          column {"name":"Programmed","type":"string","jsonPath":".status.conditions[?(@.type==\"Programmed\")].status"}
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}

        type v1 object ; More listeners for a Gateway, from another hand.
         apiVersion string
         kind string
         metadata object
         spec! object
          listeners! array minItems=1 maxItems=64 list=map(name)
           > {"message":"tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']","rule":"self.all(l, l.protocol in ['HTTP', 'TCP', 'UDP'] ? !has(l.tls) : true)"}
           > {"message":"tls mode must be Terminate for protocol HTTPS","rule":"self.all(l, (l.protocol == 'HTTPS' && has(l.tls)) ? (l.tls.mode == '' || l.tls.mode == 'Terminate') : true)"}
           > {"message":"tls mode must be set for protocol TLS","rule":"self.all(l, (l.protocol == 'TLS' ? has(l.tls) && has(l.tls.mode) && l.tls.mode != '' : true))"}
           > {"message":"hostname must not be specified for protocols ['TCP', 'UDP']","rule":"self.all(l, l.protocol in ['TCP', 'UDP']  ? (!has(l.hostname) || l.hostname == '') : true)"}
           > {"message":"Listener name must be unique within the Gateway","rule":"self.all(l1, self.exists_one(l2, l1.name == l2.name))"}
           > {"message":"Combination of port, protocol and hostname must be unique for each listener","rule":"self.all(l1, !has(l1.port) || self.exists_one(l2, has(l2.port) && l1.port == l2.port && l1.protocol == l2.protocol && (has(l1.hostname) && has(l2.hostname) ? l1.hostname == l2.hostname : !has(l1.hostname) && !has(l2.hostname))))"}
           - object
            allowedRoutes object ={"namespaces":{"from":"Same"}}
             kinds array maxItems=8 list=atomic
              - object
               group string ="gateway.networking.k8s.io" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
               kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
             namespaces object ={"from":"Same"}
              from string ="Same" enum=["All","Selector","Same"]
              selector object map=atomic
               matchExpressions array list=atomic
                - object
                 key! string
                 operator! string
                 values []string list=atomic
               matchLabels {}string
            hostname string pattern="^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
            name! string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
            port! int32 min=1 max=65535
            protocol! string pattern="^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9]+$" minLength=1 maxLength=255
            tls object
             > {"message":"certificateRefs or options must be specified when mode is Terminate","rule":"self.mode == 'Terminate' ? size(self.certificateRefs) > 0 || size(self.options) > 0 : true"}
             certificateRefs array maxItems=64 list=atomic
              - object
               group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
               kind string ="Secret" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
               name! string minLength=1 maxLength=253
               namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
             mode string ="Terminate" enum=["Terminate","Passthrough"]
             options object maxProperties=16
              * string minLength=0 maxLength=4096
          parentRef! object
           group string ="gateway.networking.k8s.io" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
           kind string ="Gateway" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
           name! string minLength=1 maxLength=253
           namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
         status object ={"conditions":[{"lastTransitionTime":"1970-01-01T00:00:00Z","message":"Waiting for controller","reason":"Pending","status":"Unknown","type":"Accepted"},{"lastTransitionTime":"1970-01-01T00:00:00Z","message":"Waiting for controller","reason":"Pending","status":"Unknown","type":"Programmed"}]}
          conditions array =[{"lastTransitionTime":"1970-01-01T00:00:00Z","message":"Waiting for controller","reason":"Pending","status":"Unknown","type":"Accepted"},{"lastTransitionTime":"1970-01-01T00:00:00Z","message":"Waiting for controller","reason":"Pending","status":"Unknown","type":"Programmed"}] maxItems=8 list=map(type)
           - object
            lastTransitionTime! string(date-time)
            message! string maxLength=32768
            observedGeneration int64 min=0
            reason! string pattern="^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$" minLength=1 maxLength=1024
            status! string enum=["True","False","Unknown"]
            type! string pattern="^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$" maxLength=316
          listeners array maxItems=64 list=map(name)
           - object
            attachedRoutes! int32
            conditions! array maxItems=8 list=map(type)
             - object
              lastTransitionTime! string(date-time)
              message! string maxLength=32768
              observedGeneration int64 min=0
              reason! string pattern="^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$" minLength=1 maxLength=1024
              status! string enum=["True","False","Unknown"]
              type! string pattern="^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$" maxLength=316
            name! string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
            supportedKinds array maxItems=8 list=atomic
             - object
              group string ="gateway.networking.k8s.io" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
              kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
        """#
}
