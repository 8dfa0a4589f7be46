// Written by scripts/schemas/extract.py from clienttrafficpolicies.gateway.envoyproxy.io. Descriptions: scripts/schemas/facts.

extension Notation {
    static let crdClientTrafficPolicy: StaticString = #"""
        crd gateway.envoyproxy.io ClientTrafficPolicy clienttrafficpolicies namespaced short=ctp cat=envoy-gateway meta={"annotations":{"controller-gen.kubebuilder.io/version":"v0.20.1"}}
         version v1alpha1 served storage type=v1alpha1
          sub status
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}

        type v1alpha1 object ; How a proxy treats clients: connections, TLS, headers, timeouts.
         apiVersion string
         kind string
         metadata object
         spec! object
          > {"message":"either targetRef or targetRefs must be used","rule":"(has(self.targetRef) && !has(self.targetRefs)) || (!has(self.targetRef) && has(self.targetRefs)) || (has(self.targetSelectors) && self.targetSelectors.size() > 0) "}
          > {"message":"this policy can only have a targetRef.group of gateway.networking.k8s.io","rule":"has(self.targetRef) ? self.targetRef.group == 'gateway.networking.k8s.io' : true"}
          > {"message":"this policy can only have a targetRef.kind of Gateway or ListenerSet","rule":"has(self.targetRef) ? self.targetRef.kind in ['Gateway', 'ListenerSet'] : true"}
          > {"message":"this policy can only have a targetRefs[*].group of gateway.networking.k8s.io","rule":"has(self.targetRefs) ? self.targetRefs.all(ref, ref.group == 'gateway.networking.k8s.io') : true"}
          > {"message":"this policy can only have a targetRefs[*].kind of Gateway or ListenerSet","rule":"has(self.targetRefs) ? self.targetRefs.all(ref, ref.kind in ['Gateway', 'ListenerSet']) : true"}
          clientIPDetection object
           > {"message":"exactly one of xForwardedFor, customHeader, or directSourceIP must be set","rule":"[has(self.xForwardedFor), has(self.customHeader), has(self.directSourceIP)].filter(x, x).size() == 1"}
           customHeader object
            failClosed bool
            name! string pattern="^[A-Za-z0-9-]+$" minLength=1 maxLength=255
           directSourceIP object
           xForwardedFor object
            > {"message":"only one of numTrustedHops or trustedCIDRs must be set","rule":"(has(self.numTrustedHops) && !has(self.trustedCIDRs)) || (!has(self.numTrustedHops) && has(self.trustedCIDRs))"}
            disableXForwardedForAppend bool
            numTrustedHops int32
            trustedCIDRs array minItems=1
             - string pattern="((25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\\.(25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\\.(25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\\.(25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\\/([0-9]+))|((([0-9a-fA-F]{1,4}:){7,7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:)|fe80:(:[0-9a-fA-F]{0,4}){0,4}%[0-9a-zA-Z]{1,}|::(ffff(:0{1,4}){0,1}:){0,1}((25[0-5]|(2[0-4]|1{0,1}[0-9]){0,1}[0-9])\\.){3,3}(25[0-5]|(2[0-4]|1{0,1}[0-9]){0,1}[0-9])|([0-9a-fA-F]{1,4}:){1,4}:((25[0-5]|(2[0-4]|1{0,1}[0-9]){0,1}[0-9])\\.){3,3}(25[0-5]|(2[0-4]|1{0,1}[0-9]){0,1}[0-9]))\\/([0-9]+))"
          connection object
           bufferLimit int-or-string
            +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
            +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
           connectionLimit object
            > {"message":"closeDelay can only be configured when value is set","rule":"!has(self.closeDelay) || has(self.value)"}
            closeDelay string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            maxConnectionDuration string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            maxRequestsPerConnection int32
            maxStreamDuration string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            value int64 min=1
           maxAcceptPerSocketEvent int32 =1
           socketBufferLimit int-or-string
            +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
            +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
          enableProxyProtocol bool
          grpc object
           enableWeb bool
          headers object
           > {"message":"preserveXRequestID and requestID cannot both be set.","rule":"!(has(self.preserveXRequestID) && has(self.requestID))"}
           disableRateLimitHeaders bool
           earlyRequestHeaders object
            add array minItems=1 maxItems=64 list=map(name)
             - object
              name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
              value! string minLength=1 maxLength=4096
            addIfAbsent array minItems=1 maxItems=64 list=map(name)
             - object
              name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
              value! string minLength=1 maxLength=4096
            remove []string minItems=1 maxItems=64 list=set
            removeOnMatch array minItems=1 maxItems=64
             - object
              type string ="Exact" enum=["Exact","Prefix","Suffix","RegularExpression"]
              value! string minLength=1 maxLength=1024
            set array minItems=1 maxItems=64 list=map(name)
             - object
              name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
              value! string minLength=1 maxLength=4096
           enableEnvoyHeaders bool
           host object
            stripTrailingHostDot bool
           lateResponseHeaders object
            add array minItems=1 maxItems=64 list=map(name)
             - object
              name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
              value! string minLength=1 maxLength=4096
            addIfAbsent array minItems=1 maxItems=64 list=map(name)
             - object
              name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
              value! string minLength=1 maxLength=4096
            remove []string minItems=1 maxItems=64 list=set
            removeOnMatch array minItems=1 maxItems=64
             - object
              type string ="Exact" enum=["Exact","Prefix","Suffix","RegularExpression"]
              value! string minLength=1 maxLength=1024
            set array minItems=1 maxItems=64 list=map(name)
             - object
              name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
              value! string minLength=1 maxLength=4096
           maxRequestHeaderLimit int-or-string
            +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
            +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
           preserveXRequestID bool
           requestID string enum=["PreserveOrGenerate","Preserve","Generate","Disable"]
           withUnderscoresAction string enum=["Allow","RejectRequest","DropHeader"]
           xForwardedClientCert object
            > {"message":"certDetailsToAdd can only be set when mode is AppendForward or SanitizeSet","rule":"(has(self.certDetailsToAdd) && self.certDetailsToAdd.size() > 0) ? (self.mode == 'AppendForward' || self.mode == 'SanitizeSet') : true"}
            certDetailsToAdd array maxItems=5
             - string enum=["Subject","Cert","Chain","DNS","URI"]
            mode string enum=["Sanitize","ForwardOnly","AppendForward","SanitizeSet","AlwaysForwardOnly"]
          healthCheck object
           path! string minLength=1 maxLength=1024
          http1 object
           disableSafeMaxConnectionDuration bool
           enableTrailers bool
           http10 object
            useDefaultHost bool
           ignoredUpgradeTypes array
            - object
             type string ="Exact" enum=["Exact","Prefix","Suffix","RegularExpression"]
             value! string minLength=1 maxLength=1024
           preserveHeaderCase bool
          http2 object
           connectionKeepalive object
            > {"message":"timeout must be less than interval","rule":"!has(self.timeout) || !has(self.interval) || duration(self.timeout) < duration(self.interval)"}
            idleInterval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            interval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            intervalJitter int32 min=0 max=100
            timeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
           initialConnectionWindowSize int-or-string
            +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
            +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
           initialStreamWindowSize int-or-string
            +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
            +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
           maxConcurrentStreams int32 min=1 max=2147483647
           onInvalidMessage string
          http3 object
          path object
           disableMergeSlashes bool
           escapedSlashesAction string enum=["KeepUnchanged","RejectRequest","UnescapeAndForward","UnescapeAndRedirect"]
          proxyProtocol object minProperties=0
           optional bool
          scheme string enum=["Preserve","MatchBackend"]
          targetRef object
           group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
           kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
           name! string minLength=1 maxLength=253
           sectionName string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
          targetRefs array ; The Gateways it is about.
           - object ; The Gateways it is about.
            group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
            kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
            name! string minLength=1 maxLength=253
            sectionName string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
          targetSelectors array
           - object
            > {"message":"group must be gateway.networking.k8s.io","rule":"has(self.group) ? self.group == 'gateway.networking.k8s.io' : true "}
            group string ="gateway.networking.k8s.io" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
            kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
            matchExpressions array list=atomic
             - object
              key! string
              operator! string
              values []string list=atomic
            matchLabels {}string
            namespaces object
             > {"message":"selector must be specified when from is Selector","rule":"self.from != 'Selector' || has(self.selector)"}
             from! string ="Same" enum=["Same","All","Selector"]
             selector object map=atomic
              matchExpressions array list=atomic
               - object
                key! string
                operator! string
                values []string list=atomic
              matchLabels {}string
          tcpKeepalive object
           idleTime string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
           interval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
           probes int32
          timeout object
           http object
            idleTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            requestHeadersReceivedTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            requestReceivedTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            streamIdleTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
           tcp object
            connectionInspectionTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            idleTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            tlsHandshakeTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
          tls object
           > {"message":"setting ciphers has no effect if the minimum possible TLS version is 1.3","rule":"has(self.minVersion) && self.minVersion == '1.3' ? !has(self.ciphers) : true"}
           > {"message":"minVersion must be smaller or equal to maxVersion","rule":"has(self.minVersion) && has(self.maxVersion) ? {\"Auto\":0,\"1.0\":1,\"1.1\":2,\"1.2\":3,\"1.3\":4}[self.minVersion] <= {\"1.0\":1,\"1.1\":2,\"1.2\":3,\"1.3\":4,\"Auto\":5}[self.maxVersion] : !has(self.minVersion) && has(self.maxVersion) ? 3 <= {\"1.0\":1,\"1.1\":2,\"1.2\":3,\"1.3\":4,\"Auto\":5}[self.maxVersion] : true"}
           alpnProtocols []string
           ciphers []string
           clientValidation object
            > {"message":"allowExpiredCertificate can only be set when mode is VerifyIfGiven or RequireAndVerify","rule":"!has(self.allowExpiredCertificate) || !self.allowExpiredCertificate || !has(self.mode) || self.mode in ['VerifyIfGiven', 'RequireAndVerify']"}
            allowExpiredCertificate bool
            caCertificateRefs array maxItems=8
             - object
              group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
              kind string ="Secret" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
              name! string minLength=1 maxLength=253
              namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
            certificateHashes []string
            crl object
             onlyVerifyLeafCertificate bool
             refs! array minItems=1 maxItems=8
              - object
               group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
               kind string ="Secret" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
               name! string minLength=1 maxLength=253
               namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
            mode string enum=["Request","RequireAny","VerifyIfGiven","RequireAndVerify"]
            optional bool
            spkiHashes []string
            subjectAltNames object
             dnsNames array
              - object
               type string ="Exact" enum=["Exact","Prefix","Suffix","RegularExpression"]
               value! string minLength=1 maxLength=1024
             emailAddresses array
              - object
               type string ="Exact" enum=["Exact","Prefix","Suffix","RegularExpression"]
               value! string minLength=1 maxLength=1024
             ipAddresses array
              - object
               type string ="Exact" enum=["Exact","Prefix","Suffix","RegularExpression"]
               value! string minLength=1 maxLength=1024
             otherNames array
              - object
               oid! string
               type string ="Exact" enum=["Exact","Prefix","Suffix","RegularExpression"]
               value! string minLength=1 maxLength=1024
             uris array
              - object
               type string ="Exact" enum=["Exact","Prefix","Suffix","RegularExpression"]
               value! string minLength=1 maxLength=1024
           ecdhCurves []string
           fingerprints array
            - string enum=["JA3","JA4"]
           maxVersion string enum=["Auto","1.0","1.1","1.2","1.3"]
           minVersion string enum=["Auto","1.0","1.1","1.2","1.3"]
           session object
            resumption object
             stateful object
             stateless object
           signatureAlgorithms []string
         status object
          ancestors! array maxItems=16 list=atomic
           - object
            ancestorRef! object
             group string ="gateway.networking.k8s.io" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
             kind string ="Gateway" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
             name! string minLength=1 maxLength=253
             namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
             port int32 min=1 max=65535
             sectionName string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
            conditions! array minItems=1 maxItems=8 list=map(type)
             - object
              lastTransitionTime! string(date-time)
              message! string maxLength=32768
              observedGeneration int64 min=0
              reason! string pattern="^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$" minLength=1 maxLength=1024
              status! string enum=["True","False","Unknown"]
              type! string pattern="^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$" maxLength=316
            controllerName! string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$" minLength=1 maxLength=253
        """#
}
