// Written by scripts/schemas/extract.py from xbackends.gateway.networking.x-k8s.io v1.6.1. Descriptions: scripts/schemas/facts.

extension Notation {
    static let crdXBackend: StaticString = #"""
        crd gateway.networking.x-k8s.io XBackend xbackends namespaced short=xbackend cat=gateway-api meta={"annotations":{"api-approved.kubernetes.io":"https://github.com/kubernetes-sigs/gateway-api/pull/4530","gateway.networking.k8s.io/bundle-version":"v1.6.1","gateway.networking.k8s.io/channel":"experimental"}}
         version v1alpha1 served storage type=v1alpha1
          sub status
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}

        type v1alpha1 object
         apiVersion string
         kind string
         metadata object
         spec! object
          > {"message":"externalHostname must be set when type is ExternalHostname and must be unset otherwise","rule":"self.type == 'ExternalHostname' ? has(self.externalHostname) : !has(self.externalHostname)"}
          externalHostname object
           hostname! string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
            > {"message":"hostname must not be an IP address or end with .cluster.local","rule":"!self.endsWith('.cluster.local')"}
          port! object
           name string maxLength=63
            > {"message":"Name must be a valid DNS label","rule":"size(self) == 0 || format.dns1123Label().validate(self) == null"}
           port! int32 min=1 max=65535
          protocol string enum=["TCP","HTTP","HTTP2","HTTP11","H2C","MCP"]
          tls object
           > {"message":"clientCertificateRef must be set if and only if mode is ClientAndServer","rule":"self.mode == 'ClientAndServer' ? has(self.clientCertificateRef) : !has(self.clientCertificateRef)"}
           clientCertificateRef object
            group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
            kind string ="Secret" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
            name! string minLength=1 maxLength=253
            namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
           mode! string enum=["None","ServerOnly","ClientAndServer"]
           validation object
            > {"message":"must not contain both CACertificateRefs and WellKnownCACertificates","rule":"!(has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0 && has(self.wellKnownCACertificates) && self.wellKnownCACertificates != \"\")"}
            > {"message":"must specify either CACertificateRefs or WellKnownCACertificates","rule":"(has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0 || has(self.wellKnownCACertificates) && self.wellKnownCACertificates != \"\")"}
            caCertificateRefs array maxItems=8 list=atomic
             - object
              group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
              kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
              name! string minLength=1 maxLength=253
            hostname! string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
            subjectAltNames array maxItems=5 list=atomic
             - object
              > {"message":"SubjectAltName element must contain Hostname, if Type is set to Hostname","rule":"!(self.type == \"Hostname\" && (!has(self.hostname) || self.hostname == \"\"))"}
              > {"message":"SubjectAltName element must not contain Hostname, if Type is not set to Hostname","rule":"!(self.type != \"Hostname\" && has(self.hostname) && self.hostname != \"\")"}
              > {"message":"SubjectAltName element must contain URI, if Type is set to URI","rule":"!(self.type == \"URI\" && (!has(self.uri) || self.uri == \"\"))"}
              > {"message":"SubjectAltName element must not contain URI, if Type is not set to URI","rule":"!(self.type != \"URI\" && has(self.uri) && self.uri != \"\")"}
              hostname string pattern="^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
              type! string enum=["Hostname","URI"]
              uri string pattern="^(([^:/?#]+):)(//([^/?#]*))([^?#]*)(\\?([^#]*))?(#(.*))?" minLength=1 maxLength=253
            wellKnownCACertificates string pattern="^(System|([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]))$" minLength=1 maxLength=253
          type! string enum=["ExternalHostname"]
         status object
          parents array maxItems=32 list=atomic
           - object
            conditions array list=map(type)
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
