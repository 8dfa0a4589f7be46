// Written by scripts/schemas/extract.py from envoyproxies.gateway.envoyproxy.io. Descriptions: scripts/schemas/facts.

extension Notation {
    static let crdEnvoyProxy: StaticString = #"""
        crd gateway.envoyproxy.io EnvoyProxy envoyproxies namespaced short=eproxy cat=envoy-gateway meta={"annotations":{"controller-gen.kubebuilder.io/version":"v0.20.1"}}
         version v1alpha1 served storage type=v1alpha1
          sub status

        type v1alpha1 object ; How proxies are set up: their Deployment, Service, logging, metrics, bootstrap.
         apiVersion string
         kind string
         metadata object
         spec! object
          > {"message":"only one of luaValidation or lua may be set","rule":"!has(self.luaValidation) || !has(self.lua)"}
          > {"message":"mergeGateways and mergeBackends cannot both be enabled","rule":"!(has(self.mergeGateways) && self.mergeGateways && has(self.mergeBackends))"}
          backendTLS object
           > {"message":"setting ciphers has no effect if the minimum possible TLS version is 1.3","rule":"has(self.minVersion) && self.minVersion == '1.3' ? !has(self.ciphers) : true"}
           > {"message":"minVersion must be smaller or equal to maxVersion","rule":"has(self.minVersion) && has(self.maxVersion) ? {\"Auto\":0,\"1.0\":1,\"1.1\":2,\"1.2\":3,\"1.3\":4}[self.minVersion] <= {\"1.0\":1,\"1.1\":2,\"1.2\":3,\"1.3\":4,\"Auto\":5}[self.maxVersion] : !has(self.minVersion) && has(self.maxVersion) ? 3 <= {\"1.0\":1,\"1.1\":2,\"1.2\":3,\"1.3\":4,\"Auto\":5}[self.maxVersion] : true"}
           alpnProtocols []string
           ciphers []string
           clientCertificateRef object
            group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
            kind string ="Secret" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
            name! string minLength=1 maxLength=253
            namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
           ecdhCurves []string
           fingerprints array
            - string enum=["JA3","JA4"]
           maxVersion string enum=["Auto","1.0","1.1","1.2","1.3"]
           minVersion string enum=["Auto","1.0","1.1","1.2","1.3"]
           signatureAlgorithms []string
          bootstrap object
           > {"message":"provided bootstrap patch doesn't match the configured patch type","rule":"self.type == 'JSONPatch' ? self.jsonPatches.size() > 0 : has(self.value)"}
           jsonPatches array
            - object
             from string
             jsonPath string
             op! string enum=["add","remove","replace","move","copy","test"]
             path string
             value any preserve
           type string ="Replace" enum=["Merge","Replace","JSONPatch"]
           value string
          concurrency int32
          dynamicModules array maxItems=16 list=map(name)
           - object
            doNotClose bool =false
            loadGlobally bool =false
            name! string pattern="^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$" minLength=1 maxLength=253
            source! object
             > {"message":"If type is Remote, remote field needs to be set.","rule":"self.type == 'Remote' ? has(self.remote) : !has(self.remote)"}
             > {"message":"If type is Local, local field needs to be set.","rule":"self.type != 'Local' || has(self.local)"}
             > {"message":"If type is Remote, local field must not be set.","rule":"self.type == 'Remote' ? !has(self.local) : true"}
             local object
              path! string minLength=1 maxLength=4096
             remote object
              sha256! string pattern="^[a-f0-9]{64}$"
              url! string pattern="^https?://[^/?#]+(?:[/?#].*)?$" minLength=1 maxLength=4096
             type string ="Local" enum=["Local","Remote"]
          extraArgs []string
          filterOrder array
           - object
            > {"message":"one of before or after must be specified","rule":"(has(self.before) || has(self.after))"}
            > {"message":"only one of before or after can be specified","rule":"(has(self.before) && !has(self.after)) || (!has(self.before) && has(self.after))"}
            after string enum=["envoy.filters.http.custom_response","envoy.filters.http.health_check","envoy.filters.http.fault","envoy.filters.http.cors","envoy.filters.http.csrf","envoy.filters.http.header_mutation","envoy.filters.http.ext_authz","envoy.filters.http.api_key_auth","envoy.filters.http.basic_auth","envoy.filters.http.oauth2","envoy.filters.http.jwt_authn","envoy.filters.http.stateful_session","envoy.filters.http.buffer","envoy.filters.http.lua","envoy.filters.http.ext_proc","envoy.filters.http.wasm","envoy.filters.http.dynamic_modules","envoy.filters.http.geoip","envoy.filters.http.rbac","envoy.filters.http.local_ratelimit","envoy.filters.http.ratelimit","envoy.filters.http.bandwidth_limit","envoy.filters.http.grpc_web","envoy.filters.http.grpc_stats","envoy.filters.http.credential_injector","envoy.filters.http.compressor","envoy.filters.http.dynamic_forward_proxy"]
            before string enum=["envoy.filters.http.custom_response","envoy.filters.http.health_check","envoy.filters.http.fault","envoy.filters.http.cors","envoy.filters.http.csrf","envoy.filters.http.header_mutation","envoy.filters.http.ext_authz","envoy.filters.http.api_key_auth","envoy.filters.http.basic_auth","envoy.filters.http.oauth2","envoy.filters.http.jwt_authn","envoy.filters.http.stateful_session","envoy.filters.http.buffer","envoy.filters.http.lua","envoy.filters.http.ext_proc","envoy.filters.http.wasm","envoy.filters.http.dynamic_modules","envoy.filters.http.geoip","envoy.filters.http.rbac","envoy.filters.http.local_ratelimit","envoy.filters.http.ratelimit","envoy.filters.http.bandwidth_limit","envoy.filters.http.grpc_web","envoy.filters.http.grpc_stats","envoy.filters.http.credential_injector","envoy.filters.http.compressor","envoy.filters.http.dynamic_forward_proxy"]
            name! string enum=["envoy.filters.http.custom_response","envoy.filters.http.health_check","envoy.filters.http.fault","envoy.filters.http.cors","envoy.filters.http.csrf","envoy.filters.http.header_mutation","envoy.filters.http.ext_authz","envoy.filters.http.api_key_auth","envoy.filters.http.basic_auth","envoy.filters.http.oauth2","envoy.filters.http.jwt_authn","envoy.filters.http.stateful_session","envoy.filters.http.buffer","envoy.filters.http.lua","envoy.filters.http.ext_proc","envoy.filters.http.wasm","envoy.filters.http.dynamic_modules","envoy.filters.http.geoip","envoy.filters.http.rbac","envoy.filters.http.local_ratelimit","envoy.filters.http.ratelimit","envoy.filters.http.bandwidth_limit","envoy.filters.http.grpc_web","envoy.filters.http.grpc_stats","envoy.filters.http.credential_injector","envoy.filters.http.compressor","envoy.filters.http.dynamic_forward_proxy"]
          geoIP object
           provider! object
            > {"message":"maxMind must be set when type is MaxMind","rule":"self.type == 'MaxMind' ? has(self.maxMind) : true"}
            maxMind object
             > {"message":"at least one MaxMind database source must be specified","rule":"has(self.cityDbSource) || has(self.countryDbSource) || has(self.asnDbSource) || has(self.ispDbSource) || has(self.anonymousIpDbSource)"}
             anonymousIpDbSource object
              local! object
               path! string pattern="^.*\\.mmdb$"
             asnDbSource object
              local! object
               path! string pattern="^.*\\.mmdb$"
             cityDbSource object
              local! object
               path! string pattern="^.*\\.mmdb$"
             countryDbSource object
              local! object
               path! string pattern="^.*\\.mmdb$"
             ispDbSource object
              local! object
               path! string pattern="^.*\\.mmdb$"
            type! string enum=["MaxMind"]
          ipFamily string enum=["IPv4","IPv6","DualStack"]
          logging object ={"level":{"default":"warn"}}
           level object ={"default":"warn"}
            * string enum=["trace","debug","info","warn","error","off","critical"]
          lua object
           > {"message":"strictValidation can only be set when validationType is Strict","rule":"!has(self.strictValidation) || !has(self.validationType) || self.validationType == 'Strict'"}
           strictValidation object
            allowedEnvVars array maxItems=64
             > {"message":"allowedEnvVars entries must not be blank or whitespace-only","rule":"self.all(e, e.trim() != '')"}
             - string minLength=1 maxLength=256
            allowedPaths array maxItems=64
             > {"message":"allowedPaths entries must not be blank or whitespace-only","rule":"self.all(p, p.trim() != '')"}
             > {"message":"allowedPaths entries must not be the filesystem root","rule":"self.all(p, !p.matches('^/+$'))"}
             - string minLength=1 maxLength=4096
           validationType string ="Strict" enum=["Strict","InsecureSyntax","Disabled"]
          luaValidation string enum=["Strict","InsecureSyntax","Disabled"]
          mergeBackends object
           selector object map=atomic
            matchExpressions array list=atomic
             - object
              key! string
              operator! string
              values []string list=atomic
            matchLabels {}string
          mergeGateways bool
          mergeType string enum=["Replace","StrategicMerge","JSONMerge"]
          preserveRouteOrder bool
          provider object
           host object
            envoyVersion string
           kubernetes object
            > {"message":"only one of envoyDeployment or envoyDaemonSet can be specified","rule":"((has(self.envoyDeployment) && !has(self.envoyDaemonSet)) || (!has(self.envoyDeployment) && has(self.envoyDaemonSet))) || (!has(self.envoyDeployment) && !has(self.envoyDaemonSet))"}
            > {"message":"cannot use envoyHpa if envoyDaemonSet is used","rule":"((has(self.envoyHpa) && !has(self.envoyDaemonSet)) || (!has(self.envoyHpa) && has(self.envoyDaemonSet))) || (!has(self.envoyHpa) && !has(self.envoyDaemonSet))"}
            envoyDaemonSet object
             container object
              > {"message":"Either image or imageRepository can be set.","rule":"!has(self.image) || !has(self.imageRepository)"}
              env array
               - object
                name! string
                value string
                valueFrom object
                 configMapKeyRef object map=atomic
                  key! string
                  name string =""
                  optional bool
                 fieldRef object map=atomic
                  apiVersion string
                  fieldPath! string
                 fileKeyRef object map=atomic
                  key! string
                  optional bool =false
                  path! string
                  volumeName! string
                 resourceFieldRef object map=atomic
                  containerName string
                  divisor int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                  resource! string
                 secretKeyRef object map=atomic
                  key! string
                  name string =""
                  optional bool
              image string
               > {"message":"Image must include a tag and allowed characters only (e.g., 'repo:tag').","rule":"self.matches('^[a-zA-Z0-9._-]+(:[0-9]+)?(/[a-zA-Z0-9._/-]+)?(:[a-zA-Z0-9._-]+)?(@sha256:[a-z0-9]+)?$')"}
              imageRepository string
               > {"message":"ImageRepository must contain only allowed characters and must not include a tag.","rule":"self.matches('^[a-zA-Z0-9._-]+(:[0-9]+)?[a-zA-Z0-9._/-]+$')"}
              resources object
               claims array list=map(name)
                - object
                 name! string
                 request string
               limits object
                * int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
               requests object
                * int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
              securityContext object
               allowPrivilegeEscalation bool
               appArmorProfile object
                localhostProfile string
                type! string
               capabilities object
                add []string list=atomic
                drop []string list=atomic
               privileged bool
               procMount string
               readOnlyRootFilesystem bool
               runAsGroup int64
               runAsNonRoot bool
               runAsUser int64
               seLinuxOptions object
                level string
                role string
                type string
                user string
               seccompProfile object
                localhostProfile string
                type! string
               windowsOptions object
                gmsaCredentialSpec string
                gmsaCredentialSpecName string
                hostProcess bool
                runAsUserName string
              volumeMounts array
               - object
                mountPath! string
                mountPropagation string
                name! string
                readOnly bool
                recursiveReadOnly string
                subPath string
                subPathExpr string
             name string
             patch object
              type string
              value! any preserve
             pod object
              affinity object
               nodeAffinity object
                preferredDuringSchedulingIgnoredDuringExecution array list=atomic
                 - object
                  preference! object map=atomic
                   matchExpressions array list=atomic
                    - object
                     key! string
                     operator! string
                     values []string list=atomic
                   matchFields array list=atomic
                    - object
                     key! string
                     operator! string
                     values []string list=atomic
                  weight! int32
                requiredDuringSchedulingIgnoredDuringExecution object map=atomic
                 nodeSelectorTerms! array list=atomic
                  - object map=atomic
                   matchExpressions array list=atomic
                    - object
                     key! string
                     operator! string
                     values []string list=atomic
                   matchFields array list=atomic
                    - object
                     key! string
                     operator! string
                     values []string list=atomic
               podAffinity object
                preferredDuringSchedulingIgnoredDuringExecution array list=atomic
                 - object
                  podAffinityTerm! object
                   labelSelector object map=atomic
                    matchExpressions array list=atomic
                     - object
                      key! string
                      operator! string
                      values []string list=atomic
                    matchLabels {}string
                   matchLabelKeys []string list=atomic
                   mismatchLabelKeys []string list=atomic
                   namespaceSelector object map=atomic
                    matchExpressions array list=atomic
                     - object
                      key! string
                      operator! string
                      values []string list=atomic
                    matchLabels {}string
                   namespaces []string list=atomic
                   topologyKey! string
                  weight! int32
                requiredDuringSchedulingIgnoredDuringExecution array list=atomic
                 - object
                  labelSelector object map=atomic
                   matchExpressions array list=atomic
                    - object
                     key! string
                     operator! string
                     values []string list=atomic
                   matchLabels {}string
                  matchLabelKeys []string list=atomic
                  mismatchLabelKeys []string list=atomic
                  namespaceSelector object map=atomic
                   matchExpressions array list=atomic
                    - object
                     key! string
                     operator! string
                     values []string list=atomic
                   matchLabels {}string
                  namespaces []string list=atomic
                  topologyKey! string
               podAntiAffinity object
                preferredDuringSchedulingIgnoredDuringExecution array list=atomic
                 - object
                  podAffinityTerm! object
                   labelSelector object map=atomic
                    matchExpressions array list=atomic
                     - object
                      key! string
                      operator! string
                      values []string list=atomic
                    matchLabels {}string
                   matchLabelKeys []string list=atomic
                   mismatchLabelKeys []string list=atomic
                   namespaceSelector object map=atomic
                    matchExpressions array list=atomic
                     - object
                      key! string
                      operator! string
                      values []string list=atomic
                    matchLabels {}string
                   namespaces []string list=atomic
                   topologyKey! string
                  weight! int32
                requiredDuringSchedulingIgnoredDuringExecution array list=atomic
                 - object
                  labelSelector object map=atomic
                   matchExpressions array list=atomic
                    - object
                     key! string
                     operator! string
                     values []string list=atomic
                   matchLabels {}string
                  matchLabelKeys []string list=atomic
                  mismatchLabelKeys []string list=atomic
                  namespaceSelector object map=atomic
                   matchExpressions array list=atomic
                    - object
                     key! string
                     operator! string
                     values []string list=atomic
                   matchLabels {}string
                  namespaces []string list=atomic
                  topologyKey! string
              annotations {}string
              imagePullSecrets array
               - object map=atomic
                name string =""
              labels {}string
              nodeSelector {}string
              priorityClassName string
              securityContext object
               appArmorProfile object
                localhostProfile string
                type! string
               fsGroup int64
               fsGroupChangePolicy string
               runAsGroup int64
               runAsNonRoot bool
               runAsUser int64
               seLinuxChangePolicy string
               seLinuxOptions object
                level string
                role string
                type string
                user string
               seccompProfile object
                localhostProfile string
                type! string
               supplementalGroups []int64 list=atomic
               supplementalGroupsPolicy string
               sysctls array list=atomic
                - object
                 name! string
                 value! string
               windowsOptions object
                gmsaCredentialSpec string
                gmsaCredentialSpecName string
                hostProcess bool
                runAsUserName string
              tolerations array
               - object
                effect string
                key string
                operator string
                tolerationSeconds int64
                value string
              topologySpreadConstraints array
               - object
                labelSelector object map=atomic
                 matchExpressions array list=atomic
                  - object
                   key! string
                   operator! string
                   values []string list=atomic
                 matchLabels {}string
                matchLabelKeys []string list=atomic
                maxSkew! int32
                minDomains int32
                nodeAffinityPolicy string
                nodeTaintsPolicy string
                topologyKey! string
                whenUnsatisfiable! string
              volumes array
               - object
                awsElasticBlockStore object
                 fsType string
                 partition int32
                 readOnly bool
                 volumeID! string
                azureDisk object
                 cachingMode string
                 diskName! string
                 diskURI! string
                 fsType string ="ext4"
                 kind string
                 readOnly bool =false
                azureFile object
                 readOnly bool
                 secretName! string
                 shareName! string
                cephfs object
                 monitors! []string list=atomic
                 path string
                 readOnly bool
                 secretFile string
                 secretRef object map=atomic
                  name string =""
                 user string
                cinder object
                 fsType string
                 readOnly bool
                 secretRef object map=atomic
                  name string =""
                 volumeID! string
                configMap object map=atomic
                 defaultMode int32
                 items array list=atomic
                  - object
                   key! string
                   mode int32
                   path! string
                 name string =""
                 optional bool
                csi object
                 driver! string
                 fsType string
                 nodePublishSecretRef object map=atomic
                  name string =""
                 readOnly bool
                 volumeAttributes {}string
                downwardAPI object
                 defaultMode int32
                 items array list=atomic
                  - object
                   fieldRef object map=atomic
                    apiVersion string
                    fieldPath! string
                   mode int32
                   path! string
                   resourceFieldRef object map=atomic
                    containerName string
                    divisor int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                    resource! string
                emptyDir object
                 medium string
                 sizeLimit int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                ephemeral object
                 volumeClaimTemplate object
                  metadata object
                  spec! object
                   accessModes []string list=atomic
                   dataSource object map=atomic
                    apiGroup string
                    kind! string
                    name! string
                   dataSourceRef object
                    apiGroup string
                    kind! string
                    name! string
                    namespace string
                   resources object
                    limits object
                     * int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                    requests object
                     * int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                   selector object map=atomic
                    matchExpressions array list=atomic
                     - object
                      key! string
                      operator! string
                      values []string list=atomic
                    matchLabels {}string
                   storageClassName string
                   volumeAttributesClassName string
                   volumeMode string
                   volumeName string
                fc object
                 fsType string
                 lun int32
                 readOnly bool
                 targetWWNs []string list=atomic
                 wwids []string list=atomic
                flexVolume object
                 driver! string
                 fsType string
                 options {}string
                 readOnly bool
                 secretRef object map=atomic
                  name string =""
                flocker object
                 datasetName string
                 datasetUUID string
                gcePersistentDisk object
                 fsType string
                 partition int32
                 pdName! string
                 readOnly bool
                gitRepo object
                 directory string
                 repository! string
                 revision string
                glusterfs object
                 endpoints! string
                 path! string
                 readOnly bool
                hostPath object
                 path! string
                 type string
                image object
                 pullPolicy string
                 reference string
                iscsi object
                 chapAuthDiscovery bool
                 chapAuthSession bool
                 fsType string
                 initiatorName string
                 iqn! string
                 iscsiInterface string ="default"
                 lun! int32
                 portals []string list=atomic
                 readOnly bool
                 secretRef object map=atomic
                  name string =""
                 targetPortal! string
                name! string
                nfs object
                 path! string
                 readOnly bool
                 server! string
                persistentVolumeClaim object
                 claimName! string
                 readOnly bool
                photonPersistentDisk object
                 fsType string
                 pdID! string
                portworxVolume object
                 fsType string
                 readOnly bool
                 volumeID! string
                projected object
                 defaultMode int32
                 sources array list=atomic
                  - object
                   clusterTrustBundle object
                    labelSelector object map=atomic
                     matchExpressions array list=atomic
                      - object
                       key! string
                       operator! string
                       values []string list=atomic
                     matchLabels {}string
                    name string
                    optional bool
                    path! string
                    signerName string
                   configMap object map=atomic
                    items array list=atomic
                     - object
                      key! string
                      mode int32
                      path! string
                    name string =""
                    optional bool
                   downwardAPI object
                    items array list=atomic
                     - object
                      fieldRef object map=atomic
                       apiVersion string
                       fieldPath! string
                      mode int32
                      path! string
                      resourceFieldRef object map=atomic
                       containerName string
                       divisor int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                       resource! string
                   podCertificate object
                    certificateChainPath string
                    credentialBundlePath string
                    keyPath string
                    keyType! string
                    maxExpirationSeconds int32
                    signerName! string
                    userAnnotations {}string
                   secret object map=atomic
                    items array list=atomic
                     - object
                      key! string
                      mode int32
                      path! string
                    name string =""
                    optional bool
                   serviceAccountToken object
                    audience string
                    expirationSeconds int64
                    path! string
                quobyte object
                 group string
                 readOnly bool
                 registry! string
                 tenant string
                 user string
                 volume! string
                rbd object
                 fsType string
                 image! string
                 keyring string ="/etc/ceph/keyring"
                 monitors! []string list=atomic
                 pool string ="rbd"
                 readOnly bool
                 secretRef object map=atomic
                  name string =""
                 user string ="admin"
                scaleIO object
                 fsType string ="xfs"
                 gateway! string
                 protectionDomain string
                 readOnly bool
                 secretRef! object map=atomic
                  name string =""
                 sslEnabled bool
                 storageMode string ="ThinProvisioned"
                 storagePool string
                 system! string
                 volumeName string
                secret object
                 defaultMode int32
                 items array list=atomic
                  - object
                   key! string
                   mode int32
                   path! string
                 optional bool
                 secretName string
                storageos object
                 fsType string
                 readOnly bool
                 secretRef object map=atomic
                  name string =""
                 volumeName string
                 volumeNamespace string
                vsphereVolume object
                 fsType string
                 storagePolicyID string
                 storagePolicyName string
                 volumePath! string
             strategy object
              rollingUpdate object
               maxSurge int-or-string
               maxUnavailable int-or-string
              type string
            envoyDeployment object
             container object
              > {"message":"Either image or imageRepository can be set.","rule":"!has(self.image) || !has(self.imageRepository)"}
              env array
               - object
                name! string
                value string
                valueFrom object
                 configMapKeyRef object map=atomic
                  key! string
                  name string =""
                  optional bool
                 fieldRef object map=atomic
                  apiVersion string
                  fieldPath! string
                 fileKeyRef object map=atomic
                  key! string
                  optional bool =false
                  path! string
                  volumeName! string
                 resourceFieldRef object map=atomic
                  containerName string
                  divisor int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                  resource! string
                 secretKeyRef object map=atomic
                  key! string
                  name string =""
                  optional bool
              image string
               > {"message":"Image must include a tag and allowed characters only (e.g., 'repo:tag').","rule":"self.matches('^[a-zA-Z0-9._-]+(:[0-9]+)?(/[a-zA-Z0-9._/-]+)?(:[a-zA-Z0-9._-]+)?(@sha256:[a-z0-9]+)?$')"}
              imageRepository string
               > {"message":"ImageRepository must contain only allowed characters and must not include a tag.","rule":"self.matches('^[a-zA-Z0-9._-]+(:[0-9]+)?[a-zA-Z0-9._/-]+$')"}
              resources object
               claims array list=map(name)
                - object
                 name! string
                 request string
               limits object
                * int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
               requests object
                * int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
              securityContext object
               allowPrivilegeEscalation bool
               appArmorProfile object
                localhostProfile string
                type! string
               capabilities object
                add []string list=atomic
                drop []string list=atomic
               privileged bool
               procMount string
               readOnlyRootFilesystem bool
               runAsGroup int64
               runAsNonRoot bool
               runAsUser int64
               seLinuxOptions object
                level string
                role string
                type string
                user string
               seccompProfile object
                localhostProfile string
                type! string
               windowsOptions object
                gmsaCredentialSpec string
                gmsaCredentialSpecName string
                hostProcess bool
                runAsUserName string
              volumeMounts array
               - object
                mountPath! string
                mountPropagation string
                name! string
                readOnly bool
                recursiveReadOnly string
                subPath string
                subPathExpr string
             initContainers array
              - object
               args []string list=atomic
               command []string list=atomic
               env array list=map(name)
                - object
                 name! string
                 value string
                 valueFrom object
                  configMapKeyRef object map=atomic
                   key! string
                   name string =""
                   optional bool
                  fieldRef object map=atomic
                   apiVersion string
                   fieldPath! string
                  fileKeyRef object map=atomic
                   key! string
                   optional bool =false
                   path! string
                   volumeName! string
                  resourceFieldRef object map=atomic
                   containerName string
                   divisor int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                   resource! string
                  secretKeyRef object map=atomic
                   key! string
                   name string =""
                   optional bool
               envFrom array list=atomic
                - object
                 configMapRef object map=atomic
                  name string =""
                  optional bool
                 prefix string
                 secretRef object map=atomic
                  name string =""
                  optional bool
               image string
               imagePullPolicy string
               lifecycle object
                postStart object
                 exec object
                  command []string list=atomic
                 httpGet object
                  host string
                  httpHeaders array list=atomic
                   - object
                    name! string
                    value! string
                  path string
                  port! int-or-string
                  scheme string
                 sleep object
                  seconds! int64
                 tcpSocket object
                  host string
                  port! int-or-string
                preStop object
                 exec object
                  command []string list=atomic
                 httpGet object
                  host string
                  httpHeaders array list=atomic
                   - object
                    name! string
                    value! string
                  path string
                  port! int-or-string
                  scheme string
                 sleep object
                  seconds! int64
                 tcpSocket object
                  host string
                  port! int-or-string
                stopSignal string
               livenessProbe object
                exec object
                 command []string list=atomic
                failureThreshold int32
                grpc object
                 port! int32
                 service string =""
                httpGet object
                 host string
                 httpHeaders array list=atomic
                  - object
                   name! string
                   value! string
                 path string
                 port! int-or-string
                 scheme string
                initialDelaySeconds int32
                periodSeconds int32
                successThreshold int32
                tcpSocket object
                 host string
                 port! int-or-string
                terminationGracePeriodSeconds int64
                timeoutSeconds int32
               name! string
               ports array list=map(containerPort,protocol)
                - object
                 containerPort! int32
                 hostIP string
                 hostPort int32
                 name string
                 protocol string ="TCP"
               readinessProbe object
                exec object
                 command []string list=atomic
                failureThreshold int32
                grpc object
                 port! int32
                 service string =""
                httpGet object
                 host string
                 httpHeaders array list=atomic
                  - object
                   name! string
                   value! string
                 path string
                 port! int-or-string
                 scheme string
                initialDelaySeconds int32
                periodSeconds int32
                successThreshold int32
                tcpSocket object
                 host string
                 port! int-or-string
                terminationGracePeriodSeconds int64
                timeoutSeconds int32
               resizePolicy array list=atomic
                - object
                 resourceName! string
                 restartPolicy! string
               resources object
                claims array list=map(name)
                 - object
                  name! string
                  request string
                limits object
                 * int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                requests object
                 * int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
               restartPolicy string
               restartPolicyRules array list=atomic
                - object
                 action! string
                 exitCodes object
                  operator! string
                  values []int32 list=set
               securityContext object
                allowPrivilegeEscalation bool
                appArmorProfile object
                 localhostProfile string
                 type! string
                capabilities object
                 add []string list=atomic
                 drop []string list=atomic
                privileged bool
                procMount string
                readOnlyRootFilesystem bool
                runAsGroup int64
                runAsNonRoot bool
                runAsUser int64
                seLinuxOptions object
                 level string
                 role string
                 type string
                 user string
                seccompProfile object
                 localhostProfile string
                 type! string
                windowsOptions object
                 gmsaCredentialSpec string
                 gmsaCredentialSpecName string
                 hostProcess bool
                 runAsUserName string
               startupProbe object
                exec object
                 command []string list=atomic
                failureThreshold int32
                grpc object
                 port! int32
                 service string =""
                httpGet object
                 host string
                 httpHeaders array list=atomic
                  - object
                   name! string
                   value! string
                 path string
                 port! int-or-string
                 scheme string
                initialDelaySeconds int32
                periodSeconds int32
                successThreshold int32
                tcpSocket object
                 host string
                 port! int-or-string
                terminationGracePeriodSeconds int64
                timeoutSeconds int32
               stdin bool
               stdinOnce bool
               terminationMessagePath string
               terminationMessagePolicy string
               tty bool
               volumeDevices array list=map(devicePath)
                - object
                 devicePath! string
                 name! string
               volumeMounts array list=map(mountPath)
                - object
                 mountPath! string
                 mountPropagation string
                 name! string
                 readOnly bool
                 recursiveReadOnly string
                 subPath string
                 subPathExpr string
               workingDir string
             name string
             patch object
              type string
              value! any preserve
             pod object
              affinity object
               nodeAffinity object
                preferredDuringSchedulingIgnoredDuringExecution array list=atomic
                 - object
                  preference! object map=atomic
                   matchExpressions array list=atomic
                    - object
                     key! string
                     operator! string
                     values []string list=atomic
                   matchFields array list=atomic
                    - object
                     key! string
                     operator! string
                     values []string list=atomic
                  weight! int32
                requiredDuringSchedulingIgnoredDuringExecution object map=atomic
                 nodeSelectorTerms! array list=atomic
                  - object map=atomic
                   matchExpressions array list=atomic
                    - object
                     key! string
                     operator! string
                     values []string list=atomic
                   matchFields array list=atomic
                    - object
                     key! string
                     operator! string
                     values []string list=atomic
               podAffinity object
                preferredDuringSchedulingIgnoredDuringExecution array list=atomic
                 - object
                  podAffinityTerm! object
                   labelSelector object map=atomic
                    matchExpressions array list=atomic
                     - object
                      key! string
                      operator! string
                      values []string list=atomic
                    matchLabels {}string
                   matchLabelKeys []string list=atomic
                   mismatchLabelKeys []string list=atomic
                   namespaceSelector object map=atomic
                    matchExpressions array list=atomic
                     - object
                      key! string
                      operator! string
                      values []string list=atomic
                    matchLabels {}string
                   namespaces []string list=atomic
                   topologyKey! string
                  weight! int32
                requiredDuringSchedulingIgnoredDuringExecution array list=atomic
                 - object
                  labelSelector object map=atomic
                   matchExpressions array list=atomic
                    - object
                     key! string
                     operator! string
                     values []string list=atomic
                   matchLabels {}string
                  matchLabelKeys []string list=atomic
                  mismatchLabelKeys []string list=atomic
                  namespaceSelector object map=atomic
                   matchExpressions array list=atomic
                    - object
                     key! string
                     operator! string
                     values []string list=atomic
                   matchLabels {}string
                  namespaces []string list=atomic
                  topologyKey! string
               podAntiAffinity object
                preferredDuringSchedulingIgnoredDuringExecution array list=atomic
                 - object
                  podAffinityTerm! object
                   labelSelector object map=atomic
                    matchExpressions array list=atomic
                     - object
                      key! string
                      operator! string
                      values []string list=atomic
                    matchLabels {}string
                   matchLabelKeys []string list=atomic
                   mismatchLabelKeys []string list=atomic
                   namespaceSelector object map=atomic
                    matchExpressions array list=atomic
                     - object
                      key! string
                      operator! string
                      values []string list=atomic
                    matchLabels {}string
                   namespaces []string list=atomic
                   topologyKey! string
                  weight! int32
                requiredDuringSchedulingIgnoredDuringExecution array list=atomic
                 - object
                  labelSelector object map=atomic
                   matchExpressions array list=atomic
                    - object
                     key! string
                     operator! string
                     values []string list=atomic
                   matchLabels {}string
                  matchLabelKeys []string list=atomic
                  mismatchLabelKeys []string list=atomic
                  namespaceSelector object map=atomic
                   matchExpressions array list=atomic
                    - object
                     key! string
                     operator! string
                     values []string list=atomic
                   matchLabels {}string
                  namespaces []string list=atomic
                  topologyKey! string
              annotations {}string
              imagePullSecrets array
               - object map=atomic
                name string =""
              labels {}string
              nodeSelector {}string
              priorityClassName string
              securityContext object
               appArmorProfile object
                localhostProfile string
                type! string
               fsGroup int64
               fsGroupChangePolicy string
               runAsGroup int64
               runAsNonRoot bool
               runAsUser int64
               seLinuxChangePolicy string
               seLinuxOptions object
                level string
                role string
                type string
                user string
               seccompProfile object
                localhostProfile string
                type! string
               supplementalGroups []int64 list=atomic
               supplementalGroupsPolicy string
               sysctls array list=atomic
                - object
                 name! string
                 value! string
               windowsOptions object
                gmsaCredentialSpec string
                gmsaCredentialSpecName string
                hostProcess bool
                runAsUserName string
              tolerations array
               - object
                effect string
                key string
                operator string
                tolerationSeconds int64
                value string
              topologySpreadConstraints array
               - object
                labelSelector object map=atomic
                 matchExpressions array list=atomic
                  - object
                   key! string
                   operator! string
                   values []string list=atomic
                 matchLabels {}string
                matchLabelKeys []string list=atomic
                maxSkew! int32
                minDomains int32
                nodeAffinityPolicy string
                nodeTaintsPolicy string
                topologyKey! string
                whenUnsatisfiable! string
              volumes array
               - object
                awsElasticBlockStore object
                 fsType string
                 partition int32
                 readOnly bool
                 volumeID! string
                azureDisk object
                 cachingMode string
                 diskName! string
                 diskURI! string
                 fsType string ="ext4"
                 kind string
                 readOnly bool =false
                azureFile object
                 readOnly bool
                 secretName! string
                 shareName! string
                cephfs object
                 monitors! []string list=atomic
                 path string
                 readOnly bool
                 secretFile string
                 secretRef object map=atomic
                  name string =""
                 user string
                cinder object
                 fsType string
                 readOnly bool
                 secretRef object map=atomic
                  name string =""
                 volumeID! string
                configMap object map=atomic
                 defaultMode int32
                 items array list=atomic
                  - object
                   key! string
                   mode int32
                   path! string
                 name string =""
                 optional bool
                csi object
                 driver! string
                 fsType string
                 nodePublishSecretRef object map=atomic
                  name string =""
                 readOnly bool
                 volumeAttributes {}string
                downwardAPI object
                 defaultMode int32
                 items array list=atomic
                  - object
                   fieldRef object map=atomic
                    apiVersion string
                    fieldPath! string
                   mode int32
                   path! string
                   resourceFieldRef object map=atomic
                    containerName string
                    divisor int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                    resource! string
                emptyDir object
                 medium string
                 sizeLimit int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                ephemeral object
                 volumeClaimTemplate object
                  metadata object
                  spec! object
                   accessModes []string list=atomic
                   dataSource object map=atomic
                    apiGroup string
                    kind! string
                    name! string
                   dataSourceRef object
                    apiGroup string
                    kind! string
                    name! string
                    namespace string
                   resources object
                    limits object
                     * int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                    requests object
                     * int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                   selector object map=atomic
                    matchExpressions array list=atomic
                     - object
                      key! string
                      operator! string
                      values []string list=atomic
                    matchLabels {}string
                   storageClassName string
                   volumeAttributesClassName string
                   volumeMode string
                   volumeName string
                fc object
                 fsType string
                 lun int32
                 readOnly bool
                 targetWWNs []string list=atomic
                 wwids []string list=atomic
                flexVolume object
                 driver! string
                 fsType string
                 options {}string
                 readOnly bool
                 secretRef object map=atomic
                  name string =""
                flocker object
                 datasetName string
                 datasetUUID string
                gcePersistentDisk object
                 fsType string
                 partition int32
                 pdName! string
                 readOnly bool
                gitRepo object
                 directory string
                 repository! string
                 revision string
                glusterfs object
                 endpoints! string
                 path! string
                 readOnly bool
                hostPath object
                 path! string
                 type string
                image object
                 pullPolicy string
                 reference string
                iscsi object
                 chapAuthDiscovery bool
                 chapAuthSession bool
                 fsType string
                 initiatorName string
                 iqn! string
                 iscsiInterface string ="default"
                 lun! int32
                 portals []string list=atomic
                 readOnly bool
                 secretRef object map=atomic
                  name string =""
                 targetPortal! string
                name! string
                nfs object
                 path! string
                 readOnly bool
                 server! string
                persistentVolumeClaim object
                 claimName! string
                 readOnly bool
                photonPersistentDisk object
                 fsType string
                 pdID! string
                portworxVolume object
                 fsType string
                 readOnly bool
                 volumeID! string
                projected object
                 defaultMode int32
                 sources array list=atomic
                  - object
                   clusterTrustBundle object
                    labelSelector object map=atomic
                     matchExpressions array list=atomic
                      - object
                       key! string
                       operator! string
                       values []string list=atomic
                     matchLabels {}string
                    name string
                    optional bool
                    path! string
                    signerName string
                   configMap object map=atomic
                    items array list=atomic
                     - object
                      key! string
                      mode int32
                      path! string
                    name string =""
                    optional bool
                   downwardAPI object
                    items array list=atomic
                     - object
                      fieldRef object map=atomic
                       apiVersion string
                       fieldPath! string
                      mode int32
                      path! string
                      resourceFieldRef object map=atomic
                       containerName string
                       divisor int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                       resource! string
                   podCertificate object
                    certificateChainPath string
                    credentialBundlePath string
                    keyPath string
                    keyType! string
                    maxExpirationSeconds int32
                    signerName! string
                    userAnnotations {}string
                   secret object map=atomic
                    items array list=atomic
                     - object
                      key! string
                      mode int32
                      path! string
                    name string =""
                    optional bool
                   serviceAccountToken object
                    audience string
                    expirationSeconds int64
                    path! string
                quobyte object
                 group string
                 readOnly bool
                 registry! string
                 tenant string
                 user string
                 volume! string
                rbd object
                 fsType string
                 image! string
                 keyring string ="/etc/ceph/keyring"
                 monitors! []string list=atomic
                 pool string ="rbd"
                 readOnly bool
                 secretRef object map=atomic
                  name string =""
                 user string ="admin"
                scaleIO object
                 fsType string ="xfs"
                 gateway! string
                 protectionDomain string
                 readOnly bool
                 secretRef! object map=atomic
                  name string =""
                 sslEnabled bool
                 storageMode string ="ThinProvisioned"
                 storagePool string
                 system! string
                 volumeName string
                secret object
                 defaultMode int32
                 items array list=atomic
                  - object
                   key! string
                   mode int32
                   path! string
                 optional bool
                 secretName string
                storageos object
                 fsType string
                 readOnly bool
                 secretRef object map=atomic
                  name string =""
                 volumeName string
                 volumeNamespace string
                vsphereVolume object
                 fsType string
                 storagePolicyID string
                 storagePolicyName string
                 volumePath! string
             replicas int32
             strategy object
              rollingUpdate object
               maxSurge int-or-string
               maxUnavailable int-or-string
              type string
            envoyHpa object
             > {"message":"maxReplicas cannot be less than minReplicas","rule":"!has(self.minReplicas) || self.maxReplicas >= self.minReplicas"}
             behavior object
              scaleDown object
               policies array list=atomic
                - object
                 periodSeconds! int32
                 type! string
                 value! int32
               selectPolicy string
               stabilizationWindowSeconds int32
               tolerance int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
              scaleUp object
               policies array list=atomic
                - object
                 periodSeconds! int32
                 type! string
                 value! int32
               selectPolicy string
               stabilizationWindowSeconds int32
               tolerance int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
             maxReplicas! int32
              > {"message":"maxReplicas must be greater than 0","rule":"self > 0"}
             metrics array
              - object
               containerResource object
                container! string
                name! string
                target! object
                 averageUtilization int32
                 averageValue int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                 type! string
                 value int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
               external object
                metric! object
                 name! string
                 selector object map=atomic
                  matchExpressions array list=atomic
                   - object
                    key! string
                    operator! string
                    values []string list=atomic
                  matchLabels {}string
                target! object
                 averageUtilization int32
                 averageValue int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                 type! string
                 value int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
               object object
                describedObject! object
                 apiVersion string
                 kind! string
                 name! string
                metric! object
                 name! string
                 selector object map=atomic
                  matchExpressions array list=atomic
                   - object
                    key! string
                    operator! string
                    values []string list=atomic
                  matchLabels {}string
                target! object
                 averageUtilization int32
                 averageValue int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                 type! string
                 value int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
               pods object
                metric! object
                 name! string
                 selector object map=atomic
                  matchExpressions array list=atomic
                   - object
                    key! string
                    operator! string
                    values []string list=atomic
                  matchLabels {}string
                target! object
                 averageUtilization int32
                 averageValue int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                 type! string
                 value int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
               resource object
                name! string
                target! object
                 averageUtilization int32
                 averageValue int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                 type! string
                 value int-or-string pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
               type! string
             minReplicas int32
              > {"message":"minReplicas must be greater than 0","rule":"self > 0"}
             name string
             patch object
              type string
              value! any preserve
            envoyPDB object
             > {"message":"only one of minAvailable or maxUnavailable can be specified","rule":"(has(self.minAvailable) && !has(self.maxUnavailable)) || (!has(self.minAvailable) && has(self.maxUnavailable))"}
             maxUnavailable int-or-string
             minAvailable int-or-string
             name string
             patch object
              type string
              value! any preserve
            envoyService object
             > {"message":"allocateLoadBalancerNodePorts can only be set for LoadBalancer type","rule":"!has(self.allocateLoadBalancerNodePorts) || self.type == 'LoadBalancer'"}
             > {"message":"loadBalancerSourceRanges can only be set for LoadBalancer type","rule":"!has(self.loadBalancerSourceRanges) || self.type == 'LoadBalancer'"}
             > {"message":"loadBalancerIP can only be set for LoadBalancer type","rule":"!has(self.loadBalancerIP) || self.type == 'LoadBalancer'"}
             allocateLoadBalancerNodePorts bool
             annotations {}string
             externalTrafficPolicy string ="Local" enum=["Local","Cluster"]
             labels {}string
             loadBalancerClass string
             loadBalancerIP string
              > {"message":"loadBalancerIP must be a valid IPv4 address","rule":"self.matches(r\"^((25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\\.){3}(25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)$\")"}
             loadBalancerSourceRanges []string
             name string
             patch object
              type string
              value! any preserve
             type string ="LoadBalancer" enum=["ClusterIP","LoadBalancer","NodePort"]
            envoyServiceAccount object
             name string
            useListenerPortAsContainerPort bool
           type! string enum=["Kubernetes","Host"]
          routingType string
          shutdown object
           drainTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
           healthCheckFailureDelay string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
           minDrainDuration string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
          telemetry object
           accessLog object
            disable bool
            settings array minItems=1 maxItems=50
             - object
              format object
               > {"message":"If AccessLogFormat type is Text, text field needs to be set.","rule":"has(self.type) && self.type == 'Text' ? has(self.text) : true"}
               > {"message":"If AccessLogFormat type is Text, json field must not be set.","rule":"has(self.type) && self.type == 'Text' ? !has(self.json) : true"}
               > {"message":"If AccessLogFormat type is JSON, json field needs to be set.","rule":"has(self.type) && self.type == 'JSON' ? has(self.json) : true"}
               > {"message":"If AccessLogFormat type is JSON, text field must not be set.","rule":"has(self.type) && self.type == 'JSON' ? !has(self.text) : true"}
               > {"message":"If AccessLogFormat type is unset, at least one of text or json must be set.","rule":"!has(self.type) ? (has(self.text) || has(self.json)) : true"}
               json {}string
               text string
               type string enum=["Text","JSON"]
              matches []string maxItems=10
              sinks! array minItems=1 maxItems=50
               - object
                > {"message":"If AccessLogSink type is ALS, als field needs to be set.","rule":"self.type == 'ALS' ? has(self.als) : !has(self.als)"}
                > {"message":"If AccessLogSink type is File, file field needs to be set.","rule":"self.type == 'File' ? has(self.file) : !has(self.file)"}
                > {"message":"If AccessLogSink type is OpenTelemetry, openTelemetry field needs to be set.","rule":"self.type == 'OpenTelemetry' ? has(self.openTelemetry) : !has(self.openTelemetry)"}
                als object
                 > {"message":"The http field may only be set when type is HTTP.","rule":"self.type == 'HTTP' || !has(self.http)"}
                 > {"message":"BackendRefs must be used, backendRef is not supported.","rule":"!has(self.backendRef)"}
                 > {"message":"must have at least one backend in backendRefs","rule":"has(self.backendRefs) && self.backendRefs.size() > 0"}
                 > {"message":"BackendRefs only support Service and Backend kind.","rule":"has(self.backendRefs) ? self.backendRefs.all(f, f.kind == 'Service' || f.kind == 'Backend') : true"}
                 > {"message":"BackendRefs only support Core and gateway.envoyproxy.io group.","rule":"has(self.backendRefs) ? (self.backendRefs.all(f, f.group == \"\" || f.group == 'gateway.envoyproxy.io')) : true"}
                 backendRef object
                  > {"message":"Must have port for Service reference","rule":"(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true"}
                  group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
                  kind string ="Service" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
                  name! string minLength=1 maxLength=253
                  namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
                  port int32 min=1 max=65535
                 backendRefs array maxItems=16
                  - object
                   > {"message":"Must have port for Service reference","rule":"(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true"}
                   fallback bool
                   group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
                   kind string ="Service" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
                   name! string minLength=1 maxLength=253
                   namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
                   port int32 min=1 max=65535
                   weight int32 =1 min=0 max=1000000
                 backendSettings object
                  > {"message":"predictivePercent in preconnect policy only works with RoundRobin or Random load balancers","rule":"!((has(self.connection) && has(self.connection.preconnect) && has(self.connection.preconnect.predictivePercent)) && !(has(self.loadBalancer) && has(self.loadBalancer.type) && self.loadBalancer.type in ['Random', 'RoundRobin']))"}
                  circuitBreaker object
                   maxConnections int64 =1024 min=0 max=4294967295
                   maxParallelRequests int64 =1024 min=0 max=4294967295
                   maxParallelRetries int64 =1024 min=0 max=4294967295
                   maxPendingRequests int64 =1024 min=0 max=4294967295
                   maxRequestsPerConnection int64 min=0 max=4294967295
                   perEndpoint object
                    maxConnections int64 =1024 min=0 max=4294967295
                   retryBudget object
                    minRetryConcurrency int32
                    percent! object
                     > {"message":"numerator must be less than or equal to denominator","rule":"self.numerator <= self.denominator"}
                     denominator int32 =100 min=1
                     numerator! int32 min=0
                  connection object
                   bufferLimit int-or-string
                    +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                    +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
                   preconnect object
                    perEndpointPercent int32 min=100 max=300
                    predictivePercent int32 min=100
                   socketBufferLimit int-or-string
                    +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                    +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
                  dns object
                   dnsRefreshRate string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                   lookupFamily string enum=["IPv4","IPv6","IPv4Preferred","IPv6Preferred","IPv4AndIPv6"]
                   respectDnsTtl bool
                  healthCheck object
                   active object
                    > {"message":"If Health Checker type is HTTP, http field needs to be set.","rule":"self.type == 'HTTP' ? has(self.http) : !has(self.http)"}
                    > {"message":"If Health Checker type is TCP, tcp field needs to be set.","rule":"self.type == 'TCP' ? has(self.tcp) : !has(self.tcp)"}
                    > {"message":"The grpc field can only be set if the Health Checker type is GRPC.","rule":"has(self.grpc) ? self.type == 'GRPC' : true"}
                    grpc object
                     service string
                    healthCheckLog object
                     matches array maxItems=4 list=set
                      > {"message":"a failure type and a success type must both be specified together","rule":"self.exists(e, e == 'Failure' || e == 'FailureSeriesStart') == self.exists(e, e == 'Success' || e == 'HealthyTransition')"}
                      - string enum=["Failure","FailureSeriesStart","Success","HealthyTransition"]
                     sinks array maxItems=1
                      - object
                       > {"message":"If ProxyHealthCheckLogSink type is File, file field needs to be set.","rule":"self.type == 'File' ? has(self.file) : !has(self.file)"}
                       file object
                        path! string minLength=1
                       type! string enum=["File"]
                    healthyThreshold int32 =1 min=1
                    http object
                     > {"message":"The requestBody field can only be set when method is POST or PUT.","rule":"!has(self.requestBody) || (has(self.method) && self.method.upperAscii() in ['POST','PUT'])"}
                     expectedResponse object
                      > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
                      > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
                      binary string(byte)
                      text string
                      type! string
                       +allOf any enum=["Text","Binary"]
                       +allOf any enum=["Text","Binary"]
                     expectedStatuses array
                      - int min=100 max=599
                     hostname string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
                     method string maxLength=16
                     path! string minLength=1 maxLength=1024
                     requestBody object
                      > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
                      > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
                      binary string(byte)
                      text string
                      type! string
                       +allOf any enum=["Text","Binary"]
                       +allOf any enum=["Text","Binary"]
                     retriableStatuses array
                      - int min=100 max=599
                    initialJitter string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    interval string ="3s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    overrides object
                     port int32 min=1 max=65535
                    tcp object
                     receive object
                      > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
                      > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
                      binary string(byte)
                      text string
                      type! string
                       +allOf any enum=["Text","Binary"]
                       +allOf any enum=["Text","Binary"]
                     send object
                      > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
                      > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
                      binary string(byte)
                      text string
                      type! string
                       +allOf any enum=["Text","Binary"]
                       +allOf any enum=["Text","Binary"]
                    timeout string ="1s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    type! string
                     +allOf any enum=["HTTP","TCP","GRPC"]
                     +allOf any enum=["HTTP","TCP","GRPC"]
                    unhealthyThreshold int32 =3 min=1
                   panicThreshold int32 min=0 max=100
                   passive object
                    alwaysEjectOneEndpoint bool =false
                    baseEjectionTime string ="30s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    consecutive5XxErrors int32 =5
                    consecutiveGatewayErrors int32
                    consecutiveLocalOriginFailures int32 =5
                    failurePercentageThreshold int32 min=0 max=100
                    interval string ="3s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    maxEjectionPercent int32 =10 min=0 max=100
                    splitExternalLocalOriginErrors bool =false
                  http2 object
                   connectionKeepalive object
                    > {"message":"timeout must be less than interval","rule":"!has(self.timeout) || !has(self.interval) || duration(self.timeout) < duration(self.interval)"}
                    idleInterval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    interval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    intervalJitter int32 min=0 max=100
                    timeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                   initialConnectionWindowSize int-or-string
                    +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                    +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
                   initialStreamWindowSize int-or-string
                    +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                    +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
                   maxConcurrentStreams int32 min=1 max=2147483647
                   onInvalidMessage string
                  loadBalancer object
                   > {"message":"If LoadBalancer type is consistentHash, consistentHash field needs to be set.","rule":"self.type == 'ConsistentHash' ? has(self.consistentHash) : !has(self.consistentHash)"}
                   > {"message":"If LoadBalancer type is BackendUtilization, backendUtilization field needs to be set.","rule":"self.type == 'BackendUtilization' ? has(self.backendUtilization) : !has(self.backendUtilization)"}
                   > {"message":"If LoadBalancer type is DynamicModule, dynamicModule field needs to be set.","rule":"self.type == 'DynamicModule' ? has(self.dynamicModule) : !has(self.dynamicModule)"}
                   > {"message":"Currently SlowStart is only supported for RoundRobin, LeastRequest, and BackendUtilization load balancers.","rule":"self.type in ['Random', 'ConsistentHash', 'DynamicModule'] ? !has(self.slowStart) : true"}
                   > {"message":"PreferLocal zone-aware routing is not supported for ConsistentHash load balancers. Use weightedZones instead.","rule":"self.type == 'ConsistentHash' && has(self.zoneAware) ? !has(self.zoneAware.preferLocal) : true"}
                   > {"message":"PreferLocal zone-aware routing is not currently supported for BackendUtilization load balancers. Only WeightedZones can be used with BackendUtilization.","rule":"self.type == 'BackendUtilization' && has(self.zoneAware) ? !has(self.zoneAware.preferLocal) : true"}
                   > {"message":"ZoneAware routing is not supported for DynamicModule load balancers.","rule":"self.type == 'DynamicModule' ? !has(self.zoneAware) : true"}
                   > {"message":"ZoneAware PreferLocal and WeightedZones cannot be specified together.","rule":"has(self.zoneAware) ? !(has(self.zoneAware.preferLocal) && has(self.zoneAware.weightedZones)) : true"}
                   > {"message":"EndpointOverride is not supported for DynamicModule load balancers.","rule":"self.type == 'DynamicModule' ? !has(self.endpointOverride) : true"}
                   backendUtilization object
                    blackoutPeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    errorUtilizationPenaltyPercent int32 min=0
                    keepResponseHeaders bool =false
                    metricNamesForComputingUtilization []string
                    outOfBand object
                     authority string pattern="^[^\\x00\\n\\r]*$" minLength=1 maxLength=259
                     port int32 min=1 max=65535
                     reportingPeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                      > {"message":"reportingPeriod must be greater than 0","rule":"duration(self) > duration('0s')"}
                    weightExpirationPeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    weightUpdatePeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                   consistentHash object
                    > {"message":"If consistent hash type is header, the header field must be set.","rule":"self.type == 'Header' ? has(self.header) : !has(self.header)"}
                    > {"message":"If consistent hash type is headers, the headers field must be set.","rule":"self.type == 'Headers' ? has(self.headers) : !has(self.headers)"}
                    > {"message":"If consistent hash type is cookie, the cookie field must be set.","rule":"self.type == 'Cookie' ? has(self.cookie) : !has(self.cookie)"}
                    > {"message":"If consistent hash type is queryParams, the queryParams field must be set.","rule":"self.type == 'QueryParams' ? has(self.queryParams) : !has(self.queryParams)"}
                    cookie object
                     attributes {}string
                     name! string
                     ttl string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    header object
                     name! string
                    headers array
                     - object
                      name! string
                    queryParams array
                     - object
                      name! string
                    tableSize int64 =65537 min=2 max=5000011
                    type! string enum=["SourceIP","Header","Headers","Cookie","QueryParams"]
                   dynamicModule object
                    config any preserve
                    lbPolicyName! string minLength=1 maxLength=253
                    name! string pattern="^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$" minLength=1 maxLength=253
                   endpointOverride object
                    extractFrom! array minItems=1 maxItems=10
                     - object
                      header string
                   slowStart object
                    window! string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                   type! string enum=["ConsistentHash","LeastRequest","Random","RoundRobin","BackendUtilization","DynamicModule"]
                   zoneAware object
                    preferLocal object
                     force object
                      minEndpointsInZoneThreshold int32
                     minEndpointsThreshold int64
                     percentageEnabled int32 min=0 max=100
                    weightedZones array list=map(zone)
                     - object
                      weight! int32
                      zone! string
                  proxyProtocol object
                   version! string enum=["V1","V2"]
                  retry object
                   numAttemptsPerPriority int32
                   numRetries int32 =2 min=0
                   perRetry object
                    backOff object
                     baseInterval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                     maxInterval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    timeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                   retryOn object
                    httpStatusCodes array
                     - int min=100 max=599
                    triggers array
                     - string enum=["5xx","gateway-error","reset","reset-before-request","connect-failure","retriable-4xx","refused-stream","retriable-status-codes","cancelled","deadline-exceeded","internal","resource-exhausted","unavailable"]
                  tcpKeepalive object
                   idleTime string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                   interval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                   probes int32
                  timeout object
                   http object
                    connectionIdleTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    maxConnectionDuration string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    maxStreamDuration string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    requestTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    streamIdleTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                   tcp object
                    connectTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                 http object
                  requestHeaders []string
                  responseHeaders []string
                  responseTrailers []string
                 logName string minLength=1
                 type! string enum=["HTTP","TCP"]
                file object
                 path string minLength=1
                openTelemetry object
                 > {"message":"host or backendRefs needs to be set","rule":"has(self.host) || self.backendRefs.size() > 0"}
                 > {"message":"BackendRefs must be used, backendRef is not supported.","rule":"!has(self.backendRef)"}
                 > {"message":"BackendRefs only support Service and Backend kind.","rule":"has(self.backendRefs) ? self.backendRefs.all(f, f.kind == 'Service' || f.kind == 'Backend') : true"}
                 > {"message":"BackendRefs only support Core and gateway.envoyproxy.io group.","rule":"has(self.backendRefs) ? (self.backendRefs.all(f, f.group == \"\" || f.group == 'gateway.envoyproxy.io')) : true"}
                 > {"message":"either resources or resourceAttributes can be set, not both","rule":"!has(self.resources) || !has(self.resourceAttributes)"}
                 backendRef object
                  > {"message":"Must have port for Service reference","rule":"(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true"}
                  group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
                  kind string ="Service" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
                  name! string minLength=1 maxLength=253
                  namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
                  port int32 min=1 max=65535
                 backendRefs array maxItems=16
                  - object
                   > {"message":"Must have port for Service reference","rule":"(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true"}
                   fallback bool
                   group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
                   kind string ="Service" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
                   name! string minLength=1 maxLength=253
                   namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
                   port int32 min=1 max=65535
                   weight int32 =1 min=0 max=1000000
                 backendSettings object
                  > {"message":"predictivePercent in preconnect policy only works with RoundRobin or Random load balancers","rule":"!((has(self.connection) && has(self.connection.preconnect) && has(self.connection.preconnect.predictivePercent)) && !(has(self.loadBalancer) && has(self.loadBalancer.type) && self.loadBalancer.type in ['Random', 'RoundRobin']))"}
                  circuitBreaker object
                   maxConnections int64 =1024 min=0 max=4294967295
                   maxParallelRequests int64 =1024 min=0 max=4294967295
                   maxParallelRetries int64 =1024 min=0 max=4294967295
                   maxPendingRequests int64 =1024 min=0 max=4294967295
                   maxRequestsPerConnection int64 min=0 max=4294967295
                   perEndpoint object
                    maxConnections int64 =1024 min=0 max=4294967295
                   retryBudget object
                    minRetryConcurrency int32
                    percent! object
                     > {"message":"numerator must be less than or equal to denominator","rule":"self.numerator <= self.denominator"}
                     denominator int32 =100 min=1
                     numerator! int32 min=0
                  connection object
                   bufferLimit int-or-string
                    +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                    +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
                   preconnect object
                    perEndpointPercent int32 min=100 max=300
                    predictivePercent int32 min=100
                   socketBufferLimit int-or-string
                    +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                    +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
                  dns object
                   dnsRefreshRate string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                   lookupFamily string enum=["IPv4","IPv6","IPv4Preferred","IPv6Preferred","IPv4AndIPv6"]
                   respectDnsTtl bool
                  healthCheck object
                   active object
                    > {"message":"If Health Checker type is HTTP, http field needs to be set.","rule":"self.type == 'HTTP' ? has(self.http) : !has(self.http)"}
                    > {"message":"If Health Checker type is TCP, tcp field needs to be set.","rule":"self.type == 'TCP' ? has(self.tcp) : !has(self.tcp)"}
                    > {"message":"The grpc field can only be set if the Health Checker type is GRPC.","rule":"has(self.grpc) ? self.type == 'GRPC' : true"}
                    grpc object
                     service string
                    healthCheckLog object
                     matches array maxItems=4 list=set
                      > {"message":"a failure type and a success type must both be specified together","rule":"self.exists(e, e == 'Failure' || e == 'FailureSeriesStart') == self.exists(e, e == 'Success' || e == 'HealthyTransition')"}
                      - string enum=["Failure","FailureSeriesStart","Success","HealthyTransition"]
                     sinks array maxItems=1
                      - object
                       > {"message":"If ProxyHealthCheckLogSink type is File, file field needs to be set.","rule":"self.type == 'File' ? has(self.file) : !has(self.file)"}
                       file object
                        path! string minLength=1
                       type! string enum=["File"]
                    healthyThreshold int32 =1 min=1
                    http object
                     > {"message":"The requestBody field can only be set when method is POST or PUT.","rule":"!has(self.requestBody) || (has(self.method) && self.method.upperAscii() in ['POST','PUT'])"}
                     expectedResponse object
                      > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
                      > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
                      binary string(byte)
                      text string
                      type! string
                       +allOf any enum=["Text","Binary"]
                       +allOf any enum=["Text","Binary"]
                     expectedStatuses array
                      - int min=100 max=599
                     hostname string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
                     method string maxLength=16
                     path! string minLength=1 maxLength=1024
                     requestBody object
                      > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
                      > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
                      binary string(byte)
                      text string
                      type! string
                       +allOf any enum=["Text","Binary"]
                       +allOf any enum=["Text","Binary"]
                     retriableStatuses array
                      - int min=100 max=599
                    initialJitter string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    interval string ="3s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    overrides object
                     port int32 min=1 max=65535
                    tcp object
                     receive object
                      > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
                      > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
                      binary string(byte)
                      text string
                      type! string
                       +allOf any enum=["Text","Binary"]
                       +allOf any enum=["Text","Binary"]
                     send object
                      > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
                      > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
                      binary string(byte)
                      text string
                      type! string
                       +allOf any enum=["Text","Binary"]
                       +allOf any enum=["Text","Binary"]
                    timeout string ="1s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    type! string
                     +allOf any enum=["HTTP","TCP","GRPC"]
                     +allOf any enum=["HTTP","TCP","GRPC"]
                    unhealthyThreshold int32 =3 min=1
                   panicThreshold int32 min=0 max=100
                   passive object
                    alwaysEjectOneEndpoint bool =false
                    baseEjectionTime string ="30s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    consecutive5XxErrors int32 =5
                    consecutiveGatewayErrors int32
                    consecutiveLocalOriginFailures int32 =5
                    failurePercentageThreshold int32 min=0 max=100
                    interval string ="3s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    maxEjectionPercent int32 =10 min=0 max=100
                    splitExternalLocalOriginErrors bool =false
                  http2 object
                   connectionKeepalive object
                    > {"message":"timeout must be less than interval","rule":"!has(self.timeout) || !has(self.interval) || duration(self.timeout) < duration(self.interval)"}
                    idleInterval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    interval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    intervalJitter int32 min=0 max=100
                    timeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                   initialConnectionWindowSize int-or-string
                    +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                    +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
                   initialStreamWindowSize int-or-string
                    +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                    +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
                   maxConcurrentStreams int32 min=1 max=2147483647
                   onInvalidMessage string
                  loadBalancer object
                   > {"message":"If LoadBalancer type is consistentHash, consistentHash field needs to be set.","rule":"self.type == 'ConsistentHash' ? has(self.consistentHash) : !has(self.consistentHash)"}
                   > {"message":"If LoadBalancer type is BackendUtilization, backendUtilization field needs to be set.","rule":"self.type == 'BackendUtilization' ? has(self.backendUtilization) : !has(self.backendUtilization)"}
                   > {"message":"If LoadBalancer type is DynamicModule, dynamicModule field needs to be set.","rule":"self.type == 'DynamicModule' ? has(self.dynamicModule) : !has(self.dynamicModule)"}
                   > {"message":"Currently SlowStart is only supported for RoundRobin, LeastRequest, and BackendUtilization load balancers.","rule":"self.type in ['Random', 'ConsistentHash', 'DynamicModule'] ? !has(self.slowStart) : true"}
                   > {"message":"PreferLocal zone-aware routing is not supported for ConsistentHash load balancers. Use weightedZones instead.","rule":"self.type == 'ConsistentHash' && has(self.zoneAware) ? !has(self.zoneAware.preferLocal) : true"}
                   > {"message":"PreferLocal zone-aware routing is not currently supported for BackendUtilization load balancers. Only WeightedZones can be used with BackendUtilization.","rule":"self.type == 'BackendUtilization' && has(self.zoneAware) ? !has(self.zoneAware.preferLocal) : true"}
                   > {"message":"ZoneAware routing is not supported for DynamicModule load balancers.","rule":"self.type == 'DynamicModule' ? !has(self.zoneAware) : true"}
                   > {"message":"ZoneAware PreferLocal and WeightedZones cannot be specified together.","rule":"has(self.zoneAware) ? !(has(self.zoneAware.preferLocal) && has(self.zoneAware.weightedZones)) : true"}
                   > {"message":"EndpointOverride is not supported for DynamicModule load balancers.","rule":"self.type == 'DynamicModule' ? !has(self.endpointOverride) : true"}
                   backendUtilization object
                    blackoutPeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    errorUtilizationPenaltyPercent int32 min=0
                    keepResponseHeaders bool =false
                    metricNamesForComputingUtilization []string
                    outOfBand object
                     authority string pattern="^[^\\x00\\n\\r]*$" minLength=1 maxLength=259
                     port int32 min=1 max=65535
                     reportingPeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                      > {"message":"reportingPeriod must be greater than 0","rule":"duration(self) > duration('0s')"}
                    weightExpirationPeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    weightUpdatePeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                   consistentHash object
                    > {"message":"If consistent hash type is header, the header field must be set.","rule":"self.type == 'Header' ? has(self.header) : !has(self.header)"}
                    > {"message":"If consistent hash type is headers, the headers field must be set.","rule":"self.type == 'Headers' ? has(self.headers) : !has(self.headers)"}
                    > {"message":"If consistent hash type is cookie, the cookie field must be set.","rule":"self.type == 'Cookie' ? has(self.cookie) : !has(self.cookie)"}
                    > {"message":"If consistent hash type is queryParams, the queryParams field must be set.","rule":"self.type == 'QueryParams' ? has(self.queryParams) : !has(self.queryParams)"}
                    cookie object
                     attributes {}string
                     name! string
                     ttl string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    header object
                     name! string
                    headers array
                     - object
                      name! string
                    queryParams array
                     - object
                      name! string
                    tableSize int64 =65537 min=2 max=5000011
                    type! string enum=["SourceIP","Header","Headers","Cookie","QueryParams"]
                   dynamicModule object
                    config any preserve
                    lbPolicyName! string minLength=1 maxLength=253
                    name! string pattern="^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$" minLength=1 maxLength=253
                   endpointOverride object
                    extractFrom! array minItems=1 maxItems=10
                     - object
                      header string
                   slowStart object
                    window! string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                   type! string enum=["ConsistentHash","LeastRequest","Random","RoundRobin","BackendUtilization","DynamicModule"]
                   zoneAware object
                    preferLocal object
                     force object
                      minEndpointsInZoneThreshold int32
                     minEndpointsThreshold int64
                     percentageEnabled int32 min=0 max=100
                    weightedZones array list=map(zone)
                     - object
                      weight! int32
                      zone! string
                  proxyProtocol object
                   version! string enum=["V1","V2"]
                  retry object
                   numAttemptsPerPriority int32
                   numRetries int32 =2 min=0
                   perRetry object
                    backOff object
                     baseInterval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                     maxInterval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    timeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                   retryOn object
                    httpStatusCodes array
                     - int min=100 max=599
                    triggers array
                     - string enum=["5xx","gateway-error","reset","reset-before-request","connect-failure","retriable-4xx","refused-stream","retriable-status-codes","cancelled","deadline-exceeded","internal","resource-exhausted","unavailable"]
                  tcpKeepalive object
                   idleTime string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                   interval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                   probes int32
                  timeout object
                   http object
                    connectionIdleTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    maxConnectionDuration string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    maxStreamDuration string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    requestTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    streamIdleTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                   tcp object
                    connectTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                 headers array minItems=1 maxItems=32
                  - object
                   name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
                   value! string minLength=1 maxLength=4096
                 host string
                 port int32 =4317 min=0
                 resourceAttributes {}string
                 resources {}string
                type string enum=["ALS","File","OpenTelemetry"]
              type string enum=["Listener","Route","Upstream"]
           healthCheckLog object
            matches array maxItems=4 list=set
             > {"message":"a failure type and a success type must both be specified together","rule":"self.exists(e, e == 'Failure' || e == 'FailureSeriesStart') == self.exists(e, e == 'Success' || e == 'HealthyTransition')"}
             - string enum=["Failure","FailureSeriesStart","Success","HealthyTransition"]
            sinks array maxItems=1
             - object
              > {"message":"If ProxyHealthCheckLogSink type is File, file field needs to be set.","rule":"self.type == 'File' ? has(self.file) : !has(self.file)"}
              file object
               path! string minLength=1
              type! string enum=["File"]
           metrics object
            clusterStatName string
            enableGRPCStats bool
            enablePerEndpointStats bool
            enableRequestResponseSizesStats bool
            enableVirtualHostStats bool
            matches array
             - object
              type string ="Exact" enum=["Exact","Prefix","Suffix","RegularExpression"]
              value! string minLength=1 maxLength=1024
            prometheus object
             compression object
              brotli object
              gzip object
              minContentLength int-or-string
               +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
               +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
              type! string enum=["Gzip","Brotli","Zstd"]
              zstd object
             disable bool
            sinks array maxItems=16
             - object
              > {"message":"If MetricSink type is OpenTelemetry, openTelemetry field needs to be set.","rule":"self.type == 'OpenTelemetry' ? has(self.openTelemetry) : !has(self.openTelemetry)"}
              openTelemetry object
               > {"message":"host or backendRefs needs to be set","rule":"has(self.host) || self.backendRefs.size() > 0"}
               > {"message":"BackendRefs must be used, backendRef is not supported.","rule":"!has(self.backendRef)"}
               > {"message":"BackendRefs only support Service and Backend kind.","rule":"has(self.backendRefs) ? self.backendRefs.all(f, f.kind == 'Service' || f.kind == 'Backend') : true"}
               > {"message":"BackendRefs only support Core and gateway.envoyproxy.io group.","rule":"has(self.backendRefs) ? (self.backendRefs.all(f, f.group == \"\" || f.group == 'gateway.envoyproxy.io')) : true"}
               backendRef object
                > {"message":"Must have port for Service reference","rule":"(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true"}
                group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
                kind string ="Service" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
                name! string minLength=1 maxLength=253
                namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
                port int32 min=1 max=65535
               backendRefs array maxItems=16
                - object
                 > {"message":"Must have port for Service reference","rule":"(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true"}
                 fallback bool
                 group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
                 kind string ="Service" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
                 name! string minLength=1 maxLength=253
                 namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
                 port int32 min=1 max=65535
                 weight int32 =1 min=0 max=1000000
               backendSettings object
                > {"message":"predictivePercent in preconnect policy only works with RoundRobin or Random load balancers","rule":"!((has(self.connection) && has(self.connection.preconnect) && has(self.connection.preconnect.predictivePercent)) && !(has(self.loadBalancer) && has(self.loadBalancer.type) && self.loadBalancer.type in ['Random', 'RoundRobin']))"}
                circuitBreaker object
                 maxConnections int64 =1024 min=0 max=4294967295
                 maxParallelRequests int64 =1024 min=0 max=4294967295
                 maxParallelRetries int64 =1024 min=0 max=4294967295
                 maxPendingRequests int64 =1024 min=0 max=4294967295
                 maxRequestsPerConnection int64 min=0 max=4294967295
                 perEndpoint object
                  maxConnections int64 =1024 min=0 max=4294967295
                 retryBudget object
                  minRetryConcurrency int32
                  percent! object
                   > {"message":"numerator must be less than or equal to denominator","rule":"self.numerator <= self.denominator"}
                   denominator int32 =100 min=1
                   numerator! int32 min=0
                connection object
                 bufferLimit int-or-string
                  +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                  +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
                 preconnect object
                  perEndpointPercent int32 min=100 max=300
                  predictivePercent int32 min=100
                 socketBufferLimit int-or-string
                  +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                  +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
                dns object
                 dnsRefreshRate string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                 lookupFamily string enum=["IPv4","IPv6","IPv4Preferred","IPv6Preferred","IPv4AndIPv6"]
                 respectDnsTtl bool
                healthCheck object
                 active object
                  > {"message":"If Health Checker type is HTTP, http field needs to be set.","rule":"self.type == 'HTTP' ? has(self.http) : !has(self.http)"}
                  > {"message":"If Health Checker type is TCP, tcp field needs to be set.","rule":"self.type == 'TCP' ? has(self.tcp) : !has(self.tcp)"}
                  > {"message":"The grpc field can only be set if the Health Checker type is GRPC.","rule":"has(self.grpc) ? self.type == 'GRPC' : true"}
                  grpc object
                   service string
                  healthCheckLog object
                   matches array maxItems=4 list=set
                    > {"message":"a failure type and a success type must both be specified together","rule":"self.exists(e, e == 'Failure' || e == 'FailureSeriesStart') == self.exists(e, e == 'Success' || e == 'HealthyTransition')"}
                    - string enum=["Failure","FailureSeriesStart","Success","HealthyTransition"]
                   sinks array maxItems=1
                    - object
                     > {"message":"If ProxyHealthCheckLogSink type is File, file field needs to be set.","rule":"self.type == 'File' ? has(self.file) : !has(self.file)"}
                     file object
                      path! string minLength=1
                     type! string enum=["File"]
                  healthyThreshold int32 =1 min=1
                  http object
                   > {"message":"The requestBody field can only be set when method is POST or PUT.","rule":"!has(self.requestBody) || (has(self.method) && self.method.upperAscii() in ['POST','PUT'])"}
                   expectedResponse object
                    > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
                    > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
                    binary string(byte)
                    text string
                    type! string
                     +allOf any enum=["Text","Binary"]
                     +allOf any enum=["Text","Binary"]
                   expectedStatuses array
                    - int min=100 max=599
                   hostname string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
                   method string maxLength=16
                   path! string minLength=1 maxLength=1024
                   requestBody object
                    > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
                    > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
                    binary string(byte)
                    text string
                    type! string
                     +allOf any enum=["Text","Binary"]
                     +allOf any enum=["Text","Binary"]
                   retriableStatuses array
                    - int min=100 max=599
                  initialJitter string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                  interval string ="3s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                  overrides object
                   port int32 min=1 max=65535
                  tcp object
                   receive object
                    > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
                    > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
                    binary string(byte)
                    text string
                    type! string
                     +allOf any enum=["Text","Binary"]
                     +allOf any enum=["Text","Binary"]
                   send object
                    > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
                    > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
                    binary string(byte)
                    text string
                    type! string
                     +allOf any enum=["Text","Binary"]
                     +allOf any enum=["Text","Binary"]
                  timeout string ="1s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                  type! string
                   +allOf any enum=["HTTP","TCP","GRPC"]
                   +allOf any enum=["HTTP","TCP","GRPC"]
                  unhealthyThreshold int32 =3 min=1
                 panicThreshold int32 min=0 max=100
                 passive object
                  alwaysEjectOneEndpoint bool =false
                  baseEjectionTime string ="30s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                  consecutive5XxErrors int32 =5
                  consecutiveGatewayErrors int32
                  consecutiveLocalOriginFailures int32 =5
                  failurePercentageThreshold int32 min=0 max=100
                  interval string ="3s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                  maxEjectionPercent int32 =10 min=0 max=100
                  splitExternalLocalOriginErrors bool =false
                http2 object
                 connectionKeepalive object
                  > {"message":"timeout must be less than interval","rule":"!has(self.timeout) || !has(self.interval) || duration(self.timeout) < duration(self.interval)"}
                  idleInterval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                  interval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                  intervalJitter int32 min=0 max=100
                  timeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                 initialConnectionWindowSize int-or-string
                  +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                  +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
                 initialStreamWindowSize int-or-string
                  +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                  +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
                 maxConcurrentStreams int32 min=1 max=2147483647
                 onInvalidMessage string
                loadBalancer object
                 > {"message":"If LoadBalancer type is consistentHash, consistentHash field needs to be set.","rule":"self.type == 'ConsistentHash' ? has(self.consistentHash) : !has(self.consistentHash)"}
                 > {"message":"If LoadBalancer type is BackendUtilization, backendUtilization field needs to be set.","rule":"self.type == 'BackendUtilization' ? has(self.backendUtilization) : !has(self.backendUtilization)"}
                 > {"message":"If LoadBalancer type is DynamicModule, dynamicModule field needs to be set.","rule":"self.type == 'DynamicModule' ? has(self.dynamicModule) : !has(self.dynamicModule)"}
                 > {"message":"Currently SlowStart is only supported for RoundRobin, LeastRequest, and BackendUtilization load balancers.","rule":"self.type in ['Random', 'ConsistentHash', 'DynamicModule'] ? !has(self.slowStart) : true"}
                 > {"message":"PreferLocal zone-aware routing is not supported for ConsistentHash load balancers. Use weightedZones instead.","rule":"self.type == 'ConsistentHash' && has(self.zoneAware) ? !has(self.zoneAware.preferLocal) : true"}
                 > {"message":"PreferLocal zone-aware routing is not currently supported for BackendUtilization load balancers. Only WeightedZones can be used with BackendUtilization.","rule":"self.type == 'BackendUtilization' && has(self.zoneAware) ? !has(self.zoneAware.preferLocal) : true"}
                 > {"message":"ZoneAware routing is not supported for DynamicModule load balancers.","rule":"self.type == 'DynamicModule' ? !has(self.zoneAware) : true"}
                 > {"message":"ZoneAware PreferLocal and WeightedZones cannot be specified together.","rule":"has(self.zoneAware) ? !(has(self.zoneAware.preferLocal) && has(self.zoneAware.weightedZones)) : true"}
                 > {"message":"EndpointOverride is not supported for DynamicModule load balancers.","rule":"self.type == 'DynamicModule' ? !has(self.endpointOverride) : true"}
                 backendUtilization object
                  blackoutPeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                  errorUtilizationPenaltyPercent int32 min=0
                  keepResponseHeaders bool =false
                  metricNamesForComputingUtilization []string
                  outOfBand object
                   authority string pattern="^[^\\x00\\n\\r]*$" minLength=1 maxLength=259
                   port int32 min=1 max=65535
                   reportingPeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                    > {"message":"reportingPeriod must be greater than 0","rule":"duration(self) > duration('0s')"}
                  weightExpirationPeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                  weightUpdatePeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                 consistentHash object
                  > {"message":"If consistent hash type is header, the header field must be set.","rule":"self.type == 'Header' ? has(self.header) : !has(self.header)"}
                  > {"message":"If consistent hash type is headers, the headers field must be set.","rule":"self.type == 'Headers' ? has(self.headers) : !has(self.headers)"}
                  > {"message":"If consistent hash type is cookie, the cookie field must be set.","rule":"self.type == 'Cookie' ? has(self.cookie) : !has(self.cookie)"}
                  > {"message":"If consistent hash type is queryParams, the queryParams field must be set.","rule":"self.type == 'QueryParams' ? has(self.queryParams) : !has(self.queryParams)"}
                  cookie object
                   attributes {}string
                   name! string
                   ttl string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                  header object
                   name! string
                  headers array
                   - object
                    name! string
                  queryParams array
                   - object
                    name! string
                  tableSize int64 =65537 min=2 max=5000011
                  type! string enum=["SourceIP","Header","Headers","Cookie","QueryParams"]
                 dynamicModule object
                  config any preserve
                  lbPolicyName! string minLength=1 maxLength=253
                  name! string pattern="^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$" minLength=1 maxLength=253
                 endpointOverride object
                  extractFrom! array minItems=1 maxItems=10
                   - object
                    header string
                 slowStart object
                  window! string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                 type! string enum=["ConsistentHash","LeastRequest","Random","RoundRobin","BackendUtilization","DynamicModule"]
                 zoneAware object
                  preferLocal object
                   force object
                    minEndpointsInZoneThreshold int32
                   minEndpointsThreshold int64
                   percentageEnabled int32 min=0 max=100
                  weightedZones array list=map(zone)
                   - object
                    weight! int32
                    zone! string
                proxyProtocol object
                 version! string enum=["V1","V2"]
                retry object
                 numAttemptsPerPriority int32
                 numRetries int32 =2 min=0
                 perRetry object
                  backOff object
                   baseInterval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                   maxInterval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                  timeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                 retryOn object
                  httpStatusCodes array
                   - int min=100 max=599
                  triggers array
                   - string enum=["5xx","gateway-error","reset","reset-before-request","connect-failure","retriable-4xx","refused-stream","retriable-status-codes","cancelled","deadline-exceeded","internal","resource-exhausted","unavailable"]
                tcpKeepalive object
                 idleTime string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                 interval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                 probes int32
                timeout object
                 http object
                  connectionIdleTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                  maxConnectionDuration string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                  maxStreamDuration string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                  requestTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                  streamIdleTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                 tcp object
                  connectTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
               headers array minItems=1 maxItems=32
                - object
                 name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
                 value! string minLength=1 maxLength=4096
               host string
               port int32 =4317 min=0 max=65535
               reportCountersAsDeltas bool
               reportHistogramsAsDeltas bool
               resourceAttributes {}string
              type! string ="OpenTelemetry" enum=["OpenTelemetry"]
           requestID object
            tracing string enum=["PackAndSample","Sample","Pack","Disable"]
           tracing object
            > {"message":"only one of SamplingRate or SamplingFraction can be specified","rule":"!(has(self.samplingRate) && has(self.samplingFraction))"}
            clientSamplingFraction object
             > {"message":"numerator must be less than or equal to denominator","rule":"self.numerator <= self.denominator"}
             denominator int32 =100 min=1
             numerator! int32 min=0
            customTags object
             * object
              environment object
               defaultValue string
               name! string
              literal object
               value! string
              requestHeader object
               defaultValue string
               name! string
              type! string ="Literal" enum=["Literal","Environment","RequestHeader"]
            overallSamplingFraction object
             > {"message":"numerator must be less than or equal to denominator","rule":"self.numerator <= self.denominator"}
             denominator int32 =100 min=1
             numerator! int32 min=0
            provider! object
             > {"message":"host or backendRefs needs to be set","rule":"has(self.host) || self.backendRefs.size() > 0"}
             > {"message":"BackendRefs must be used, backendRef is not supported.","rule":"!has(self.backendRef)"}
             > {"message":"BackendRefs only support Service and Backend kind.","rule":"has(self.backendRefs) ? self.backendRefs.all(f, f.kind == 'Service' || f.kind == 'Backend') : true"}
             > {"message":"BackendRefs only support Core and gateway.envoyproxy.io group.","rule":"has(self.backendRefs) ? (self.backendRefs.all(f, f.group == \"\" || f.group == 'gateway.envoyproxy.io')) : true"}
             > {"message":"openTelemetry can only be used with type OpenTelemetry","rule":"has(self.openTelemetry) ? self.type == 'OpenTelemetry' : true"}
             backendRef object
              > {"message":"Must have port for Service reference","rule":"(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true"}
              group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
              kind string ="Service" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
              name! string minLength=1 maxLength=253
              namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
              port int32 min=1 max=65535
             backendRefs array maxItems=16
              - object
               > {"message":"Must have port for Service reference","rule":"(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true"}
               fallback bool
               group string ="" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
               kind string ="Service" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
               name! string minLength=1 maxLength=253
               namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
               port int32 min=1 max=65535
               weight int32 =1 min=0 max=1000000
             backendSettings object
              > {"message":"predictivePercent in preconnect policy only works with RoundRobin or Random load balancers","rule":"!((has(self.connection) && has(self.connection.preconnect) && has(self.connection.preconnect.predictivePercent)) && !(has(self.loadBalancer) && has(self.loadBalancer.type) && self.loadBalancer.type in ['Random', 'RoundRobin']))"}
              circuitBreaker object
               maxConnections int64 =1024 min=0 max=4294967295
               maxParallelRequests int64 =1024 min=0 max=4294967295
               maxParallelRetries int64 =1024 min=0 max=4294967295
               maxPendingRequests int64 =1024 min=0 max=4294967295
               maxRequestsPerConnection int64 min=0 max=4294967295
               perEndpoint object
                maxConnections int64 =1024 min=0 max=4294967295
               retryBudget object
                minRetryConcurrency int32
                percent! object
                 > {"message":"numerator must be less than or equal to denominator","rule":"self.numerator <= self.denominator"}
                 denominator int32 =100 min=1
                 numerator! int32 min=0
              connection object
               bufferLimit int-or-string
                +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
               preconnect object
                perEndpointPercent int32 min=100 max=300
                predictivePercent int32 min=100
               socketBufferLimit int-or-string
                +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
              dns object
               dnsRefreshRate string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
               lookupFamily string enum=["IPv4","IPv6","IPv4Preferred","IPv6Preferred","IPv4AndIPv6"]
               respectDnsTtl bool
              healthCheck object
               active object
                > {"message":"If Health Checker type is HTTP, http field needs to be set.","rule":"self.type == 'HTTP' ? has(self.http) : !has(self.http)"}
                > {"message":"If Health Checker type is TCP, tcp field needs to be set.","rule":"self.type == 'TCP' ? has(self.tcp) : !has(self.tcp)"}
                > {"message":"The grpc field can only be set if the Health Checker type is GRPC.","rule":"has(self.grpc) ? self.type == 'GRPC' : true"}
                grpc object
                 service string
                healthCheckLog object
                 matches array maxItems=4 list=set
                  > {"message":"a failure type and a success type must both be specified together","rule":"self.exists(e, e == 'Failure' || e == 'FailureSeriesStart') == self.exists(e, e == 'Success' || e == 'HealthyTransition')"}
                  - string enum=["Failure","FailureSeriesStart","Success","HealthyTransition"]
                 sinks array maxItems=1
                  - object
                   > {"message":"If ProxyHealthCheckLogSink type is File, file field needs to be set.","rule":"self.type == 'File' ? has(self.file) : !has(self.file)"}
                   file object
                    path! string minLength=1
                   type! string enum=["File"]
                healthyThreshold int32 =1 min=1
                http object
                 > {"message":"The requestBody field can only be set when method is POST or PUT.","rule":"!has(self.requestBody) || (has(self.method) && self.method.upperAscii() in ['POST','PUT'])"}
                 expectedResponse object
                  > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
                  > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
                  binary string(byte)
                  text string
                  type! string
                   +allOf any enum=["Text","Binary"]
                   +allOf any enum=["Text","Binary"]
                 expectedStatuses array
                  - int min=100 max=599
                 hostname string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
                 method string maxLength=16
                 path! string minLength=1 maxLength=1024
                 requestBody object
                  > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
                  > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
                  binary string(byte)
                  text string
                  type! string
                   +allOf any enum=["Text","Binary"]
                   +allOf any enum=["Text","Binary"]
                 retriableStatuses array
                  - int min=100 max=599
                initialJitter string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                interval string ="3s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                overrides object
                 port int32 min=1 max=65535
                tcp object
                 receive object
                  > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
                  > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
                  binary string(byte)
                  text string
                  type! string
                   +allOf any enum=["Text","Binary"]
                   +allOf any enum=["Text","Binary"]
                 send object
                  > {"message":"If payload type is Text, text field needs to be set.","rule":"self.type == 'Text' ? has(self.text) : !has(self.text)"}
                  > {"message":"If payload type is Binary, binary field needs to be set.","rule":"self.type == 'Binary' ? has(self.binary) : !has(self.binary)"}
                  binary string(byte)
                  text string
                  type! string
                   +allOf any enum=["Text","Binary"]
                   +allOf any enum=["Text","Binary"]
                timeout string ="1s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                type! string
                 +allOf any enum=["HTTP","TCP","GRPC"]
                 +allOf any enum=["HTTP","TCP","GRPC"]
                unhealthyThreshold int32 =3 min=1
               panicThreshold int32 min=0 max=100
               passive object
                alwaysEjectOneEndpoint bool =false
                baseEjectionTime string ="30s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                consecutive5XxErrors int32 =5
                consecutiveGatewayErrors int32
                consecutiveLocalOriginFailures int32 =5
                failurePercentageThreshold int32 min=0 max=100
                interval string ="3s" pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                maxEjectionPercent int32 =10 min=0 max=100
                splitExternalLocalOriginErrors bool =false
              http2 object
               connectionKeepalive object
                > {"message":"timeout must be less than interval","rule":"!has(self.timeout) || !has(self.interval) || duration(self.timeout) < duration(self.interval)"}
                idleInterval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                interval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                intervalJitter int32 min=0 max=100
                timeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
               initialConnectionWindowSize int-or-string
                +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
               initialStreamWindowSize int-or-string
                +allOf any pattern="^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"
                +allOf any pattern="^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$"
               maxConcurrentStreams int32 min=1 max=2147483647
               onInvalidMessage string
              loadBalancer object
               > {"message":"If LoadBalancer type is consistentHash, consistentHash field needs to be set.","rule":"self.type == 'ConsistentHash' ? has(self.consistentHash) : !has(self.consistentHash)"}
               > {"message":"If LoadBalancer type is BackendUtilization, backendUtilization field needs to be set.","rule":"self.type == 'BackendUtilization' ? has(self.backendUtilization) : !has(self.backendUtilization)"}
               > {"message":"If LoadBalancer type is DynamicModule, dynamicModule field needs to be set.","rule":"self.type == 'DynamicModule' ? has(self.dynamicModule) : !has(self.dynamicModule)"}
               > {"message":"Currently SlowStart is only supported for RoundRobin, LeastRequest, and BackendUtilization load balancers.","rule":"self.type in ['Random', 'ConsistentHash', 'DynamicModule'] ? !has(self.slowStart) : true"}
               > {"message":"PreferLocal zone-aware routing is not supported for ConsistentHash load balancers. Use weightedZones instead.","rule":"self.type == 'ConsistentHash' && has(self.zoneAware) ? !has(self.zoneAware.preferLocal) : true"}
               > {"message":"PreferLocal zone-aware routing is not currently supported for BackendUtilization load balancers. Only WeightedZones can be used with BackendUtilization.","rule":"self.type == 'BackendUtilization' && has(self.zoneAware) ? !has(self.zoneAware.preferLocal) : true"}
               > {"message":"ZoneAware routing is not supported for DynamicModule load balancers.","rule":"self.type == 'DynamicModule' ? !has(self.zoneAware) : true"}
               > {"message":"ZoneAware PreferLocal and WeightedZones cannot be specified together.","rule":"has(self.zoneAware) ? !(has(self.zoneAware.preferLocal) && has(self.zoneAware.weightedZones)) : true"}
               > {"message":"EndpointOverride is not supported for DynamicModule load balancers.","rule":"self.type == 'DynamicModule' ? !has(self.endpointOverride) : true"}
               backendUtilization object
                blackoutPeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                errorUtilizationPenaltyPercent int32 min=0
                keepResponseHeaders bool =false
                metricNamesForComputingUtilization []string
                outOfBand object
                 authority string pattern="^[^\\x00\\n\\r]*$" minLength=1 maxLength=259
                 port int32 min=1 max=65535
                 reportingPeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                  > {"message":"reportingPeriod must be greater than 0","rule":"duration(self) > duration('0s')"}
                weightExpirationPeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                weightUpdatePeriod string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
               consistentHash object
                > {"message":"If consistent hash type is header, the header field must be set.","rule":"self.type == 'Header' ? has(self.header) : !has(self.header)"}
                > {"message":"If consistent hash type is headers, the headers field must be set.","rule":"self.type == 'Headers' ? has(self.headers) : !has(self.headers)"}
                > {"message":"If consistent hash type is cookie, the cookie field must be set.","rule":"self.type == 'Cookie' ? has(self.cookie) : !has(self.cookie)"}
                > {"message":"If consistent hash type is queryParams, the queryParams field must be set.","rule":"self.type == 'QueryParams' ? has(self.queryParams) : !has(self.queryParams)"}
                cookie object
                 attributes {}string
                 name! string
                 ttl string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                header object
                 name! string
                headers array
                 - object
                  name! string
                queryParams array
                 - object
                  name! string
                tableSize int64 =65537 min=2 max=5000011
                type! string enum=["SourceIP","Header","Headers","Cookie","QueryParams"]
               dynamicModule object
                config any preserve
                lbPolicyName! string minLength=1 maxLength=253
                name! string pattern="^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$" minLength=1 maxLength=253
               endpointOverride object
                extractFrom! array minItems=1 maxItems=10
                 - object
                  header string
               slowStart object
                window! string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
               type! string enum=["ConsistentHash","LeastRequest","Random","RoundRobin","BackendUtilization","DynamicModule"]
               zoneAware object
                preferLocal object
                 force object
                  minEndpointsInZoneThreshold int32
                 minEndpointsThreshold int64
                 percentageEnabled int32 min=0 max=100
                weightedZones array list=map(zone)
                 - object
                  weight! int32
                  zone! string
              proxyProtocol object
               version! string enum=["V1","V2"]
              retry object
               numAttemptsPerPriority int32
               numRetries int32 =2 min=0
               perRetry object
                backOff object
                 baseInterval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                 maxInterval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                timeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
               retryOn object
                httpStatusCodes array
                 - int min=100 max=599
                triggers array
                 - string enum=["5xx","gateway-error","reset","reset-before-request","connect-failure","retriable-4xx","refused-stream","retriable-status-codes","cancelled","deadline-exceeded","internal","resource-exhausted","unavailable"]
              tcpKeepalive object
               idleTime string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
               interval string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
               probes int32
              timeout object
               http object
                connectionIdleTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                maxConnectionDuration string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                maxStreamDuration string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                requestTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
                streamIdleTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
               tcp object
                connectTimeout string pattern="^([0-9]{1,5}(h|m|s|ms)){1,4}$"
             host string
             openTelemetry object
              headers array minItems=1 maxItems=32
               - object
                name! string pattern="^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" minLength=1 maxLength=256
                value! string minLength=1 maxLength=4096
              resourceAttributes {}string
              sampler object
               > {"message":"samplingPercentage can only be set with TraceIdRatio or ParentBasedTraceIdRatio","rule":"has(self.samplingPercentage) ? (self.type == 'TraceIdRatio' || self.type == 'ParentBasedTraceIdRatio') : true"}
               samplingPercentage object
                > {"message":"numerator must be less than or equal to denominator","rule":"self.numerator <= self.denominator"}
                denominator int32 =100 min=1
                numerator! int32 min=0
               type! string ="AlwaysOn" enum=["AlwaysOn","AlwaysOff","TraceIdRatio","ParentBasedAlwaysOn","ParentBasedAlwaysOff","ParentBasedTraceIdRatio"]
             port int32 =4317 min=0
             serviceName string
              > {"message":"serviceName cannot be empty if provided","rule":"self != \"\""}
             type! string ="OpenTelemetry" enum=["OpenTelemetry","Zipkin","Datadog"]
             zipkin object
              disableSharedSpanContext bool
              enable128BitTraceId bool
            samplingFraction object
             > {"message":"numerator must be less than or equal to denominator","rule":"self.numerator <= self.denominator"}
             denominator int32 =100 min=1
             numerator! int32 min=0
            samplingRate int32 min=0 max=100
            spanName object
             client! string
             server! string
            tags {}string
         status object
          ancestors array
           - object
            ancestorRef! object
             group string ="gateway.networking.k8s.io" pattern="^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" maxLength=253
             kind string ="Gateway" pattern="^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" minLength=1 maxLength=63
             name! string minLength=1 maxLength=253
             namespace string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" minLength=1 maxLength=63
             port int32 min=1 max=65535
             sectionName string pattern="^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" minLength=1 maxLength=253
            conditions array list=map(type)
             - object
              lastTransitionTime! string(date-time)
              message! string maxLength=32768
              observedGeneration int64 min=0
              reason! string pattern="^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$" minLength=1 maxLength=1024
              status! string enum=["True","False","Unknown"]
              type! string pattern="^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$" maxLength=316
        """#
}
