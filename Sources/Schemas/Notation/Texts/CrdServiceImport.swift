// Written by scripts/schemas/extract.py from serviceimports.multicluster.x-k8s.io. Descriptions: scripts/schemas/facts.

extension Notation {
    static let crdServiceImport: StaticString = #"""
        crd multicluster.x-k8s.io ServiceImport serviceimports namespaced short=svcim
         version v1alpha1 served storage type=v1alpha1
          sub status
          column {"name":"Type","type":"string","jsonPath":".spec.type"}
          column {"name":"IP","type":"string","jsonPath":".spec.ips"}
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}

        type v1alpha1 object
         apiVersion string
         kind string
         metadata object
         spec object
          ips []string maxItems=1
          ports! array list=atomic
           - object
            appProtocol string
            name string
            port! int32
            protocol string
          sessionAffinity string
          sessionAffinityConfig object
           clientIP object
            timeoutSeconds int32
          type! string enum=["ClusterSetIP","Headless"]
         status object
          clusters array list=map(cluster)
           - object
            cluster! string
        """#
}
