// Written by scripts/schemas/extract.py from gatewayclasses.gateway.networking.k8s.io v1.6.1. Descriptions: scripts/schemas/facts.

extension Notation {
    static let crdGatewayClass: StaticString = #"""
        crd gateway.networking.k8s.io GatewayClass gatewayclasses cluster short=gc cat=gateway-api meta={"annotations":{"api-approved.kubernetes.io":"https://github.com/kubernetes-sigs/gateway-api/pull/4530","gateway.networking.k8s.io/bundle-version":"v1.6.1","gateway.networking.k8s.io/channel":"experimental"}}
         version v1 served storage type=v1
          sub status
          column {"name":"Controller","type":"string","jsonPath":".spec.controllerName"}
          column {"name":"Accepted","type":"string","jsonPath":".status.conditions[?(@.type==\"Accepted\")].status"}
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}
          column {"name":"Description","type":"string","jsonPath":".spec.description","priority":1}
         version v1beta1 served type=v1
          sub status
          column {"name":"Controller","type":"string","jsonPath":".spec.controllerName"}
          column {"name":"Accepted","type":"string","jsonPath":".status.conditions[?(@.type==\"Accepted\")].status"}
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}
          column {"name":"Description","type":"string","jsonPath":".spec.description","priority":1}

        type v1 object ; A sort of Gateways, and the controller that looks after them.
         apiVersion string
         kind string
         metadata object
         spec! object
          controllerName! string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$" minLength=1 maxLength=253 ; Which controller it is, as domain/path. It cannot be changed.
           > {"message":"Value is immutable","rule":"self == oldSelf"}
          description string maxLength=64 ; What the class is for.
          parametersRef object ; An object with further settings for the controller; with Envoy Gateway, an EnvoyProxy.
           group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
           kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
           name! string minLength=1 maxLength=253
           namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
         status object ={"conditions":[{"lastTransitionTime":"1970-01-01T00:00:00Z","message":"Waiting for controller","reason":"Pending","status":"Unknown","type":"Accepted"}]}
          conditions array =[{"lastTransitionTime":"1970-01-01T00:00:00Z","message":"Waiting for controller","reason":"Pending","status":"Unknown","type":"Accepted"}] maxItems=8 list=map(type)
           - object
            lastTransitionTime! string(date-time)
            message! string maxLength=32768
            observedGeneration int64 min=0
            reason! string pattern="^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$" minLength=1 maxLength=1024
            status! string enum=["True","False","Unknown"]
            type! string pattern="^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$" maxLength=316
          supportedFeatures array maxItems=64 list=map(name)
           - object
            name! string
        """#
}
