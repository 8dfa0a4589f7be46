// Written by scripts/schemas/extract.py from envoyextensionpolicies.gateway.envoyproxy.io. Descriptions: scripts/schemas/facts.

extension Notation {
    static let crdEnvoyExtensionPolicy: StaticString = #"""
        crd gateway.envoyproxy.io EnvoyExtensionPolicy envoyextensionpolicies namespaced short=eep meta={"annotations":{"controller-gen.kubebuilder.io/version":"v0.20.1"}}
         version v1alpha1 served storage type=v1alpha1
          sub status
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}

        type v1alpha1 object ; Code of yours on the way of requests: Wasm, Lua, external processing.
         apiVersion string
         kind string
         metadata object
         spec! object
          > {"message":"either targetRef or targetRefs must be used","rule":"(has(self.targetRef) && !has(self.targetRefs)) || (!has(self.targetRef) && has(self.targetRefs)) || (has(self.targetSelectors) && self.targetSelectors.size() > 0) "}
          > {"message":"this policy can only have a targetRef.group of gateway.networking.k8s.io","rule":"has(self.targetRef) ? self.targetRef.group == 'gateway.networking.k8s.io' : true"}
          > {"message":"this policy can only have a targetRef.kind of Gateway/ListenerSet/HTTPRoute/GRPCRoute/TCPRoute/UDPRoute/TLSRoute","rule":"has(self.targetRef) ? self.targetRef.kind in ['Gateway', 'ListenerSet', 'HTTPRoute', 'GRPCRoute', 'UDPRoute', 'TCPRoute', 'TLSRoute'] : true"}
          > {"message":"this policy can only have a targetRefs[*].group of gateway.networking.k8s.io","rule":"has(self.targetRefs) ? self.targetRefs.all(ref, ref.group == 'gateway.networking.k8s.io') : true "}
          > {"message":"this policy can only have a targetRefs[*].kind of Gateway/ListenerSet/HTTPRoute/GRPCRoute/TCPRoute/UDPRoute/TLSRoute","rule":"has(self.targetRefs) ? self.targetRefs.all(ref, ref.kind in ['Gateway', 'ListenerSet', 'HTTPRoute', 'GRPCRoute', 'UDPRoute', 'TCPRoute', 'TLSRoute']) : true "}
          > {"message":"mergeType can only be used with xRoute targets","rule":"!has(self.mergeType) || ((!has(self.targetRef) || self.targetRef.kind in ['HTTPRoute', 'GRPCRoute', 'UDPRoute', 'TCPRoute', 'TLSRoute']) && (!has(self.targetRefs) || self.targetRefs.all(ref, ref.kind in ['HTTPRoute', 'GRPCRoute', 'UDPRoute', 'TCPRoute', 'TLSRoute'])) && (!has(self.targetSelectors) || self.targetSelectors.all(sel, sel.kind in ['HTTPRoute', 'GRPCRoute', 'UDPRoute', 'TCPRoute', 'TLSRoute'])))"}
          dynamicModule array maxItems=16
           - object
            config any preserve
            filterName string maxLength=253
            name! string pattern="^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$" minLength=1 maxLength=253
            terminalFilter bool =false
          extProc array maxItems=16
           - object
            > {"message":"BackendRefs must be used, backendRef is not supported.","rule":"!has(self.backendRef)"}
            > {"message":"BackendRefs only supports Service, ServiceImport, and Backend kind.","rule":"has(self.backendRefs) ? self.backendRefs.all(f, f.kind == 'Service' || f.kind == 'ServiceImport' || f.kind == 'Backend') : true"}
            > {"message":"BackendRefs only supports Core, multicluster.x-k8s.io, and gateway.envoyproxy.io groups.","rule":"has(self.backendRefs) ? (self.backendRefs.all(f, f.group == \"\" || f.group == 'multicluster.x-k8s.io' || f.group == 'gateway.envoyproxy.io')) : true"}
            > {"message":"If FullDuplexStreamed body processing mode is used, FailOpen must be false.","rule":"!(has(self.failOpen) && self.failOpen == true && has(self.processingMode) && ((has(self.processingMode.request) && has(self.processingMode.request.body) && self.processingMode.request.body == 'FullDuplexStreamed') || (has(self.processingMode.response) && has(self.processingMode.response.body) && self.processingMode.response.body == 'FullDuplexStreamed')))"}
            > {"message":"If shadowMode is enabled, body processing mode must be Streamed or unset.","rule":"!(has(self.shadowMode) && self.shadowMode == true && has(self.processingMode) && ((has(self.processingMode.request) && has(self.processingMode.request.body) && self.processingMode.request.body != 'Streamed') || (has(self.processingMode.response) && has(self.processingMode.response.body) && self.processingMode.response.body != 'Streamed')))"}
            backendRef object
             > {"message":"Must have port for Service reference","rule":"(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true"}
             group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
             kind string ="Service" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
             name! string minLength=1 maxLength=253
             namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
             port int32 min=1 max=65535
            backendRefs array maxItems=16
             - object
              > {"message":"Must have port for Service reference","rule":"(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true"}
              fallback bool
              group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
              kind string ="Service" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
              name! string minLength=1 maxLength=253
              namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
              port int32 min=1 max=65535
              weight int32 =1 min=0 max=1000000
            backendSettings object
             > {"message":"predictivePercent in preconnect policy only works with RoundRobin or Random load balancers","rule":"!((has(self.connection) && has(self.connection.preconnect) && has(self.connection.preconnect.predictivePercent)) && !(has(self.loadBalancer) && has(self.loadBalancer.type) && self.loadBalancer.type in ['Random', 'RoundRobin']))"}
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
             proxyProtocol object
              version! string enum=["V1","V2"]
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
             tcpKeepalive object
              idleTime string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
              interval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
              probes int32
             timeout object
              http object
               connectionIdleTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
               maxConnectionDuration string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
               maxStreamDuration string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
               requestTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
               streamIdleTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
              tcp object
               connectTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            failOpen bool =false
            messageTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
            metadata object
             accessibleNamespaces []string
             writableNamespaces []string maxItems=8
              > {"message":"writableNamespaces cannot contain well-known Envoy HTTP filter namespaces","rule":"self.all(f, !f.startsWith('envoy.filters.http'))"}
            processingMode object
             allowModeOverride bool
             request object
              attributes array
               - string pattern="^(connection\\.|source\\.|destination\\.|request\\.|response\\.|upstream\\.|xds\\.route_)[a-z_1-9]*$"
              body string enum=["Streamed","Buffered","BufferedPartial","FullDuplexStreamed"]
             response object
              attributes array
               - string pattern="^(connection\\.|source\\.|destination\\.|request\\.|response\\.|upstream\\.|xds\\.route_)[a-z_1-9]*$"
              body string enum=["Streamed","Buffered","BufferedPartial","FullDuplexStreamed"]
            shadowMode bool
            statusOnError int32 enum=[400,401,402,403,404,405,406,407,408,409,410,411,412,413,414,415,416,417,421,422,423,424,426,428,429,431,500,501,502,503,504,505,506,507,508,510,511]
          lua array maxItems=16
           - object
            > {"message":"Exactly one of inline or valueRef must be set with correct type.","rule":"(self.type == 'Inline' && has(self.inline) && !has(self.valueRef)) || (self.type == 'ValueRef' && !has(self.inline) && has(self.valueRef))"}
            filterContext any preserve
            inline string
            type! string ="Inline" enum=["Inline","ValueRef"]
            valueRef object
             > {"message":"Only a reference to an object of kind ConfigMap belonging to default v1 API group is supported.","rule":"self.kind == 'ConfigMap' && (self.group == 'v1' || self.group == '')"}
             group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
             kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
             name! string minLength=1 maxLength=253
          mergeType string
           > {"message":"Replace is not a valid MergeType for EnvoyExtensionPolicy","rule":"self != 'Replace'"}
          targetRef object
           group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
           kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
           name! string minLength=1 maxLength=253
           sectionName string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
          targetRefs array
           - object
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
          wasm array maxItems=16
           - object
            code! object
             > {"message":"If type is HTTP, http field needs to be set.","rule":"self.type == 'HTTP' ? has(self.http) : !has(self.http)"}
             > {"message":"If type is Image, image field needs to be set.","rule":"self.type == 'Image' ? has(self.image) : !has(self.image)"}
             http object
              sha256 string
              tls object
               caCertificateRef! object
                group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
                kind string ="Secret" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
                name! string minLength=1 maxLength=253
                namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
              url! string pattern="^((https?:)(\\/\\/\\/?)([\\w]*(?::[\\w]*)?@)?([\\d\\w\\.-]+)(?::(\\d+))?)?([\\/\\\\\\w\\.()-]*)?(?:([?][^#]*)?(#.*)?)*"
             image object
              pullSecretRef object
               > {"message":"only support Secret kind.","rule":"self.kind == 'Secret'"}
               group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
               kind string ="Secret" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
               name! string minLength=1 maxLength=253
               namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
              sha256 string
              tls object
               caCertificateRef! object
                group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
                kind string ="Secret" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
                name! string minLength=1 maxLength=253
                namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
              url! string
             pullPolicy string enum=["IfNotPresent","Always"]
             type! string
              +allOf any enum=["HTTP","Image"]
              +allOf any enum=["HTTP","Image","ConfigMap"]
            config any preserve
            env object
             hostKeys []string
            failOpen bool =false
            name string
            rootID string
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
