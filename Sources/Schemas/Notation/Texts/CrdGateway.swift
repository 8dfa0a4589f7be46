// Written by scripts/schemas/extract.py from gateways.gateway.networking.k8s.io v1.6.1. Descriptions: scripts/schemas/facts.

extension Notation {
    static let crdGateway: StaticString = #"""
        crd gateway.networking.k8s.io Gateway gateways namespaced short=gtw cat=gateway-api meta={"annotations":{"api-approved.kubernetes.io":"https://github.com/kubernetes-sigs/gateway-api/pull/4530","gateway.networking.k8s.io/bundle-version":"v1.6.1","gateway.networking.k8s.io/channel":"experimental"}}
         version v1 served storage type=v1
          sub status
          column {"name":"Class","type":"string","jsonPath":".spec.gatewayClassName"}
          column {"name":"Address","type":"string","jsonPath":".status.addresses[*].value"}
          column {"name":"Programmed","type":"string","jsonPath":".status.conditions[?(@.type==\"Programmed\")].status"}
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}
         version v1beta1 served type=v1
          sub status
          column {"name":"Class","type":"string","jsonPath":".spec.gatewayClassName"}
          column {"name":"Address","type":"string","jsonPath":".status.addresses[*].value"}
          column {"name":"Programmed","type":"string","jsonPath":".status.conditions[?(@.type==\"Programmed\")].status"}
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}

        type v1 object ; Where traffic comes in: listeners, and the addresses they are at.
         apiVersion string
         kind string
         metadata object
         spec! object
          addresses array maxItems=16 list=atomic ; Addresses asked for.
           > {"message":"IPAddress values must be unique","rule":"self.all(a1, a1.type == 'IPAddress' && has(a1.value) ? self.exists_one(a2, a2.type == a1.type && has(a2.value) && a2.value == a1.value) : true )"}
           > {"message":"Hostname values must be unique","rule":"self.all(a1, a1.type == 'Hostname'  && has(a1.value) ? self.exists_one(a2, a2.type == a1.type && has(a2.value) && a2.value == a1.value) : true )"}
           - object ; Addresses asked for.
            > {"message":"Hostname value must be empty or contain only valid characters (matching ^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$)","rule":"self.type == 'Hostname' ? (!has(self.value) || self.value.matches(r\"\"\"^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$\"\"\")): true"}
            type string ="IPAddress" pattern="^Hostname|IPAddress|NamedAddress|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$" minLength=1 maxLength=253
            value string maxLength=253
            +oneOf any
             type any enum=["IPAddress"]
             value any
              +anyOf any(ipv4)
              +anyOf any(ipv6)
            +oneOf any
             type any
              +not any enum=["IPAddress"]
          allowedListeners object
           namespaces object ={"from":"None"}
            from string ="None" enum=["All","Selector","Same","None"]
            selector object map=atomic
             matchExpressions array list=atomic
              - object
               key! string
               operator! string
               values []string list=atomic
             matchLabels {}string
          defaultScope string enum=["All","None"]
          gatewayClassName! string minLength=1 maxLength=253 ; The class, and so the controller.
          infrastructure object ; Labels, annotations and settings of what is made for the Gateway.
           annotations object maxProperties=16
            > {"message":"Annotation keys must be in the form of an optional DNS subdomain prefix followed by a required name segment of up to 63 characters.","rule":"self.all(key, key.matches(r\"\"\"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$\"\"\"))"}
            > {"message":"If specified, the annotation key's prefix must be a DNS subdomain not longer than 253 characters in total.","rule":"self.all(key, key.split(\"/\")[0].size() < 253)"}
            * string minLength=0 maxLength=4096
           labels object maxProperties=8
            > {"message":"Label keys must be in the form of an optional DNS subdomain prefix followed by a required name segment of up to 63 characters.","rule":"self.all(key, key.matches(r\"\"\"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$\"\"\"))"}
            > {"message":"If specified, the label key's prefix must be a DNS subdomain not longer than 253 characters in total.","rule":"self.all(key, key.split(\"/\")[0].size() < 253)"}
            * string pattern="^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$" minLength=0 maxLength=63
           parametersRef object
            group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
            kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
            name! string minLength=1 maxLength=253
          listeners! array minItems=1 maxItems=64 list=map(name) ; Ports, protocols and host names that traffic is accepted on.
           > {"message":"tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']","rule":"self.all(l, l.protocol in ['HTTP', 'TCP', 'UDP'] ? !has(l.tls) : true)"}
           > {"message":"tls mode must be Terminate for protocol HTTPS","rule":"self.all(l, (l.protocol == 'HTTPS' && has(l.tls)) ? (l.tls.mode == '' || l.tls.mode == 'Terminate') : true)"}
           > {"message":"tls mode must be set for protocol TLS","rule":"self.all(l, (l.protocol == 'TLS' ? has(l.tls) && has(l.tls.mode) && l.tls.mode != '' : true))"}
           > {"message":"hostname must not be specified for protocols ['TCP', 'UDP']","rule":"self.all(l, l.protocol in ['TCP', 'UDP']  ? (!has(l.hostname) || l.hostname == '') : true)"}
           > {"message":"Listener name must be unique within the Gateway","rule":"self.all(l1, self.exists_one(l2, l1.name == l2.name))"}
           > {"message":"Combination of port, protocol and hostname must be unique for each listener","rule":"self.all(l1, self.exists_one(l2, l1.port == l2.port && l1.protocol == l2.protocol && (has(l1.hostname) && has(l2.hostname) ? l1.hostname == l2.hostname : !has(l1.hostname) && !has(l2.hostname))))"}
           - object ; Ports, protocols and host names that traffic is accepted on.
            allowedRoutes object ={"namespaces":{"from":"Same"}} ; Which routes may attach, by kind and namespace.
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
            hostname string pattern="^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253 ; The host name served here, perhaps beginning with *.; all when left out.
            name! string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253 ; The listener's name, unique in the Gateway; routes choose it by sectionName.
            port! int32 min=1 max=65535 ; The port.
            protocol! string pattern="^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9]+$" minLength=1 maxLength=255 ; HTTP, HTTPS, TLS, TCP or UDP.
            tls object ; Certificates, and whether TLS ends here or is passed through.
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
          tls object
           backend object
            clientCertificateRef object
             group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
             kind string ="Secret" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
             name! string minLength=1 maxLength=253
             namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
           frontend object
            default! object
             validation object
              caCertificateRefs! array minItems=1 maxItems=16 list=atomic
               - object
                group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
                kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
                name! string minLength=1 maxLength=253
                namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
              mode string ="AllowValidOnly" enum=["AllowValidOnly","AllowInsecureFallback"]
            perPort array maxItems=64 list=map(port)
             > {"message":"Port for TLS configuration must be unique within the Gateway","rule":"self.all(t1, self.exists_one(t2, t1.port == t2.port))"}
             - object
              port! int32 min=1 max=65535
              tls! object
               validation object
                caCertificateRefs! array minItems=1 maxItems=16 list=atomic
                 - object
                  group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
                  kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
                  name! string minLength=1 maxLength=253
                  namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
                mode string ="AllowValidOnly" enum=["AllowValidOnly","AllowInsecureFallback"]
         status object ={"conditions":[{"lastTransitionTime":"1970-01-01T00:00:00Z","message":"Waiting for controller","reason":"Pending","status":"Unknown","type":"Accepted"},{"lastTransitionTime":"1970-01-01T00:00:00Z","message":"Waiting for controller","reason":"Pending","status":"Unknown","type":"Programmed"}]}
          addresses array maxItems=16 list=atomic ; The addresses it has.
           - object ; The addresses it has.
            > {"message":"Hostname value must only contain valid characters (matching ^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$)","rule":"self.type == 'Hostname' ? self.value.matches(r\"\"\"^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$\"\"\"): true"}
            type string ="IPAddress" pattern="^Hostname|IPAddress|NamedAddress|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$" minLength=1 maxLength=253
            value! string minLength=1 maxLength=253
            +oneOf any
             type any enum=["IPAddress"]
             value any
              +anyOf any(ipv4)
              +anyOf any(ipv6)
            +oneOf any
             type any
              +not any enum=["IPAddress"]
          attachedListenerSets int32
          conditions array =[{"lastTransitionTime":"1970-01-01T00:00:00Z","message":"Waiting for controller","reason":"Pending","status":"Unknown","type":"Accepted"},{"lastTransitionTime":"1970-01-01T00:00:00Z","message":"Waiting for controller","reason":"Pending","status":"Unknown","type":"Programmed"}] maxItems=8 list=map(type) ; Whether the Gateway is accepted and programmed.
           - object ; Whether the Gateway is accepted and programmed.
            lastTransitionTime! string(date-time)
            message! string maxLength=32768
            observedGeneration int64 min=0
            reason! string pattern="^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$" minLength=1 maxLength=1024
            status! string enum=["True","False","Unknown"]
            type! string pattern="^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$" maxLength=316
          listeners array maxItems=64 list=map(name) ; The same of each listener, with the number of its routes.
           - object ; The same of each listener, with the number of its routes.
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
