// Written by scripts/schemas/extract.py from httproutes.gateway.networking.k8s.io v1.6.1. Descriptions: scripts/schemas/facts.

extension Notation {
    static let crdHTTPRoute: StaticString = #"""
        crd gateway.networking.k8s.io HTTPRoute httproutes namespaced cat=gateway-api meta={"annotations":{"api-approved.kubernetes.io":"https://github.com/kubernetes-sigs/gateway-api/pull/4530","gateway.networking.k8s.io/bundle-version":"v1.6.1","gateway.networking.k8s.io/channel":"experimental"}}
         version v1 served storage type=v1
          sub status
          column {"name":"Hostnames","type":"string","jsonPath":".spec.hostnames"}
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}
         version v1beta1 served type=v1
          sub status
          column {"name":"Hostnames","type":"string","jsonPath":".spec.hostnames"}
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}

        type v1 object ; Which HTTP requests go where.
         apiVersion string
         kind string
         metadata object
         spec! object
          hostnames array maxItems=16 list=atomic ; Host names the route is for.
           - string pattern="^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253 ; Host names the route is for.
          parentRefs array maxItems=32 list=atomic ; The Gateways (or ListenerSets) the route attaches to.
           > {"message":"sectionName or port must be specified when parentRefs includes 2 or more references to the same parent","rule":"self.all(p1, self.all(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == '')) || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__)) ? ((!has(p1.sectionName) || p1.sectionName == '') == (!has(p2.sectionName) || p2.sectionName == '') && (!has(p1.port) || p1.port == 0) == (!has(p2.port) || p2.port == 0)): true))"}
           > {"message":"sectionName or port must be unique when parentRefs includes 2 or more references to the same parent","rule":"self.all(p1, self.exists_one(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == '')) || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__ )) && (((!has(p1.sectionName) || p1.sectionName == '') && (!has(p2.sectionName) || p2.sectionName == '')) || ( has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName)) && (((!has(p1.port) || p1.port == 0) && (!has(p2.port) || p2.port == 0)) || (has(p1.port) && has(p2.port) && p1.port == p2.port))))"}
           - object ; The Gateways (or ListenerSets) the route attaches to.
            group string ="gateway.networking.k8s.io" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
            kind string ="Gateway" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
            name! string minLength=1 maxLength=253
            namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
            port int32 min=1 max=65535
            sectionName string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
          rules array =[{"matches":[{"path":{"type":"PathPrefix","value":"/"}}]}] minItems=1 maxItems=16 list=atomic ; Each: which requests, what is done with them, where they go.
           > {"message":"While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128","rule":"(self.size() > 0 ? self[0].matches.size() : 0) + (self.size() > 1 ? self[1].matches.size() : 0) + (self.size() > 2 ? self[2].matches.size() : 0) + (self.size() > 3 ? self[3].matches.size() : 0) + (self.size() > 4 ? self[4].matches.size() : 0) + (self.size() > 5 ? self[5].matches.size() : 0) + (self.size() > 6 ? self[6].matches.size() : 0) + (self.size() > 7 ? self[7].matches.size() : 0) + (self.size() > 8 ? self[8].matches.size() : 0) + (self.size() > 9 ? self[9].matches.size() : 0) + (self.size() > 10 ? self[10].matches.size() : 0) + (self.size() > 11 ? self[11].matches.size() : 0) + (self.size() > 12 ? self[12].matches.size() : 0) + (self.size() > 13 ? self[13].matches.size() : 0) + (self.size() > 14 ? self[14].matches.size() : 0) + (self.size() > 15 ? self[15].matches.size() : 0) <= 128"}
           > {"message":"Rule name must be unique within the route","rule":"self.all(l1, !has(l1.name) || self.exists_one(l2, has(l2.name) && l1.name == l2.name))"}
           - object ; Each: which requests, what is done with them, where they go.
            > {"message":"RequestRedirect filter must not be used together with backendRefs","rule":"(has(self.backendRefs) && size(self.backendRefs) > 0) ? (!has(self.filters) || self.filters.all(f, !has(f.requestRedirect))): true"}
            > {"message":"When using RequestRedirect filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified","rule":"(has(self.filters) && self.filters.exists_one(f, has(f.requestRedirect) && has(f.requestRedirect.path) && f.requestRedirect.path.type == 'ReplacePrefixMatch' && has(f.requestRedirect.path.replacePrefixMatch))) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true"}
            > {"message":"When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified","rule":"(has(self.filters) && self.filters.exists_one(f, has(f.urlRewrite) && has(f.urlRewrite.path) && f.urlRewrite.path.type == 'ReplacePrefixMatch' && has(f.urlRewrite.path.replacePrefixMatch))) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true"}
            > {"message":"Within backendRefs, when using RequestRedirect filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified","rule":"(has(self.backendRefs) && self.backendRefs.exists_one(b, (has(b.filters) && b.filters.exists_one(f, has(f.requestRedirect) && has(f.requestRedirect.path) && f.requestRedirect.path.type == 'ReplacePrefixMatch' && has(f.requestRedirect.path.replacePrefixMatch))) )) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true"}
            > {"message":"Within backendRefs, When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified","rule":"(has(self.backendRefs) && self.backendRefs.exists_one(b, (has(b.filters) && b.filters.exists_one(f, has(f.urlRewrite) && has(f.urlRewrite.path) && f.urlRewrite.path.type == 'ReplacePrefixMatch' && has(f.urlRewrite.path.replacePrefixMatch))) )) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true"}
            backendRefs array maxItems=16 list=atomic ; Where requests go, by weight.
             - object ; Where requests go, by weight.
              > {"message":"Must have port for Service reference","rule":"(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true"}
              filters array maxItems=16 list=atomic
               > {"message":"May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both","rule":"!(self.exists(f, f.type == 'RequestRedirect') && self.exists(f, f.type == 'URLRewrite'))"}
               > {"message":"CORS filter cannot be repeated","rule":"self.filter(f, f.type == 'CORS').size() <= 1"}
               > {"message":"RequestHeaderModifier filter cannot be repeated","rule":"self.filter(f, f.type == 'RequestHeaderModifier').size() <= 1"}
               > {"message":"ResponseHeaderModifier filter cannot be repeated","rule":"self.filter(f, f.type == 'ResponseHeaderModifier').size() <= 1"}
               > {"message":"RequestRedirect filter cannot be repeated","rule":"self.filter(f, f.type == 'RequestRedirect').size() <= 1"}
               > {"message":"URLRewrite filter cannot be repeated","rule":"self.filter(f, f.type == 'URLRewrite').size() <= 1"}
               - object
                > {"message":"filter.cors must be nil if the filter.type is not CORS","rule":"!(has(self.cors) && self.type != 'CORS')"}
                > {"message":"filter.cors must be specified for CORS filter.type","rule":"!(!has(self.cors) && self.type == 'CORS')"}
                > {"message":"filter.requestHeaderModifier must be nil if the filter.type is not RequestHeaderModifier","rule":"!(has(self.requestHeaderModifier) && self.type != 'RequestHeaderModifier')"}
                > {"message":"filter.requestHeaderModifier must be specified for RequestHeaderModifier filter.type","rule":"!(!has(self.requestHeaderModifier) && self.type == 'RequestHeaderModifier')"}
                > {"message":"filter.responseHeaderModifier must be nil if the filter.type is not ResponseHeaderModifier","rule":"!(has(self.responseHeaderModifier) && self.type != 'ResponseHeaderModifier')"}
                > {"message":"filter.responseHeaderModifier must be specified for ResponseHeaderModifier filter.type","rule":"!(!has(self.responseHeaderModifier) && self.type == 'ResponseHeaderModifier')"}
                > {"message":"filter.requestMirror must be nil if the filter.type is not RequestMirror","rule":"!(has(self.requestMirror) && self.type != 'RequestMirror')"}
                > {"message":"filter.requestMirror must be specified for RequestMirror filter.type","rule":"!(!has(self.requestMirror) && self.type == 'RequestMirror')"}
                > {"message":"filter.requestRedirect must be nil if the filter.type is not RequestRedirect","rule":"!(has(self.requestRedirect) && self.type != 'RequestRedirect')"}
                > {"message":"filter.requestRedirect must be specified for RequestRedirect filter.type","rule":"!(!has(self.requestRedirect) && self.type == 'RequestRedirect')"}
                > {"message":"filter.urlRewrite must be nil if the filter.type is not URLRewrite","rule":"!(has(self.urlRewrite) && self.type != 'URLRewrite')"}
                > {"message":"filter.urlRewrite must be specified for URLRewrite filter.type","rule":"!(!has(self.urlRewrite) && self.type == 'URLRewrite')"}
                > {"message":"filter.extensionRef must be nil if the filter.type is not ExtensionRef","rule":"!(has(self.extensionRef) && self.type != 'ExtensionRef')"}
                > {"message":"filter.extensionRef must be specified for ExtensionRef filter.type","rule":"!(!has(self.extensionRef) && self.type == 'ExtensionRef')"}
                > {"message":"filter.externalAuth must be nil if the filter.type is not ExternalAuth","rule":"!(has(self.externalAuth) && self.type != 'ExternalAuth')"}
                > {"message":"filter.externalAuth must be specified for ExternalAuth filter.type","rule":"!(!has(self.externalAuth) && self.type == 'ExternalAuth')"}
                cors object
                 allowCredentials bool
                 allowHeaders array maxItems=64 list=set
                  > {"message":"AllowHeaders cannot contain '*' alongside other methods","rule":"!('*' in self && self.size() > 1)"}
                  - string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
                 allowMethods array maxItems=9 list=set
                  > {"message":"AllowMethods cannot contain '*' alongside other methods","rule":"!('*' in self && self.size() > 1)"}
                  - string enum=["GET","HEAD","POST","PUT","DELETE","CONNECT","OPTIONS","TRACE","PATCH","*"]
                 allowOrigins array maxItems=64 list=set
                  > {"message":"AllowOrigins cannot contain '*' alongside other origins","rule":"!('*' in self && self.size() > 1)"}
                  - string pattern="(^\\*$)|(^(http(s)?):\\/\\/(((\\*\\.)?([a-zA-Z0-9\\-]+\\.)*[a-zA-Z0-9-]+|\\*)(:([0-9]{1,5}))?)$)" minLength=1 maxLength=253
                 exposeHeaders array maxItems=64 list=set
                  - string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
                 maxAge int32 =5 min=1
                extensionRef object
                 group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
                 kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
                 name! string minLength=1 maxLength=253
                externalAuth object
                 > {"message":"grpc must be specified when protocol is set to 'GRPC'","rule":"self.protocol == 'GRPC' ? has(self.grpc) : true"}
                 > {"message":"protocol must be 'GRPC' when grpc is set","rule":"has(self.grpc) ? self.protocol == 'GRPC' : true"}
                 > {"message":"http must be specified when protocol is set to 'HTTP'","rule":"self.protocol == 'HTTP' ? has(self.http) : true"}
                 > {"message":"protocol must be 'HTTP' when http is set","rule":"has(self.http) ? self.protocol == 'HTTP' : true"}
                 backendRef! object
                  > {"message":"Must have port for Service reference","rule":"(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true"}
                  group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
                  kind string ="Service" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
                  name! string minLength=1 maxLength=253
                  namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
                  port int32 min=1 max=65535
                 forwardBody object
                  maxSize int
                 grpc object
                  allowedHeaders []string maxItems=64 list=set
                 http object
                  allowedHeaders []string maxItems=64 list=set
                  allowedResponseHeaders []string maxItems=64 list=set
                  path string pattern="^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$" maxLength=1024
                 protocol! string enum=["HTTP","GRPC"]
                requestHeaderModifier object
                 add array maxItems=16 list=map(name)
                  - object
                   name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
                   value! string pattern="^[!-~]+([\\t ]?[!-~]+)*$" minLength=1 maxLength=4096
                 remove []string maxItems=16 list=set
                 set array maxItems=16 list=map(name)
                  - object
                   name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
                   value! string pattern="^[!-~]+([\\t ]?[!-~]+)*$" minLength=1 maxLength=4096
                requestMirror object
                 > {"message":"Only one of percent or fraction may be specified in HTTPRequestMirrorFilter","rule":"!(has(self.percent) && has(self.fraction))"}
                 backendRef! object
                  > {"message":"Must have port for Service reference","rule":"(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true"}
                  group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
                  kind string ="Service" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
                  name! string minLength=1 maxLength=253
                  namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
                  port int32 min=1 max=65535
                 fraction object
                  > {"message":"numerator must be less than or equal to denominator","rule":"self.numerator <= self.denominator"}
                  denominator int32 =100 min=1
                  numerator! int32 min=0
                 percent int32 min=0 max=100
                requestRedirect object
                 hostname string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
                 path object
                  > {"message":"replaceFullPath must be specified when type is set to 'ReplaceFullPath'","rule":"self.type == 'ReplaceFullPath' ? has(self.replaceFullPath) : true"}
                  > {"message":"type must be 'ReplaceFullPath' when replaceFullPath is set","rule":"has(self.replaceFullPath) ? self.type == 'ReplaceFullPath' : true"}
                  > {"message":"replacePrefixMatch must be specified when type is set to 'ReplacePrefixMatch'","rule":"self.type == 'ReplacePrefixMatch' ? has(self.replacePrefixMatch) : true"}
                  > {"message":"type must be 'ReplacePrefixMatch' when replacePrefixMatch is set","rule":"has(self.replacePrefixMatch) ? self.type == 'ReplacePrefixMatch' : true"}
                  replaceFullPath string maxLength=1024
                  replacePrefixMatch string maxLength=1024
                  type! string enum=["ReplaceFullPath","ReplacePrefixMatch"]
                 port int32 min=1 max=65535
                 scheme string enum=["http","https"]
                 statusCode int =302 enum=[301,302,303,307,308]
                responseHeaderModifier object
                 add array maxItems=16 list=map(name)
                  - object
                   name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
                   value! string pattern="^[!-~]+([\\t ]?[!-~]+)*$" minLength=1 maxLength=4096
                 remove []string maxItems=16 list=set
                 set array maxItems=16 list=map(name)
                  - object
                   name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
                   value! string pattern="^[!-~]+([\\t ]?[!-~]+)*$" minLength=1 maxLength=4096
                type! string enum=["RequestHeaderModifier","ResponseHeaderModifier","RequestMirror","RequestRedirect","URLRewrite","ExtensionRef","CORS","ExternalAuth"]
                urlRewrite object
                 hostname string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
                 path object
                  > {"message":"replaceFullPath must be specified when type is set to 'ReplaceFullPath'","rule":"self.type == 'ReplaceFullPath' ? has(self.replaceFullPath) : true"}
                  > {"message":"type must be 'ReplaceFullPath' when replaceFullPath is set","rule":"has(self.replaceFullPath) ? self.type == 'ReplaceFullPath' : true"}
                  > {"message":"replacePrefixMatch must be specified when type is set to 'ReplacePrefixMatch'","rule":"self.type == 'ReplacePrefixMatch' ? has(self.replacePrefixMatch) : true"}
                  > {"message":"type must be 'ReplacePrefixMatch' when replacePrefixMatch is set","rule":"has(self.replacePrefixMatch) ? self.type == 'ReplacePrefixMatch' : true"}
                  replaceFullPath string maxLength=1024
                  replacePrefixMatch string maxLength=1024
                  type! string enum=["ReplaceFullPath","ReplacePrefixMatch"]
              group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
              kind string ="Service" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
              name! string minLength=1 maxLength=253
              namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
              port int32 min=1 max=65535
              weight int32 =1 min=0 max=1000000 ; The share, of the sum of all weights. 1 by default.
            filters array maxItems=16 list=atomic ; What is done with requests and responses on their way.
             > {"message":"May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both","rule":"!(self.exists(f, f.type == 'RequestRedirect') && self.exists(f, f.type == 'URLRewrite'))"}
             > {"message":"CORS filter cannot be repeated","rule":"self.filter(f, f.type == 'CORS').size() <= 1"}
             > {"message":"RequestHeaderModifier filter cannot be repeated","rule":"self.filter(f, f.type == 'RequestHeaderModifier').size() <= 1"}
             > {"message":"ResponseHeaderModifier filter cannot be repeated","rule":"self.filter(f, f.type == 'ResponseHeaderModifier').size() <= 1"}
             > {"message":"RequestRedirect filter cannot be repeated","rule":"self.filter(f, f.type == 'RequestRedirect').size() <= 1"}
             > {"message":"URLRewrite filter cannot be repeated","rule":"self.filter(f, f.type == 'URLRewrite').size() <= 1"}
             - object ; What is done with requests and responses on their way.
              > {"message":"filter.cors must be nil if the filter.type is not CORS","rule":"!(has(self.cors) && self.type != 'CORS')"}
              > {"message":"filter.cors must be specified for CORS filter.type","rule":"!(!has(self.cors) && self.type == 'CORS')"}
              > {"message":"filter.requestHeaderModifier must be nil if the filter.type is not RequestHeaderModifier","rule":"!(has(self.requestHeaderModifier) && self.type != 'RequestHeaderModifier')"}
              > {"message":"filter.requestHeaderModifier must be specified for RequestHeaderModifier filter.type","rule":"!(!has(self.requestHeaderModifier) && self.type == 'RequestHeaderModifier')"}
              > {"message":"filter.responseHeaderModifier must be nil if the filter.type is not ResponseHeaderModifier","rule":"!(has(self.responseHeaderModifier) && self.type != 'ResponseHeaderModifier')"}
              > {"message":"filter.responseHeaderModifier must be specified for ResponseHeaderModifier filter.type","rule":"!(!has(self.responseHeaderModifier) && self.type == 'ResponseHeaderModifier')"}
              > {"message":"filter.requestMirror must be nil if the filter.type is not RequestMirror","rule":"!(has(self.requestMirror) && self.type != 'RequestMirror')"}
              > {"message":"filter.requestMirror must be specified for RequestMirror filter.type","rule":"!(!has(self.requestMirror) && self.type == 'RequestMirror')"}
              > {"message":"filter.requestRedirect must be nil if the filter.type is not RequestRedirect","rule":"!(has(self.requestRedirect) && self.type != 'RequestRedirect')"}
              > {"message":"filter.requestRedirect must be specified for RequestRedirect filter.type","rule":"!(!has(self.requestRedirect) && self.type == 'RequestRedirect')"}
              > {"message":"filter.urlRewrite must be nil if the filter.type is not URLRewrite","rule":"!(has(self.urlRewrite) && self.type != 'URLRewrite')"}
              > {"message":"filter.urlRewrite must be specified for URLRewrite filter.type","rule":"!(!has(self.urlRewrite) && self.type == 'URLRewrite')"}
              > {"message":"filter.extensionRef must be nil if the filter.type is not ExtensionRef","rule":"!(has(self.extensionRef) && self.type != 'ExtensionRef')"}
              > {"message":"filter.extensionRef must be specified for ExtensionRef filter.type","rule":"!(!has(self.extensionRef) && self.type == 'ExtensionRef')"}
              > {"message":"filter.externalAuth must be nil if the filter.type is not ExternalAuth","rule":"!(has(self.externalAuth) && self.type != 'ExternalAuth')"}
              > {"message":"filter.externalAuth must be specified for ExternalAuth filter.type","rule":"!(!has(self.externalAuth) && self.type == 'ExternalAuth')"}
              cors object
               allowCredentials bool
               allowHeaders array maxItems=64 list=set
                > {"message":"AllowHeaders cannot contain '*' alongside other methods","rule":"!('*' in self && self.size() > 1)"}
                - string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
               allowMethods array maxItems=9 list=set
                > {"message":"AllowMethods cannot contain '*' alongside other methods","rule":"!('*' in self && self.size() > 1)"}
                - string enum=["GET","HEAD","POST","PUT","DELETE","CONNECT","OPTIONS","TRACE","PATCH","*"]
               allowOrigins array maxItems=64 list=set
                > {"message":"AllowOrigins cannot contain '*' alongside other origins","rule":"!('*' in self && self.size() > 1)"}
                - string pattern="(^\\*$)|(^(http(s)?):\\/\\/(((\\*\\.)?([a-zA-Z0-9\\-]+\\.)*[a-zA-Z0-9-]+|\\*)(:([0-9]{1,5}))?)$)" minLength=1 maxLength=253
               exposeHeaders array maxItems=64 list=set
                - string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
               maxAge int32 =5 min=1
              extensionRef object
               group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
               kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
               name! string minLength=1 maxLength=253
              externalAuth object
               > {"message":"grpc must be specified when protocol is set to 'GRPC'","rule":"self.protocol == 'GRPC' ? has(self.grpc) : true"}
               > {"message":"protocol must be 'GRPC' when grpc is set","rule":"has(self.grpc) ? self.protocol == 'GRPC' : true"}
               > {"message":"http must be specified when protocol is set to 'HTTP'","rule":"self.protocol == 'HTTP' ? has(self.http) : true"}
               > {"message":"protocol must be 'HTTP' when http is set","rule":"has(self.http) ? self.protocol == 'HTTP' : true"}
               backendRef! object
                > {"message":"Must have port for Service reference","rule":"(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true"}
                group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
                kind string ="Service" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
                name! string minLength=1 maxLength=253
                namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
                port int32 min=1 max=65535
               forwardBody object
                maxSize int
               grpc object
                allowedHeaders []string maxItems=64 list=set
               http object
                allowedHeaders []string maxItems=64 list=set
                allowedResponseHeaders []string maxItems=64 list=set
                path string pattern="^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$" maxLength=1024
               protocol! string enum=["HTTP","GRPC"]
              requestHeaderModifier object
               add array maxItems=16 list=map(name)
                - object
                 name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
                 value! string pattern="^[!-~]+([\\t ]?[!-~]+)*$" minLength=1 maxLength=4096
               remove []string maxItems=16 list=set
               set array maxItems=16 list=map(name)
                - object
                 name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
                 value! string pattern="^[!-~]+([\\t ]?[!-~]+)*$" minLength=1 maxLength=4096
              requestMirror object
               > {"message":"Only one of percent or fraction may be specified in HTTPRequestMirrorFilter","rule":"!(has(self.percent) && has(self.fraction))"}
               backendRef! object
                > {"message":"Must have port for Service reference","rule":"(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true"}
                group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
                kind string ="Service" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
                name! string minLength=1 maxLength=253
                namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
                port int32 min=1 max=65535
               fraction object
                > {"message":"numerator must be less than or equal to denominator","rule":"self.numerator <= self.denominator"}
                denominator int32 =100 min=1
                numerator! int32 min=0
               percent int32 min=0 max=100
              requestRedirect object
               hostname string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
               path object
                > {"message":"replaceFullPath must be specified when type is set to 'ReplaceFullPath'","rule":"self.type == 'ReplaceFullPath' ? has(self.replaceFullPath) : true"}
                > {"message":"type must be 'ReplaceFullPath' when replaceFullPath is set","rule":"has(self.replaceFullPath) ? self.type == 'ReplaceFullPath' : true"}
                > {"message":"replacePrefixMatch must be specified when type is set to 'ReplacePrefixMatch'","rule":"self.type == 'ReplacePrefixMatch' ? has(self.replacePrefixMatch) : true"}
                > {"message":"type must be 'ReplacePrefixMatch' when replacePrefixMatch is set","rule":"has(self.replacePrefixMatch) ? self.type == 'ReplacePrefixMatch' : true"}
                replaceFullPath string maxLength=1024
                replacePrefixMatch string maxLength=1024
                type! string enum=["ReplaceFullPath","ReplacePrefixMatch"]
               port int32 min=1 max=65535
               scheme string enum=["http","https"]
               statusCode int =302 enum=[301,302,303,307,308]
              responseHeaderModifier object
               add array maxItems=16 list=map(name)
                - object
                 name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
                 value! string pattern="^[!-~]+([\\t ]?[!-~]+)*$" minLength=1 maxLength=4096
               remove []string maxItems=16 list=set
               set array maxItems=16 list=map(name)
                - object
                 name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
                 value! string pattern="^[!-~]+([\\t ]?[!-~]+)*$" minLength=1 maxLength=4096
              type! string enum=["RequestHeaderModifier","ResponseHeaderModifier","RequestMirror","RequestRedirect","URLRewrite","ExtensionRef","CORS","ExternalAuth"]
              urlRewrite object
               hostname string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
               path object
                > {"message":"replaceFullPath must be specified when type is set to 'ReplaceFullPath'","rule":"self.type == 'ReplaceFullPath' ? has(self.replaceFullPath) : true"}
                > {"message":"type must be 'ReplaceFullPath' when replaceFullPath is set","rule":"has(self.replaceFullPath) ? self.type == 'ReplaceFullPath' : true"}
                > {"message":"replacePrefixMatch must be specified when type is set to 'ReplacePrefixMatch'","rule":"self.type == 'ReplacePrefixMatch' ? has(self.replacePrefixMatch) : true"}
                > {"message":"type must be 'ReplacePrefixMatch' when replacePrefixMatch is set","rule":"has(self.replacePrefixMatch) ? self.type == 'ReplacePrefixMatch' : true"}
                replaceFullPath string maxLength=1024
                replacePrefixMatch string maxLength=1024
                type! string enum=["ReplaceFullPath","ReplacePrefixMatch"]
            matches array =[{"path":{"type":"PathPrefix","value":"/"}}] maxItems=64 list=atomic ; A request is the rule's when one of these matches it.
             - object ; A request is the rule's when one of these matches it.
              headers array maxItems=16 list=map(name) ; What headers must be.
               - object ; What headers must be.
                name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
                type string ="Exact" enum=["Exact","RegularExpression"]
                value! string pattern="^[!-~]+([\\t ]?[!-~]+)*$" minLength=1 maxLength=4096
              method string enum=["GET","HEAD","POST","PUT","DELETE","CONNECT","OPTIONS","TRACE","PATCH"] ; What the method must be.
              path object ={"type":"PathPrefix","value":"/"} ; What the path must be.
               > {"message":"value must be an absolute path and start with '/' when type one of ['Exact', 'PathPrefix']","rule":"(self.type in ['Exact','PathPrefix']) ? self.value.startsWith('/') : true"}
               > {"message":"must not contain '//' when type one of ['Exact', 'PathPrefix']","rule":"(self.type in ['Exact','PathPrefix']) ? !self.value.contains('//') : true"}
               > {"message":"must not contain '/./' when type one of ['Exact', 'PathPrefix']","rule":"(self.type in ['Exact','PathPrefix']) ? !self.value.contains('/./') : true"}
               > {"message":"must not contain '/../' when type one of ['Exact', 'PathPrefix']","rule":"(self.type in ['Exact','PathPrefix']) ? !self.value.contains('/../') : true"}
               > {"message":"must not contain '%2f' when type one of ['Exact', 'PathPrefix']","rule":"(self.type in ['Exact','PathPrefix']) ? !self.value.contains('%2f') : true"}
               > {"message":"must not contain '%2F' when type one of ['Exact', 'PathPrefix']","rule":"(self.type in ['Exact','PathPrefix']) ? !self.value.contains('%2F') : true"}
               > {"message":"must not contain '#' when type one of ['Exact', 'PathPrefix']","rule":"(self.type in ['Exact','PathPrefix']) ? !self.value.contains('#') : true"}
               > {"message":"must not end with '/..' when type one of ['Exact', 'PathPrefix']","rule":"(self.type in ['Exact','PathPrefix']) ? !self.value.endsWith('/..') : true"}
               > {"message":"must not end with '/.' when type one of ['Exact', 'PathPrefix']","rule":"(self.type in ['Exact','PathPrefix']) ? !self.value.endsWith('/.') : true"}
               > {"message":"type must be one of ['Exact', 'PathPrefix', 'RegularExpression']","rule":"self.type in ['Exact','PathPrefix'] || self.type == 'RegularExpression'"}
               > {"message":"must only contain valid characters (matching ^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$) for types ['Exact', 'PathPrefix']","rule":"(self.type in ['Exact','PathPrefix']) ? self.value.matches(r\"\"\"^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$\"\"\") : true"}
               type string ="PathPrefix" enum=["Exact","PathPrefix","RegularExpression"]
               value string ="/" maxLength=1024
              queryParams array maxItems=16 list=map(name) ; What query parameters must be.
               - object ; What query parameters must be.
                name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
                type string ="Exact" enum=["Exact","RegularExpression"]
                value! string minLength=1 maxLength=1024
            name string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
            retry object ; Which failures are tried again.
             attempts int min=1
             backoff string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
             codes array list=set
              - int min=400 max=599
            sessionPersistence object
             > {"message":"AbsoluteTimeout must be specified when cookie lifetimeType is Permanent","rule":"!has(self.cookieConfig) || !has(self.cookieConfig.lifetimeType) || self.cookieConfig.lifetimeType != 'Permanent' || has(self.absoluteTimeout)"}
             > {"message":"cookieConfig can only be set with type Cookie","rule":"!has(self.cookieConfig) || self.type == 'Cookie'"}
             absoluteTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
             cookieConfig object
              lifetimeType string ="Session" enum=["Permanent","Session"]
             sessionName string maxLength=128
             type string ="Cookie" enum=["Cookie","Header"]
            timeouts object ; How long a request, and one try of it, may take.
             > {"message":"backendRequest timeout cannot be longer than request timeout","rule":"!(has(self.request) && has(self.backendRequest) && duration(self.request) != duration('0s') && duration(self.backendRequest) > duration(self.request))"}
             backendRequest string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
             request string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
          useDefaultGateways string enum=["All","None"]
         status object
          parents! array maxItems=32 list=atomic
           - object
            conditions! array minItems=1 maxItems=8 list=map(type)
             - object
              lastTransitionTime! string(date-time)
              message! string maxLength=32768
              observedGeneration int64 min=0
              reason! string pattern="^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$" minLength=1 maxLength=1024
              status! string enum=["True","False","Unknown"]
              type! string pattern="^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$" maxLength=316
            controllerName! string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$" minLength=1 maxLength=253
            parentRef! object
             group string ="gateway.networking.k8s.io" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
             kind string ="Gateway" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
             name! string minLength=1 maxLength=253
             namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
             port int32 min=1 max=65535
             sectionName string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
        """#
}
