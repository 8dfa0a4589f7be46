// Written by scripts/schemas/extract.py from backends.gateway.envoyproxy.io. Descriptions: scripts/schemas/facts.

extension Notation {
    static let crdBackend: StaticString = #"""
        crd gateway.envoyproxy.io Backend backends namespaced short=be cat=envoy-gateway meta={"annotations":{"controller-gen.kubebuilder.io/version":"v0.20.1"}}
         version v1alpha1 served storage type=v1alpha1
          sub status
          column {"name":"Status","type":"string","jsonPath":".status.conditions[?(@.type==\"Accepted\")].reason"}
          column {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}

        type v1alpha1 object ; A place to send traffic that is no Service of the cluster.
         apiVersion string
         kind string
         metadata object
         spec! object
          > {"message":"DynamicResolver type cannot have endpoints specified","rule":"self.type != 'DynamicResolver' || !has(self.endpoints)"}
          > {"message":"DynamicResolver type cannot use autoSNIFromEndpointHostname","rule":"self.type != 'DynamicResolver' || !has(self.tls) || !(has(self.tls.autoSNIFromEndpointHostname) && self.tls.autoSNIFromEndpointHostname)"}
          > {"message":"when autoSNIFromEndpointHostname is enabled, IP and Unix endpoints must define a hostname","rule":"!has(self.tls) || !(has(self.tls.autoSNIFromEndpointHostname) && self.tls.autoSNIFromEndpointHostname) || self.endpoints.all(e, (!has(e.ip) && !has(e.unix)) || has(e.hostname))"}
          appProtocols array ; What is spoken there: h2c, ws, wss.
           - string enum=["gateway.envoyproxy.io/h2c","gateway.envoyproxy.io/ws","gateway.envoyproxy.io/wss"] ; What is spoken there: h2c, ws, wss.
          endpoints array minItems=1 maxItems=256 ; Addresses, names or sockets.
           > {"message":"fqdn addresses cannot be mixed with other address types","rule":"self.all(f, has(f.fqdn)) || !self.exists(f, has(f.fqdn))"}
           - object ; Addresses, names or sockets.
            > {"message":"one of fqdn, ip or unix must be specified","rule":"(has(self.fqdn) || has(self.ip) || has(self.unix))"}
            > {"message":"only one of fqdn, ip or unix can be specified","rule":"((has(self.fqdn) && !(has(self.ip) || has(self.unix))) || (has(self.ip) && !(has(self.fqdn) || has(self.unix))) || (has(self.unix) && !(has(self.ip) || has(self.fqdn))))"}
            fqdn object ; A host name and port.
             hostname! string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\.?$" minLength=1 maxLength=253
             port! int32 min=0 max=65535
            hostname string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
            ip object ; An address and port.
             address! string pattern="^((25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\\.){3}(25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)$|^(([0-9a-fA-F]{1,4}:){1,7}[0-9a-fA-F]{1,4}|::|(([0-9a-fA-F]{1,4}:){0,5})?(:[0-9a-fA-F]{1,4}){1,2})$" minLength=3 maxLength=45
             port! int32 min=0 max=65535
            unix object ; A socket of the proxy's file system.
             path! string
              > {"message":"unix domain socket path must not exceed 108 characters","rule":"size(self) <= 108"}
            zone string
          fallback bool ; Used only when the others are not healthy.
          tls object ; How TLS is spoken there.
           > {"message":"must not contain both CACertificateRefs and WellKnownCACertificates","rule":"!(has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0 && has(self.wellKnownCACertificates) && self.wellKnownCACertificates != \"\")"}
           > {"message":"must not contain either CACertificateRefs or WellKnownCACertificates when InsecureSkipVerify is enabled","rule":"!((has(self.insecureSkipVerify) && self.insecureSkipVerify) && ((has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0) || (has(self.wellKnownCACertificates) && self.wellKnownCACertificates != \"\")))"}
           > {"message":"sni and autoSNIFromEndpointHostname are mutually exclusive","rule":"!(has(self.sni) && has(self.autoSNIFromEndpointHostname) && self.autoSNIFromEndpointHostname)"}
           > {"message":"setting ciphers has no effect if the minimum possible TLS version is 1.3","rule":"has(self.minVersion) && self.minVersion == '1.3' ? !has(self.ciphers) : true"}
           > {"message":"minVersion must be smaller or equal to maxVersion","rule":"has(self.minVersion) && has(self.maxVersion) ? {\"Auto\":0,\"1.0\":1,\"1.1\":2,\"1.2\":3,\"1.3\":4}[self.minVersion] <= {\"1.0\":1,\"1.1\":2,\"1.2\":3,\"1.3\":4,\"Auto\":5}[self.maxVersion] : !has(self.minVersion) && has(self.maxVersion) ? 3 <= {\"1.0\":1,\"1.1\":2,\"1.2\":3,\"1.3\":4,\"Auto\":5}[self.maxVersion] : true"}
           alpnProtocols []string
           autoSNIFromEndpointHostname bool
           caCertificateRefs array maxItems=8
            - object
             group! string pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
             kind! string pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
             name! string minLength=1 maxLength=253
           ciphers []string
           clientCertificateRef object
            group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
            kind string ="Secret" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
            name! string minLength=1 maxLength=253
            namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
           ecdhCurves []string
           fingerprints array
            - string enum=["JA3","JA4"]
           insecureSkipVerify bool =false
           maxVersion string enum=["Auto","1.0","1.1","1.2","1.3"]
           minVersion string enum=["Auto","1.0","1.1","1.2","1.3"]
           signatureAlgorithms []string
           sni string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
           wellKnownCACertificates string pattern="^(System|([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]))$" minLength=1 maxLength=253
          type string ="Endpoints" enum=["Endpoints","DynamicResolver"] ; Endpoints (the default), or DynamicResolver: the host that the request names.
         status object
          conditions array maxItems=8 list=map(type)
           - object
            lastTransitionTime! string(date-time)
            message! string maxLength=32768
            observedGeneration int64 min=0
            reason! string pattern="^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$" minLength=1 maxLength=1024
            status! string enum=["True","False","Unknown"]
            type! string pattern="^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$" maxLength=316
        """#
}
