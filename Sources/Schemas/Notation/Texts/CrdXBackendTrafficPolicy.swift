// Written by scripts/schemas/extract.py from xbackendtrafficpolicies.gateway.networking.x-k8s.io v1.6.1. Descriptions: scripts/schemas/facts.

extension Notation {
    static let crdXBackendTrafficPolicy: StaticString = #"""
        crd gateway.networking.x-k8s.io XBackendTrafficPolicy xbackendtrafficpolicies namespaced short=xbtrafficpolicy cat=gateway-api meta={"labels":{"gateway.networking.k8s.io/policy":"Direct"},"annotations":{"api-approved.kubernetes.io":"https://github.com/kubernetes-sigs/gateway-api/pull/4530","gateway.networking.k8s.io/bundle-version":"v1.6.1","gateway.networking.k8s.io/channel":"experimental"}}
         version v1alpha1 served storage type=v1alpha1
          sub status
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}

        type v1alpha1 object
         apiVersion string
         kind string
         metadata object
         spec! object
          retryConstraint object
           budget object ={"interval":"10s","percent":20}
            interval string ="10s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
             > {"message":"interval cannot be greater than one hour or less than one second","rule":"!(duration(self) < duration('1s') || duration(self) > duration('1h'))"}
            percent int =20 min=0 max=100
           minRetryRate object ={"count":10,"interval":"1s"}
            count int min=1 max=1000000
            interval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
             > {"message":"interval cannot be greater than one hour","rule":"!(duration(self) == duration('0s') || duration(self) > duration('1h'))"}
          sessionPersistence object
           > {"message":"AbsoluteTimeout must be specified when cookie lifetimeType is Permanent","rule":"!has(self.cookieConfig) || !has(self.cookieConfig.lifetimeType) || self.cookieConfig.lifetimeType != 'Permanent' || has(self.absoluteTimeout)"}
           > {"message":"cookieConfig can only be set with type Cookie","rule":"!has(self.cookieConfig) || self.type == 'Cookie'"}
           absoluteTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
           cookieConfig object
            lifetimeType string ="Session" enum=["Permanent","Session"]
           sessionName string maxLength=128
           type string ="Cookie" enum=["Cookie","Header"]
          targetRefs! array minItems=1 maxItems=16 list=map(group,kind,name)
           - object
            group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
            kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
            name! string minLength=1 maxLength=253
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
