// Written by scripts/schemas/extract.py from referencegrants.gateway.networking.k8s.io v1.6.1. Descriptions: scripts/schemas/facts.

extension Notation {
    static let crdReferenceGrant: StaticString = #"""
        crd gateway.networking.k8s.io ReferenceGrant referencegrants namespaced short=refgrant cat=gateway-api meta={"annotations":{"api-approved.kubernetes.io":"https://github.com/kubernetes-sigs/gateway-api/pull/4530","gateway.networking.k8s.io/bundle-version":"v1.6.1","gateway.networking.k8s.io/channel":"experimental"}}
         version v1 served type=v1
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}
         version v1beta1 served storage type=v1
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}

        type v1 object ; Allows objects of other namespaces to refer to some of this one.
         apiVersion string
         kind string
         metadata object
         spec! object
          from! array minItems=1 maxItems=16 list=atomic ; Who may refer.
           - object ; Who may refer.
            group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
            kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
            namespace! string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
          to! array minItems=1 maxItems=16 list=atomic ; To what.
           - object ; To what.
            group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
            kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
            name string minLength=1 maxLength=253
        """#
}
