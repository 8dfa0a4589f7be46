// Written by scripts/schemas/extract.py from httproutefilters.gateway.envoyproxy.io. Descriptions: scripts/schemas/facts.

extension Notation {
    static let crdHTTPRouteFilter: StaticString = #"""
        crd gateway.envoyproxy.io HTTPRouteFilter httproutefilters namespaced short=hrf cat=envoy-gateway meta={"annotations":{"controller-gen.kubebuilder.io/version":"v0.20.1"}}
         version v1alpha1 served storage type=v1alpha1
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}

        type v1alpha1 object ; What an HTTPRoute's own filters cannot say: rewrites by regular expression, direct responses, credentials.
         apiVersion string
         kind string
         metadata object
         spec! object
          credentialInjection object
           credential! object
            valueRef! object
             group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
             kind string ="Secret" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
             name! string minLength=1 maxLength=253
             namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
           header string
           overwrite bool
          directResponse object
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
            > {"message":"header.remove is not supported for DirectResponse","rule":"!has(self.remove) || size(self.remove) == 0"}
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
          matches array maxItems=8
           - object minProperties=1
            cookies array minItems=1 maxItems=16
             - object
              name! string minLength=1 maxLength=256
              type string ="Exact" enum=["Exact","RegularExpression"]
              value! string minLength=1 maxLength=4096
          urlRewrite object
           appendXForwardedHost bool
           hostname object
            > {"message":"header must be nil if the type is not Header","rule":"!(has(self.header) && self.type != 'Header')"}
            > {"message":"header must be specified for Header type","rule":"!(!has(self.header) && self.type == 'Header')"}
            > {"message":"pathRegex must be nil if the type is not PathRegex","rule":"!(has(self.pathRegex) && self.type != 'PathRegex')"}
            > {"message":"pathRegex must be specified for PathRegex type","rule":"!(!has(self.pathRegex) && self.type == 'PathRegex')"}
            header string
            pathRegex object
             pattern! string minLength=1
             substitution! string pattern="^[^\\r\\n\\x00]*$" minLength=1
            type! string enum=["Header","Backend","PathRegex"]
           path object
            > {"message":"If HTTPPathModifier type is ReplaceRegexMatch, replaceRegexMatch field needs to be set.","rule":"self.type == 'ReplaceRegexMatch' ? has(self.replaceRegexMatch) : !has(self.replaceRegexMatch)"}
            replaceRegexMatch object
             pattern! string minLength=1
             substitution! string
            type! string enum=["ReplaceRegexMatch"]
        """#
}
