// Written by scripts/schemas/extract.py from backendtrafficpolicies.gateway.envoyproxy.io. Descriptions: scripts/schemas/facts.

extension Notation {
    static let crdBackendTrafficPolicy: StaticString = #"""
        crd gateway.envoyproxy.io BackendTrafficPolicy backendtrafficpolicies namespaced short=btp cat=envoy-gateway meta={"annotations":{"controller-gen.kubebuilder.io/version":"v0.20.1"}}
         version v1alpha1 served storage type=v1alpha1
          sub status
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}

        type v1alpha1 object ; How a proxy treats backends: retries, timeouts, health, limits, balance.
         apiVersion string
         kind string
         metadata object
         spec! object
          > {"message":"either targetRef or targetRefs must be used","rule":"(has(self.targetRef) && !has(self.targetRefs)) || (!has(self.targetRef) && has(self.targetRefs)) || (has(self.targetSelectors) && self.targetSelectors.size() > 0) "}
          > {"message":"this policy can only have a targetRef.group of gateway.networking.k8s.io","rule":"has(self.targetRef) ? self.targetRef.group == 'gateway.networking.k8s.io' : true "}
          > {"message":"this policy can only have a targetRef.kind of Gateway/ListenerSet/HTTPRoute/GRPCRoute/TCPRoute/UDPRoute/TLSRoute","rule":"has(self.targetRef) ? self.targetRef.kind in ['Gateway', 'ListenerSet', 'HTTPRoute', 'GRPCRoute', 'UDPRoute', 'TCPRoute', 'TLSRoute'] : true"}
          > {"message":"this policy can only have a targetRefs[*].group of gateway.networking.k8s.io","rule":"has(self.targetRefs) ? self.targetRefs.all(ref, ref.group == 'gateway.networking.k8s.io') : true "}
          > {"message":"this policy can only have a targetRefs[*].kind of Gateway/ListenerSet/HTTPRoute/GRPCRoute/TCPRoute/UDPRoute/TLSRoute","rule":"has(self.targetRefs) ? self.targetRefs.all(ref, ref.kind in ['Gateway', 'ListenerSet', 'HTTPRoute', 'GRPCRoute', 'UDPRoute', 'TCPRoute', 'TLSRoute']) : true "}
          > {"message":"mergeType can only be used with xRoute targets","rule":"!has(self.mergeType) || ((!has(self.targetRef) || self.targetRef.kind in ['HTTPRoute', 'GRPCRoute', 'UDPRoute', 'TCPRoute', 'TLSRoute']) && (!has(self.targetRefs) || self.targetRefs.all(ref, ref.kind in ['HTTPRoute', 'GRPCRoute', 'UDPRoute', 'TCPRoute', 'TLSRoute'])) && (!has(self.targetSelectors) || self.targetSelectors.all(sel, sel.kind in ['HTTPRoute', 'GRPCRoute', 'UDPRoute', 'TCPRoute', 'TLSRoute'])))"}
          > {"message":"either compression or compressor can be set, not both","rule":"!has(self.compression) || !has(self.compressor)"}
          > {"message":"requestBuffer cannot be used together with httpUpgrade","rule":"!has(self.requestBuffer) || !has(self.httpUpgrade) || self.httpUpgrade.size() == 0"}
          > {"message":"admissionControl can only be used with HTTPRoute, GRPCRoute, Gateway, or ListenerSet targets","rule":"!has(self.admissionControl) || ((!has(self.targetRef) || self.targetRef.kind in ['Gateway', 'ListenerSet', 'HTTPRoute', 'GRPCRoute']) && (!has(self.targetRefs) || self.targetRefs.all(ref, ref.kind in ['Gateway', 'ListenerSet', 'HTTPRoute', 'GRPCRoute'])) && (!has(self.targetSelectors) || self.targetSelectors.all(sel, sel.kind in ['Gateway', 'ListenerSet', 'HTTPRoute', 'GRPCRoute'])))"}
          > {"message":"predictivePercent in preconnect policy only works with RoundRobin or Random load balancers","rule":"!((has(self.connection) && has(self.connection.preconnect) && has(self.connection.preconnect.predictivePercent)) && !(has(self.loadBalancer) && has(self.loadBalancer.type) && self.loadBalancer.type in ['Random', 'RoundRobin']))"}
          admissionControl object
           > {"message":"minSuccessRate must be between 1 and 100","rule":"!has(self.minSuccessRate) || (self.minSuccessRate >= 1 && self.minSuccessRate <= 100)"}
           > {"message":"maxRejectionPercent must be between 0 and 100","rule":"!has(self.maxRejectionPercent) || (self.maxRejectionPercent >= 0 && self.maxRejectionPercent <= 100)"}
           > {"message":"samplingWindow must be at least 1s","rule":"!has(self.samplingWindow) || duration(self.samplingWindow) >= duration('1s')"}
           maxRejectionPercent int32 min=0 max=100
           minRequestRate int32 min=0
           minSuccessRate int32 min=1 max=100
           rejectionAggression int32 min=1
           samplingWindow string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
           successCriteria object
            grpc object
             statusCodes array
              - string enum=["Ok","Cancelled","Unknown","InvalidArgument","DeadlineExceeded","NotFound","AlreadyExists","PermissionDenied","ResourceExhausted","FailedPrecondition","Aborted","OutOfRange","Unimplemented","Internal","Unavailable","DataLoss","Unauthenticated"]
            http object
             statusCodes array
              - int min=100 max=599
          bandwidthLimit object
           > {"message":"at least one of request or response must be specified","rule":"has(self.request) || has(self.response)"}
           request object
            limit! object
             unit! string enum=["Second","Minute","Hour"]
             value! int-or-string
              +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
              +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
           response object
            limit! object
             unit! string enum=["Second","Minute","Hour"]
             value! int-or-string
              +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
              +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
            responseTrailers object
             prefix string pattern="^[^\\r\\n\\x00]*$"
          circuitBreaker object
           maxConnections int64 =1024 min=0 max=4294967295
           maxParallelRequests int64 =1024 min=0 max=4294967295
           maxParallelRetries int64 =1024 min=0 max=4294967295
           maxPendingRequests int64 =1024 min=0 max=4294967295
           maxRequestsPerConnection int64 min=0 max=4294967295
           perEndpoint object
            maxConnections int64 =1024 min=0 max=4294967295
           retryBudget object
            minRetryConcurrency int32
            percent! object
             > {"message":"numerator must be less than or equal to denominator","rule":"self.numerator <= self.denominator"}
             denominator int32 =100 min=1
             numerator! int32 min=0
          compression array
           - object
            brotli object
            gzip object
            minContentLength int-or-string
             +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
             +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
            type! string enum=["Gzip","Brotli","Zstd"]
            zstd object
          compressor array
           - object
            brotli object
            gzip object
            minContentLength int-or-string
             +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
             +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
            type! string enum=["Gzip","Brotli","Zstd"]
            zstd object
          connection object
           bufferLimit int-or-string
            +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
            +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
           preconnect object
            perEndpointPercent int32 min=100 max=300
            predictivePercent int32 min=100
           socketBufferLimit int-or-string
            +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
            +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
          dns object
           dnsRefreshRate string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
           lookupFamily string enum=["IPv4","IPv6","IPv4Preferred","IPv6Preferred","IPv4AndIPv6"]
           respectDnsTtl bool
          faultInjection object
           > {"message":"Delay and abort faults are set at least one.","rule":" has(self.delay) || has(self.abort) "}
           abort object
            > {"message":"httpStatus and grpcStatus cannot be simultaneously defined.","rule":" !(has(self.httpStatus) && has(self.grpcStatus)) "}
            > {"message":"httpStatus and grpcStatus are set at least one.","rule":" has(self.httpStatus) || has(self.grpcStatus) "}
            grpcStatus int32 min=0 max=16
            httpStatus int32 min=200 max=600
            percentage number =100
           delay object
            fixedDelay! string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            percentage number =100
          healthCheck object
           active object
            > {"message":"If Health Checker type is HTTP, http field needs to be set.","rule":"self.type == 'HTTP' ? has(self.http) : !has(self.http)"}
            > {"message":"If Health Checker type is TCP, tcp field needs to be set.","rule":"self.type == 'TCP' ? has(self.tcp) : !has(self.tcp)"}
            > {"message":"The grpc field can only be set if the Health Checker type is GRPC.","rule":"has(self.grpc) ? self.type == 'GRPC' : true"}
            grpc object
             service string
            healthCheckLog object
             matches array maxItems=4 list=set
              > {"message":"a failure type and a success type must both be specified together","rule":"self.exists(e, e == 'Failure' || e == 'FailureSeriesStart') == self.exists(e, e == 'Success' || e == 'HealthyTransition')"}
              - string enum=["Failure","FailureSeriesStart","Success","HealthyTransition"]
             sinks array maxItems=1
              - object
               > {"message":"If ProxyHealthCheckLogSink type is File, file field needs to be set.","rule":"self.type == 'File' ? has(self.file) : !has(self.file)"}
               file object
                path! string minLength=1
               type! string enum=["File"]
            healthyThreshold int32 =1 min=1
            http object
             > {"message":"The requestBody field can only be set when method is POST or PUT.","rule":"!has(self.requestBody) || (has(self.method) && self.method.upperAscii() in ['POST','PUT'])"}
             expectedResponse object
              > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
              > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
              binary string(byte)
              text string
              type! string
               +allOf any enum=["Text","Binary"]
               +allOf any enum=["Text","Binary"]
             expectedStatuses array
              - int min=100 max=599
             hostname string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
             method string maxLength=16
             path! string minLength=1 maxLength=1024
             requestBody object
              > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
              > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
              binary string(byte)
              text string
              type! string
               +allOf any enum=["Text","Binary"]
               +allOf any enum=["Text","Binary"]
             retriableStatuses array
              - int min=100 max=599
            initialJitter string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            interval string ="3s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            overrides object
             port int32 min=1 max=65535
            tcp object
             receive object
              > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
              > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
              binary string(byte)
              text string
              type! string
               +allOf any enum=["Text","Binary"]
               +allOf any enum=["Text","Binary"]
             send object
              > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
              > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
              binary string(byte)
              text string
              type! string
               +allOf any enum=["Text","Binary"]
               +allOf any enum=["Text","Binary"]
            timeout string ="1s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            type! string
             +allOf any enum=["HTTP","TCP","GRPC"]
             +allOf any enum=["HTTP","TCP","GRPC"]
            unhealthyThreshold int32 =3 min=1
           panicThreshold int32 min=0 max=100
           passive object
            alwaysEjectOneEndpoint bool =false
            baseEjectionTime string ="30s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            consecutive5XxErrors int32 =5
            consecutiveGatewayErrors int32
            consecutiveLocalOriginFailures int32 =5
            failurePercentageThreshold int32 min=0 max=100
            interval string ="3s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            maxEjectionPercent int32 =10 min=0 max=100
            splitExternalLocalOriginErrors bool =false
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
          httpUpgrade array
           - object
            > {"message":"The connect configuration is only allowed when the type is CONNECT.","rule":"!has(self.connect) || self.type == 'CONNECT'"}
            connect object
             terminate bool
            type! string
          loadBalancer object
           > {"message":"If LoadBalancer type is consistentHash, consistentHash field needs to be set.","rule":"self.type == 'ConsistentHash' ? has(self.consistentHash) : !has(self.consistentHash)"}
           > {"message":"If LoadBalancer type is BackendUtilization, backendUtilization field needs to be set.","rule":"self.type == 'BackendUtilization' ? has(self.backendUtilization) : !has(self.backendUtilization)"}
           > {"message":"If LoadBalancer type is DynamicModule, dynamicModule field needs to be set.","rule":"self.type == 'DynamicModule' ? has(self.dynamicModule) : !has(self.dynamicModule)"}
           > {"message":"Currently SlowStart is only supported for RoundRobin, LeastRequest, and BackendUtilization load balancers.","rule":"self.type in ['Random', 'ConsistentHash', 'DynamicModule'] ? !has(self.slowStart) : true"}
           > {"message":"PreferLocal zone-aware routing is not supported for ConsistentHash load balancers. Use weightedZones instead.","rule":"self.type == 'ConsistentHash' && has(self.zoneAware) ? !has(self.zoneAware.preferLocal) : true"}
           > {"message":"PreferLocal zone-aware routing is not currently supported for BackendUtilization load balancers. Only WeightedZones can be used with BackendUtilization.","rule":"self.type == 'BackendUtilization' && has(self.zoneAware) ? !has(self.zoneAware.preferLocal) : true"}
           > {"message":"ZoneAware routing is not supported for DynamicModule load balancers.","rule":"self.type == 'DynamicModule' ? !has(self.zoneAware) : true"}
           > {"message":"ZoneAware PreferLocal and WeightedZones cannot be specified together.","rule":"has(self.zoneAware) ? !(has(self.zoneAware.preferLocal) && has(self.zoneAware.weightedZones)) : true"}
           > {"message":"EndpointOverride is not supported for DynamicModule load balancers.","rule":"self.type == 'DynamicModule' ? !has(self.endpointOverride) : true"}
           backendUtilization object
            blackoutPeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            errorUtilizationPenaltyPercent int32 min=0
            keepResponseHeaders bool =false
            metricNamesForComputingUtilization []string
            outOfBand object
             authority string pattern="^[^\\x00\\n\\r]*$" minLength=1 maxLength=259
             port int32 min=1 max=65535
             reportingPeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
              > {"message":"reportingPeriod must be greater than 0","rule":"duration(self) > duration('0s')"}
            weightExpirationPeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            weightUpdatePeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
           consistentHash object
            > {"message":"If consistent hash type is header, the header field must be set.","rule":"self.type == 'Header' ? has(self.header) : !has(self.header)"}
            > {"message":"If consistent hash type is headers, the headers field must be set.","rule":"self.type == 'Headers' ? has(self.headers) : !has(self.headers)"}
            > {"message":"If consistent hash type is cookie, the cookie field must be set.","rule":"self.type == 'Cookie' ? has(self.cookie) : !has(self.cookie)"}
            > {"message":"If consistent hash type is queryParams, the queryParams field must be set.","rule":"self.type == 'QueryParams' ? has(self.queryParams) : !has(self.queryParams)"}
            cookie object
             attributes {}string
             name! string
             ttl string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            header object
             name! string
            headers array
             - object
              name! string
            queryParams array
             - object
              name! string
            tableSize int64 =65537 min=2 max=5000011
            type! string enum=["SourceIP","Header","Headers","Cookie","QueryParams"]
           dynamicModule object
            config any preserve
            lbPolicyName! string minLength=1 maxLength=253
            name! string pattern="^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$" minLength=1 maxLength=253
           endpointOverride object
            extractFrom! array minItems=1 maxItems=10
             - object
              header string
           slowStart object
            window! string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
           type! string enum=["ConsistentHash","LeastRequest","Random","RoundRobin","BackendUtilization","DynamicModule"]
           zoneAware object
            preferLocal object
             force object
              minEndpointsInZoneThreshold int32
             minEndpointsThreshold int64
             percentageEnabled int32 min=0 max=100
            weightedZones array list=map(zone)
             - object
              weight! int32
              zone! string
          mergeType string
           > {"message":"Replace is not a valid MergeType for BackendTrafficPolicySpec","rule":"self != 'Replace'"}
          proxyProtocol object
           version! string enum=["V1","V2"]
          rateLimit object
           global object
            rules! array maxItems=256
             - object
              clientSelectors array maxItems=8
               - object
                > {"message":"at least one of headers, methods, path, sourceCIDR or queryParams must be specified","rule":"has(self.headers) || has(self.methods) || has(self.path) || has(self.sourceCIDR) || has(self.queryParams)"}
                headers array maxItems=128
                 - object
                  invert bool =false
                  name! string minLength=1 maxLength=256
                  type string ="Exact" enum=["Exact","RegularExpression","Distinct"]
                  value string maxLength=1024
                methods array
                 - object
                  invert bool =false
                  value! string enum=["GET","HEAD","POST","PUT","DELETE","CONNECT","OPTIONS","TRACE","PATCH"]
                path object
                 invert bool =false
                 type string ="PathPrefix" enum=["Exact","PathPrefix","RegularExpression"]
                 value! string ="/" maxLength=1024
                queryParams array maxItems=16
                 - object
                  invert bool =false
                  name! string minLength=1 maxLength=256
                  type string ="Exact" enum=["Exact","RegularExpression","Distinct"]
                  value string maxLength=1024
                sourceCIDR object
                 invert bool =false
                 type string ="Exact" enum=["Exact","Distinct"]
                 value! string minLength=1 maxLength=256
              cost object
               request object
                > {"message":"only one of number or metadata can be specified","rule":"!(has(self.number) && has(self.metadata))"}
                from! string enum=["Number","Metadata"]
                metadata object
                 key! string
                 namespace! string
                number int64
               response object
                > {"message":"only one of number or metadata can be specified","rule":"!(has(self.number) && has(self.metadata))"}
                from! string enum=["Number","Metadata"]
                metadata object
                 key! string
                 namespace! string
                number int64
              limit! object
               fromMetadata object
                key! string minLength=1
                namespace! string minLength=1
               requests! int64 min=0 max=4294967295
               unit! string enum=["Second","Minute","Hour","Day","Week","Month","Year"]
              shadowMode bool
              shared bool
              xRateLimitHeaders string enum=["Off","DraftVersion03"]
           local object
            rules array maxItems=16
             > {"message":"response cost is not supported for Local Rate Limits","rule":"self.all(r, !has(r.cost) || !has(r.cost.response))"}
             > {"message":"limit fromMetadata is not supported for Local Rate Limits","rule":"self.all(r, !has(r.limit.fromMetadata))"}
             - object
              clientSelectors array maxItems=8
               - object
                > {"message":"at least one of headers, methods, path, sourceCIDR or queryParams must be specified","rule":"has(self.headers) || has(self.methods) || has(self.path) || has(self.sourceCIDR) || has(self.queryParams)"}
                headers array maxItems=128
                 - object
                  invert bool =false
                  name! string minLength=1 maxLength=256
                  type string ="Exact" enum=["Exact","RegularExpression","Distinct"]
                  value string maxLength=1024
                methods array
                 - object
                  invert bool =false
                  value! string enum=["GET","HEAD","POST","PUT","DELETE","CONNECT","OPTIONS","TRACE","PATCH"]
                path object
                 invert bool =false
                 type string ="PathPrefix" enum=["Exact","PathPrefix","RegularExpression"]
                 value! string ="/" maxLength=1024
                queryParams array maxItems=16
                 - object
                  invert bool =false
                  name! string minLength=1 maxLength=256
                  type string ="Exact" enum=["Exact","RegularExpression","Distinct"]
                  value string maxLength=1024
                sourceCIDR object
                 invert bool =false
                 type string ="Exact" enum=["Exact","Distinct"]
                 value! string minLength=1 maxLength=256
              cost object
               request object
                > {"message":"only one of number or metadata can be specified","rule":"!(has(self.number) && has(self.metadata))"}
                from! string enum=["Number","Metadata"]
                metadata object
                 key! string
                 namespace! string
                number int64
               response object
                > {"message":"only one of number or metadata can be specified","rule":"!(has(self.number) && has(self.metadata))"}
                from! string enum=["Number","Metadata"]
                metadata object
                 key! string
                 namespace! string
                number int64
              limit! object
               fromMetadata object
                key! string minLength=1
                namespace! string minLength=1
               requests! int64 min=0 max=4294967295
               unit! string enum=["Second","Minute","Hour","Day","Week","Month","Year"]
              shadowMode bool
              shared bool
              xRateLimitHeaders string enum=["Off","DraftVersion03"]
           type string enum=["Global","Local"]
          requestBuffer object
           limit int-or-string
            +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
            +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
          responseOverride array
           - object
            > {"message":"exactly one of response or redirect must be specified","rule":"(has(self.response) && !has(self.redirect)) || (!has(self.response) && has(self.redirect))"}
            match! object
             > {"message":"at least one of statusCodes or responseHeaders must be specified","rule":"has(self.statusCodes) || has(self.responseHeaders)"}
             responseHeaders array minItems=1 maxItems=16
              - object
               name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
               value! object
                type string ="Exact" enum=["Exact","Prefix","Suffix","RegularExpression"]
                value! string minLength=1 maxLength=1024
             statusCodes array minItems=1 maxItems=50
              - object
               > {"message":"value must be set for type Value","rule":"(!has(self.type) || self.type == 'Value')? has(self.value) : true"}
               > {"message":"range must be set for type Range","rule":"(has(self.type) && self.type == 'Range')? has(self.range) : true"}
               range object
                > {"message":"end must be greater than start","rule":"self.end > self.start"}
                end! int
                start! int
               type! string ="Value"
                +allOf any enum=["Value","Range"]
                +allOf any enum=["Value","Range"]
               value int
            redirect object
             hostname string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
             path object
              > {"message":"only ReplaceFullPath is supported for path.type","rule":"self.type == 'ReplaceFullPath'"}
              > {"message":"replaceFullPath must be specified when type is set to 'ReplaceFullPath'","rule":"self.type == 'ReplaceFullPath' ? has(self.replaceFullPath) : true"}
              > {"message":"type must be 'ReplaceFullPath' when replaceFullPath is set","rule":"has(self.replaceFullPath) ? self.type == 'ReplaceFullPath' : true"}
              > {"message":"replacePrefixMatch must be specified when type is set to 'ReplacePrefixMatch'","rule":"self.type == 'ReplacePrefixMatch' ? has(self.replacePrefixMatch) : true"}
              > {"message":"type must be 'ReplacePrefixMatch' when replacePrefixMatch is set","rule":"has(self.replacePrefixMatch) ? self.type == 'ReplacePrefixMatch' : true"}
              replaceFullPath string maxLength=1024
              replacePrefixMatch string maxLength=1024
              type! string enum=["ReplaceFullPath","ReplacePrefixMatch"]
             port int32
             scheme string enum=["http","https"]
             statusCode int =302 enum=[301,302]
            response object
             body object
              > {"message":"inline must be set for type Inline","rule":"(!has(self.type) || self.type == 'Inline')? has(self.inline) : true"}
              > {"message":"valueRef must be set for type ValueRef","rule":"(has(self.type) && self.type == 'ValueRef')? has(self.valueRef) : true"}
              > {"message":"only ConfigMap is supported for ValueRef","rule":"has(self.valueRef) ? self.valueRef.kind == 'ConfigMap' : true"}
              inline string
              type! string ="Inline"
               +allOf any enum=["Inline","ValueRef"]
               +allOf any enum=["Inline","ValueRef"]
              valueRef object
               group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
               kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
               name! string minLength=1 maxLength=253
             contentType string
             header object
              > {"message":"Remove is not supported for header in CustomResponse","rule":"!has(self.remove) || size(self.remove) == 0"}
              add array maxItems=16 list=map(name)
               - object
                name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
                value! string minLength=1 maxLength=4096
              remove []string maxItems=16 list=set
              set array maxItems=16 list=map(name)
               - object
                name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
                value! string minLength=1 maxLength=4096
             statusCode int
            source string enum=["All","Local","Backend"]
          retry object
           numAttemptsPerPriority int32
           numRetries int32 =2 min=0
           perRetry object
            backOff object
             baseInterval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
             maxInterval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            timeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
           retryOn object
            httpStatusCodes array
             - int min=100 max=599
            triggers array
             - string enum=["5xx","gateway-error","reset","reset-before-request","connect-failure","retriable-4xx","refused-stream","retriable-status-codes","cancelled","deadline-exceeded","internal","resource-exhausted","unavailable"]
          routingType string
          targetRef object
           group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
           kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
           name! string minLength=1 maxLength=253
           sectionName string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
          targetRefs array ; The Gateways or routes it is about.
           - object ; The Gateways or routes it is about.
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
          telemetry object
           metrics object
            routeStatName string
           tracing object
            clientSamplingFraction object
             > {"message":"numerator must be less than or equal to denominator","rule":"self.numerator <= self.denominator"}
             denominator int32 =100 min=1
             numerator! int32 min=0
            customTags object
             * object
              environment object
               defaultValue string
               name! string
              literal object
               value! string
              requestHeader object
               defaultValue string
               name! string
              type! string ="Literal" enum=["Literal","Environment","RequestHeader"]
            overallSamplingFraction object
             > {"message":"numerator must be less than or equal to denominator","rule":"self.numerator <= self.denominator"}
             denominator int32 =100 min=1
             numerator! int32 min=0
            samplingFraction object
             > {"message":"numerator must be less than or equal to denominator","rule":"self.numerator <= self.denominator"}
             denominator int32 =100 min=1
             numerator! int32 min=0
            spanName object
             client! string
             server! string
            tags {}string
          timeout object
           http object
            connectionIdleTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            maxConnectionDuration string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            maxStreamDuration string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            requestTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            streamIdleTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
           tcp object
            connectTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
          useClientProtocol bool
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
