// Written by scripts/schemas/extract.py from envoypatchpolicies.gateway.envoyproxy.io. Descriptions: scripts/schemas/facts.

extension Notation {
    static let crdEnvoyPatchPolicy: StaticString = #"""
        crd gateway.envoyproxy.io EnvoyPatchPolicy envoypatchpolicies namespaced short=epp cat=envoy-gateway meta={"annotations":{"controller-gen.kubebuilder.io/version":"v0.20.1"}}
         version v1alpha1 served storage type=v1alpha1
          sub status
          column {"name":"Accepted","type":"string","jsonPath":".status.ancestors[0].conditions[?(@.type==\"Accepted\")].status"}
          column {"name":"Programmed","type":"string","jsonPath":".status.ancestors[0].conditions[?(@.type==\"Programmed\")].status"}
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}

        type v1alpha1 object ; Changes to the xDS that Envoy gets, as a last resort.
         apiVersion string
         kind string
         metadata object
         spec! object
          jsonPatches array
           - object
            name! string
            operation! object
             from string
             jsonPath string
             op! string enum=["add","remove","replace","move","copy","test"]
             path string
             value any preserve
            type! string enum=["type.googleapis.com/envoy.config.listener.v3.Listener","type.googleapis.com/envoy.config.route.v3.RouteConfiguration","type.googleapis.com/envoy.config.cluster.v3.Cluster","type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment","type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret"]
          priority int32
          targetRef! object
           group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
           kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
           name! string minLength=1 maxLength=253
          type! string enum=["JSONPatch"]
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
