// Written by scripts/schemas/extract.py from backendtlspolicies.gateway.networking.k8s.io v1.6.1. Descriptions: scripts/schemas/facts.

extension Notation {
    static let crdBackendTLSPolicy: StaticString = #"""
        crd gateway.networking.k8s.io BackendTLSPolicy backendtlspolicies namespaced short=btlspolicy cat=gateway-api meta={"labels":{"gateway.networking.k8s.io/policy":"Direct"},"annotations":{"api-approved.kubernetes.io":"https://github.com/kubernetes-sigs/gateway-api/pull/4530","gateway.networking.k8s.io/bundle-version":"v1.6.1","gateway.networking.k8s.io/channel":"experimental"}}
         version v1 served storage type=v1
          sub status
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}
         version v1alpha3 served type=v1 deprecated="The v1alpha3 version of BackendTLSPolicy has been deprecated and will be removed in a future release of the API. Please upgrade to v1."
          sub status

        type v1 object ; How a Gateway speaks TLS with a backend.
         apiVersion string
         kind string
         metadata object
         spec! object
          options object maxProperties=16
           * string minLength=0 maxLength=4096
          targetRefs! array minItems=1 maxItems=16 list=atomic ; The backends it is about.
           > {"message":"sectionName must be specified when targetRefs includes 2 or more references to the same target","rule":"self.all(p1, self.all(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name ? ((!has(p1.sectionName) || p1.sectionName == '') == (!has(p2.sectionName) || p2.sectionName == '')) : true))"}
           > {"message":"sectionName must be unique when targetRefs includes 2 or more references to the same target","rule":"self.all(p1, self.exists_one(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.sectionName) || p1.sectionName == '') && (!has(p2.sectionName) || p2.sectionName == '')) || (has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName))))"}
           - object ; The backends it is about.
            group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
            kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
            name! string minLength=1 maxLength=253
            sectionName string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
          validation! object ; Whom to trust, and by which name.
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
