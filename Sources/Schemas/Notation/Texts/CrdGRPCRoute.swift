// Written by scripts/schemas/extract.py from grpcroutes.gateway.networking.k8s.io v1.6.1. Descriptions: scripts/schemas/facts.

extension Notation {
    static let crdGRPCRoute: StaticString = #"""
        crd gateway.networking.k8s.io GRPCRoute grpcroutes namespaced cat=gateway-api meta={"annotations":{"api-approved.kubernetes.io":"https://github.com/kubernetes-sigs/gateway-api/pull/4530","gateway.networking.k8s.io/bundle-version":"v1.6.1","gateway.networking.k8s.io/channel":"experimental"}}
         version v1 served storage type=v1
          sub status
          column {"name":"Hostnames","type":"string","jsonPath":".spec.hostnames"}
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}

        type v1 object ; Which gRPC calls go where.
         apiVersion string
         kind string
         metadata object
         spec! object
          hostnames array maxItems=16 list=atomic
           - string pattern="^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
          parentRefs array maxItems=32 list=atomic
           > {"message":"sectionName or port must be specified when parentRefs includes 2 or more references to the same parent","rule":"self.all(p1, self.all(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == '')) || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__)) ? ((!has(p1.sectionName) || p1.sectionName == '') == (!has(p2.sectionName) || p2.sectionName == '') && (!has(p1.port) || p1.port == 0) == (!has(p2.port) || p2.port == 0)): true))"}
           > {"message":"sectionName or port must be unique when parentRefs includes 2 or more references to the same parent","rule":"self.all(p1, self.exists_one(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == '')) || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__ )) && (((!has(p1.sectionName) || p1.sectionName == '') && (!has(p2.sectionName) || p2.sectionName == '')) || ( has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName)) && (((!has(p1.port) || p1.port == 0) && (!has(p2.port) || p2.port == 0)) || (has(p1.port) && has(p2.port) && p1.port == p2.port))))"}
           - object
            group string ="gateway.networking.k8s.io" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
            kind string ="Gateway" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
            name! string minLength=1 maxLength=253
            namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
            port int32 min=1 max=65535
            sectionName string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
          rules array maxItems=16 list=atomic
           > {"message":"While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128","rule":"(self.size() > 0 ? (has(self[0].matches) ? self[0].matches.size() : 0) : 0) + (self.size() > 1 ? (has(self[1].matches) ? self[1].matches.size() : 0) : 0) + (self.size() > 2 ? (has(self[2].matches) ? self[2].matches.size() : 0) : 0) + (self.size() > 3 ? (has(self[3].matches) ? self[3].matches.size() : 0) : 0) + (self.size() > 4 ? (has(self[4].matches) ? self[4].matches.size() : 0) : 0) + (self.size() > 5 ? (has(self[5].matches) ? self[5].matches.size() : 0) : 0) + (self.size() > 6 ? (has(self[6].matches) ? self[6].matches.size() : 0) : 0) + (self.size() > 7 ? (has(self[7].matches) ? self[7].matches.size() : 0) : 0) + (self.size() > 8 ? (has(self[8].matches) ? self[8].matches.size() : 0) : 0) + (self.size() > 9 ? (has(self[9].matches) ? self[9].matches.size() : 0) : 0) + (self.size() > 10 ? (has(self[10].matches) ? self[10].matches.size() : 0) : 0) + (self.size() > 11 ? (has(self[11].matches) ? self[11].matches.size() : 0) : 0) + (self.size() > 12 ? (has(self[12].matches) ? self[12].matches.size() : 0) : 0) + (self.size() > 13 ? (has(self[13].matches) ? self[13].matches.size() : 0) : 0) + (self.size() > 14 ? (has(self[14].matches) ? self[14].matches.size() : 0) : 0) + (self.size() > 15 ? (has(self[15].matches) ? self[15].matches.size() : 0) : 0) <= 128"}
           > {"message":"Rule name must be unique within the route","rule":"self.all(l1, !has(l1.name) || self.exists_one(l2, has(l2.name) && l1.name == l2.name))"}
           - object
            backendRefs array maxItems=16 list=atomic
             - object
              > {"message":"Must have port for Service reference","rule":"(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true"}
              filters array maxItems=16 list=atomic
               > {"message":"RequestHeaderModifier filter cannot be repeated","rule":"self.filter(f, f.type == 'RequestHeaderModifier').size() <= 1"}
               > {"message":"ResponseHeaderModifier filter cannot be repeated","rule":"self.filter(f, f.type == 'ResponseHeaderModifier').size() <= 1"}
               - object
                > {"message":"filter.requestHeaderModifier must be nil if the filter.type is not RequestHeaderModifier","rule":"!(has(self.requestHeaderModifier) && self.type != 'RequestHeaderModifier')"}
                > {"message":"filter.requestHeaderModifier must be specified for RequestHeaderModifier filter.type","rule":"!(!has(self.requestHeaderModifier) && self.type == 'RequestHeaderModifier')"}
                > {"message":"filter.responseHeaderModifier must be nil if the filter.type is not ResponseHeaderModifier","rule":"!(has(self.responseHeaderModifier) && self.type != 'ResponseHeaderModifier')"}
                > {"message":"filter.responseHeaderModifier must be specified for ResponseHeaderModifier filter.type","rule":"!(!has(self.responseHeaderModifier) && self.type == 'ResponseHeaderModifier')"}
                > {"message":"filter.requestMirror must be nil if the filter.type is not RequestMirror","rule":"!(has(self.requestMirror) && self.type != 'RequestMirror')"}
                > {"message":"filter.requestMirror must be specified for RequestMirror filter.type","rule":"!(!has(self.requestMirror) && self.type == 'RequestMirror')"}
                > {"message":"filter.extensionRef must be nil if the filter.type is not ExtensionRef","rule":"!(has(self.extensionRef) && self.type != 'ExtensionRef')"}
                > {"message":"filter.extensionRef must be specified for ExtensionRef filter.type","rule":"!(!has(self.extensionRef) && self.type == 'ExtensionRef')"}
                extensionRef object
                 group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
                 kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
                 name! string minLength=1 maxLength=253
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
                type! string enum=["ResponseHeaderModifier","RequestHeaderModifier","RequestMirror","ExtensionRef"]
              group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
              kind string ="Service" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
              name! string minLength=1 maxLength=253
              namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
              port int32 min=1 max=65535
              weight int32 =1 min=0 max=1000000
            filters array maxItems=16 list=atomic
             > {"message":"RequestHeaderModifier filter cannot be repeated","rule":"self.filter(f, f.type == 'RequestHeaderModifier').size() <= 1"}
             > {"message":"ResponseHeaderModifier filter cannot be repeated","rule":"self.filter(f, f.type == 'ResponseHeaderModifier').size() <= 1"}
             - object
              > {"message":"filter.requestHeaderModifier must be nil if the filter.type is not RequestHeaderModifier","rule":"!(has(self.requestHeaderModifier) && self.type != 'RequestHeaderModifier')"}
              > {"message":"filter.requestHeaderModifier must be specified for RequestHeaderModifier filter.type","rule":"!(!has(self.requestHeaderModifier) && self.type == 'RequestHeaderModifier')"}
              > {"message":"filter.responseHeaderModifier must be nil if the filter.type is not ResponseHeaderModifier","rule":"!(has(self.responseHeaderModifier) && self.type != 'ResponseHeaderModifier')"}
              > {"message":"filter.responseHeaderModifier must be specified for ResponseHeaderModifier filter.type","rule":"!(!has(self.responseHeaderModifier) && self.type == 'ResponseHeaderModifier')"}
              > {"message":"filter.requestMirror must be nil if the filter.type is not RequestMirror","rule":"!(has(self.requestMirror) && self.type != 'RequestMirror')"}
              > {"message":"filter.requestMirror must be specified for RequestMirror filter.type","rule":"!(!has(self.requestMirror) && self.type == 'RequestMirror')"}
              > {"message":"filter.extensionRef must be nil if the filter.type is not ExtensionRef","rule":"!(has(self.extensionRef) && self.type != 'ExtensionRef')"}
              > {"message":"filter.extensionRef must be specified for ExtensionRef filter.type","rule":"!(!has(self.extensionRef) && self.type == 'ExtensionRef')"}
              extensionRef object
               group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
               kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
               name! string minLength=1 maxLength=253
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
              type! string enum=["ResponseHeaderModifier","RequestHeaderModifier","RequestMirror","ExtensionRef"]
            matches array maxItems=64 list=atomic
             - object
              headers array maxItems=16 list=map(name)
               - object
                name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
                type string ="Exact" enum=["Exact","RegularExpression"]
                value! string minLength=1 maxLength=4096
              method object
               > {"message":"One or both of 'service' or 'method' must be specified","rule":"has(self.type) ? has(self.service) || has(self.method) : true"}
               > {"message":"service must only contain valid characters (matching ^(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*$)","rule":"(!has(self.type) || self.type == 'Exact') && has(self.service) ? self.service.matches(r\"\"\"^(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*$\"\"\"): true"}
               > {"message":"method must only contain valid characters (matching ^[A-Za-z_][A-Za-z_0-9]*$)","rule":"(!has(self.type) || self.type == 'Exact') && has(self.method) ? self.method.matches(r\"\"\"^[A-Za-z_][A-Za-z_0-9]*$\"\"\"): true"}
               method string maxLength=1024
               service string maxLength=1024
               type string ="Exact" enum=["Exact","RegularExpression"]
            name string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
            sessionPersistence object
             > {"message":"AbsoluteTimeout must be specified when cookie lifetimeType is Permanent","rule":"!has(self.cookieConfig) || !has(self.cookieConfig.lifetimeType) || self.cookieConfig.lifetimeType != 'Permanent' || has(self.absoluteTimeout)"}
             > {"message":"cookieConfig can only be set with type Cookie","rule":"!has(self.cookieConfig) || self.type == 'Cookie'"}
             absoluteTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
             cookieConfig object
              lifetimeType string ="Session" enum=["Permanent","Session"]
             sessionName string maxLength=128
             type string ="Cookie" enum=["Cookie","Header"]
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
