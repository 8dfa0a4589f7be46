// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let core: StaticString = #"""
        package v1 io.k8s.api.core.v1
        kind Binding bindings namespaced verbs=create
        kind ComponentStatus componentstatuses cluster short=cs verbs=get,list
        kind ConfigMap configmaps namespaced short=cm
        kind Endpoints endpoints namespaced short=ep
        kind Event events namespaced short=ev select=action,involvedObject.apiVersion,involvedObject.fieldPath,involvedObject.kind,involvedObject.name,involvedObject.namespace,involvedObject.resourceVersion,involvedObject.uid,reason,reportingComponent,source,type
        kind LimitRange limitranges namespaced short=limits
        kind Namespace namespaces cluster short=ns verbs=create,delete,get,list,patch,update,watch select=status.phase
         sub finalize verbs=update
         sub status
        kind Node nodes cluster short=no select=spec.unschedulable
         sub proxy body=v1/NodeProxyOptions verbs=create,delete,get,patch,update
         sub status
        kind PersistentVolumeClaim persistentvolumeclaims namespaced short=pvc
         sub status
        kind PersistentVolume persistentvolumes cluster short=pv
         sub status
        kind Pod pods namespaced short=po cat=all select=spec.nodeName,spec.restartPolicy,spec.schedulerName,spec.serviceAccountName,spec.hostNetwork,status.phase,status.podIP,status.podIPs,status.nominatedNodeName
         sub attach body=v1/PodAttachOptions verbs=create,get
         sub binding body=v1/Binding verbs=create
         sub ephemeralcontainers verbs=get,patch,update
         sub eviction body=policy/v1/Eviction verbs=create
         sub exec body=v1/PodExecOptions verbs=create,get
         sub log verbs=get
         sub portforward body=v1/PodPortForwardOptions verbs=create,get
         sub proxy body=v1/PodProxyOptions verbs=create,delete,get,patch,update
         sub resize verbs=get,patch,update
         sub status
        kind PodTemplate podtemplates namespaced
        kind ReplicationController replicationcontrollers namespaced short=rc cat=all select=status.replicas
         sub scale
         sub status
        kind ResourceQuota resourcequotas namespaced short=quota
         sub status
        kind Secret secrets namespaced select=type
        kind ServiceAccount serviceaccounts namespaced short=sa
         sub token body=authentication.k8s.io/v1/TokenRequest verbs=create
        kind Service services namespaced short=svc cat=all select=spec.clusterIP,spec.type
         sub proxy body=v1/ServiceProxyOptions verbs=create,delete,get,patch,update
         sub status

        type AWSElasticBlockStoreVolumeSource
         volumeID! string #1
         fsType string #2~
         partition int32 #3~
         readOnly bool #4~
        type Affinity
         nodeAffinity NodeAffinity #1?
         podAffinity PodAffinity #2?
         podAntiAffinity PodAntiAffinity #3?
        type AppArmorProfile
         type! string #1 go=v1.AppArmorProfileType enum=["Localhost","RuntimeDefault","Unconfined"]
         localhostProfile string #2?
        type AttachedVolume
         name! string #1 go=v1.UniqueVolumeName
         devicePath! string #2
        type AzureDiskVolumeSource
         diskName! string #1
         diskURI! string #2
         cachingMode string #3? go=v1.AzureDataDiskCachingMode enum=["None","ReadOnly","ReadWrite"]
         fsType string #4? ="ext4"
         readOnly bool #5? =false
         kind string #6? go=v1.AzureDataDiskKind enum=["Dedicated","Managed","Shared"]
        type AzureFilePersistentVolumeSource
         secretName! string #1
         shareName! string #2
         readOnly bool #3~
         secretNamespace string #4*
        type AzureFileVolumeSource
         secretName! string #1
         shareName! string #2
         readOnly bool #3~
        type Binding
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         target! ObjectReference #2
        type CSIPersistentVolumeSource
         driver! string #1
         volumeHandle! string #2
         readOnly bool #3~
         fsType string #4~
         volumeAttributes {}string #5~
         controllerPublishSecretRef SecretReference #6?
         nodeStageSecretRef SecretReference #7?
         nodePublishSecretRef SecretReference #8?
         controllerExpandSecretRef SecretReference #9?
         nodeExpandSecretRef SecretReference #10?
        type CSIVolumeSource
         driver! string #1
         readOnly bool #2?
         fsType string #3?
         volumeAttributes {}string #4~
         nodePublishSecretRef LocalObjectReference #5?
        type Capabilities
         add []string #1~ list=atomic
         drop []string #2~ list=atomic
        type CephFSPersistentVolumeSource
         monitors! []string #1 list=atomic
         path string #2~
         user string #3~
         secretFile string #4~
         secretRef SecretReference #5?
         readOnly bool #6~
        type CephFSVolumeSource
         monitors! []string #1 list=atomic
         path string #2~
         user string #3~
         secretFile string #4~
         secretRef LocalObjectReference #5?
         readOnly bool #6~
        type CinderPersistentVolumeSource
         volumeID! string #1
         fsType string #2~
         readOnly bool #3~
         secretRef SecretReference #4?
        type CinderVolumeSource
         volumeID! string #1
         fsType string #2~
         readOnly bool #3~
         secretRef LocalObjectReference #4?
        type ClientIPConfig
         timeoutSeconds int32 #1?
        type ClusterTrustBundleProjection
         name string #1?
         signerName string #2?
         labelSelector meta/LabelSelector #3?
         optional bool #5?
         path! string #4
        type ComponentCondition
         type! string #1 go=v1.ComponentConditionType
         status! string #2 go=v1.ConditionStatus
         message string #3~
         error string #4~
        type ComponentStatus
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         conditions []ComponentCondition #2~ list=map(type) patch=merge(type)
        type ConfigMap ; Configuration that pods can read.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         immutable bool #4? ; Whether the data can never change again.
         data {}string #2~ ; Text by key.
         binaryData {}string(byte) #3~ ; Bytes by key, in base64.
        type ConfigMapEnvSource
         name string #1/1~ =""
         optional bool #2?
        type ConfigMapKeySelector map=atomic
         name string #1/1~ =""
         key! string #2
         optional bool #3?
        type ConfigMapNodeConfigSource
         namespace! string #1
         name! string #2
         uid string #3~ go=types.UID
         resourceVersion string #4~
         kubeletConfigKey! string #5
        type ConfigMapProjection
         name string #1/1~ =""
         items []KeyToPath #2~ list=atomic
         optional bool #4?
        type ConfigMapVolumeSource
         name string #1/1~ =""
         items []KeyToPath #2~ list=atomic
         defaultMode int32 #3? =420
         optional bool #4?
        type Container ; One program that runs in a pod.
         name! string #1 ; The container's name, unique in the pod.
         image string #2~ ; The image it runs.
         command []string #3~ list=atomic ; What is run in place of the image's entry point.
         args []string #4~ list=atomic ; Arguments of the entry point.
         workingDir string #5~ ; The directory it starts in.
         ports []ContainerPort #6~ list=map(containerPort,protocol) patch=merge(containerPort) ; Ports it listens on. Those left out can be reached all the same.
         envFrom []EnvFromSource #19~ list=atomic ; ConfigMaps and Secrets whose entries become environment variables.
         env []EnvVar #7~ list=map(name) patch=merge(name) ; Environment variables.
         resources ResourceRequirements #8~ ; What it needs of processor and memory, and the most it may take.
         resizePolicy []ContainerResizePolicy #23~ list=atomic
         restartPolicy string #24? go=v1.ContainerRestartPolicy
         restartPolicyRules []ContainerRestartRule #25~ list=atomic
         volumeMounts []VolumeMount #9~ list=map(mountPath) patch=merge(mountPath) ; Where volumes of the pod appear in its file system.
         volumeDevices []VolumeDevice #21~ list=map(devicePath) patch=merge(devicePath)
         livenessProbe Probe #10? ; Asked now and then; the container is restarted when it fails.
         readinessProbe Probe #11? ; Asked now and then; the pod gets no traffic from Services while it fails.
         startupProbe Probe #22? ; The other probes wait until it succeeds.
         lifecycle Lifecycle #12? ; What is run after the start and before the end.
         terminationMessagePath string #13~ ="/dev/termination-log"
         terminationMessagePolicy string #20~ go=v1.TerminationMessagePolicy ="File" enum=["FallbackToLogsOnError","File"]
         imagePullPolicy string #14~ go=v1.PullPolicy enum=["Always","IfNotPresent","Never"] ; When the image is pulled; Always for :latest, IfNotPresent for others, unless told.
         securityContext SecurityContext #15?
         stdin bool #16~
         stdinOnce bool #17~
         tty bool #18~
        type ContainerExtendedResourceRequest
         containerName! string #1
         resourceName! string #2
         requestName! string #3
        type ContainerImage
         names []string #1 list=atomic
         sizeBytes int64 #2~
        type ContainerPort
         name string #1~ ; A name that Services and probes can use for the port.
         hostPort int32 #2~ ; A port of the node that leads here.
         containerPort! int32 #3 ; The port's number.
         protocol string #4~ go=v1.Protocol ="TCP" enum=["SCTP","TCP","UDP"] ; TCP (the default), UDP or SCTP.
         hostIP string #5~
        type ContainerResizePolicy
         resourceName! string #1 go=v1.ResourceName
         restartPolicy! string #2 go=v1.ResourceResizeRestartPolicy
        type ContainerRestartRule
         action! string #1~ go=v1.ContainerRestartRuleAction
         exitCodes ContainerRestartRuleOnExitCodes #2?
        type ContainerRestartRuleOnExitCodes
         operator! string #1~ go=v1.ContainerRestartRuleOnExitCodesOperator
         values []int32 #2~ list=set
        type ContainerState
         waiting ContainerStateWaiting #1?
         running ContainerStateRunning #2?
         terminated ContainerStateTerminated #3?
        type ContainerStateRunning
         startedAt meta/Time #1~
        type ContainerStateTerminated
         exitCode! int32 #1
         signal int32 #2~
         reason string #3~
         message string #4~
         startedAt meta/Time #5~
         finishedAt meta/Time #6~
         containerID string #7~
        type ContainerStateWaiting
         reason string #1~
         message string #2~
        type ContainerStatus
         name! string #1
         state ContainerState #2~
         lastState ContainerState #3~
         ready! bool #4
         restartCount! int32 #5
         image! string #6
         imageID! string #7
         containerID string #8~
         started bool #9?
         allocatedResources {}meta/Quantity #10~
         resources ResourceRequirements #11?
         volumeMounts []VolumeMountStatus #12~ list=map(mountPath) patch=merge(mountPath)
         user ContainerUser #13?
         allocatedResourcesStatus []ResourceStatus #14~ list=map(name) patch=merge(name)
         stopSignal string #15? go=v1.Signal enum=["SIGABRT","SIGALRM","SIGBUS","SIGCHLD","SIGCLD","SIGCONT","SIGFPE","SIGHUP","SIGILL","SIGINT","SIGIO","SIGIOT","SIGKILL","SIGPIPE","SIGPOLL","SIGPROF","SIGPWR","SIGQUIT","SIGRTMAX","SIGRTMAX-1","SIGRTMAX-10","SIGRTMAX-11","SIGRTMAX-12","SIGRTMAX-13","SIGRTMAX-14","SIGRTMAX-2","SIGRTMAX-3","SIGRTMAX-4","SIGRTMAX-5","SIGRTMAX-6","SIGRTMAX-7","SIGRTMAX-8","SIGRTMAX-9","SIGRTMIN","SIGRTMIN+1","SIGRTMIN+10","SIGRTMIN+11","SIGRTMIN+12","SIGRTMIN+13","SIGRTMIN+14","SIGRTMIN+15","SIGRTMIN+2","SIGRTMIN+3","SIGRTMIN+4","SIGRTMIN+5","SIGRTMIN+6","SIGRTMIN+7","SIGRTMIN+8","SIGRTMIN+9","SIGSEGV","SIGSTKFLT","SIGSTOP","SIGSYS","SIGTERM","SIGTRAP","SIGTSTP","SIGTTIN","SIGTTOU","SIGURG","SIGUSR1","SIGUSR2","SIGVTALRM","SIGWINCH","SIGXCPU","SIGXFSZ"]
        type ContainerUser
         linux LinuxContainerUser #1?
        type DaemonEndpoint
         Port! int32 #1
        type DownwardAPIProjection
         items []DownwardAPIVolumeFile #1~ list=atomic
        type DownwardAPIVolumeFile
         path! string #1
         fieldRef ObjectFieldSelector #2?
         resourceFieldRef ResourceFieldSelector #3?
         mode int32 #4?
        type DownwardAPIVolumeSource
         items []DownwardAPIVolumeFile #1~ list=atomic
         defaultMode int32 #2? =420
        type EmptyDirVolumeSource
         medium string #1~ go=v1.StorageMedium
         sizeLimit meta/Quantity #2?
        type EndpointAddress map=atomic
         ip! string #1
         hostname string #3~
         nodeName string #4?
         targetRef ObjectReference #2?
        type EndpointPort map=atomic
         name string #1~
         port! int32 #2
         protocol string #3~ go=v1.Protocol ="TCP" enum=["SCTP","TCP","UDP"]
         appProtocol string #4?
        type EndpointSubset
         addresses []EndpointAddress #1~ list=atomic
         notReadyAddresses []EndpointAddress #2~ list=atomic
         ports []EndpointPort #3~ list=atomic
        type Endpoints ; The addresses behind a Service. EndpointSlices have taken its place.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         subsets []EndpointSubset #2~ list=atomic
        type EnvFromSource
         prefix string #1~
         configMapRef ConfigMapEnvSource #2?
         secretRef SecretEnvSource #3?
        type EnvVar
         name! string #1
         value string #2~ ; The value. $(NAME) stands for a variable named before.
         valueFrom EnvVarSource #3? ; Where the value comes from, when it is not written here.
        type EnvVarSource
         fieldRef ObjectFieldSelector #1?
         resourceFieldRef ResourceFieldSelector #2?
         configMapKeyRef ConfigMapKeySelector #3?
         secretKeyRef SecretKeySelector #4?
         fileKeyRef FileKeySelector #5?
        type EphemeralContainer
         name! string #1/1
         image string #1/2~
         command []string #1/3~ list=atomic
         args []string #1/4~ list=atomic
         workingDir string #1/5~
         ports []ContainerPort #1/6~ list=map(containerPort,protocol) patch=merge(containerPort)
         envFrom []EnvFromSource #1/19~ list=atomic
         env []EnvVar #1/7~ list=map(name) patch=merge(name)
         resources ResourceRequirements #1/8~
         resizePolicy []ContainerResizePolicy #1/23~ list=atomic
         restartPolicy string #1/24? go=v1.ContainerRestartPolicy
         restartPolicyRules []ContainerRestartRule #1/25~ list=atomic
         volumeMounts []VolumeMount #1/9~ list=map(mountPath) patch=merge(mountPath)
         volumeDevices []VolumeDevice #1/21~ list=map(devicePath) patch=merge(devicePath)
         livenessProbe Probe #1/10?
         readinessProbe Probe #1/11?
         startupProbe Probe #1/22?
         lifecycle Lifecycle #1/12?
         terminationMessagePath string #1/13~ ="/dev/termination-log"
         terminationMessagePolicy string #1/20~ go=v1.TerminationMessagePolicy ="File" enum=["FallbackToLogsOnError","File"]
         imagePullPolicy string #1/14~ go=v1.PullPolicy enum=["Always","IfNotPresent","Never"]
         securityContext SecurityContext #1/15?
         stdin bool #1/16~
         stdinOnce bool #1/17~
         tty bool #1/18~
         targetContainerName string #2~
        type EphemeralVolumeSource
         volumeClaimTemplate PersistentVolumeClaimTemplate #1?
        type Event ; Something that happened to an object.
         apiVersion string #0~
         kind string #0~
         metadata! meta/ObjectMeta #1
         involvedObject! ObjectReference #2
         reason string #3~
         message string #4~
         source EventSource #5~
         firstTimestamp meta/Time #6~
         lastTimestamp meta/Time #7~
         count int32 #8~
         type string #9~
         eventTime meta/MicroTime #10~
         series EventSeries #11?
         action string #12~
         related ObjectReference #13?
         reportingComponent string #14
         reportingInstance string #15
        type EventSeries
         count int32 #1~
         lastObservedTime meta/MicroTime #2~
        type EventSource
         component string #1~
         host string #2~
        type ExecAction
         command []string #1~ list=atomic
        type FCVolumeSource
         targetWWNs []string #1~ list=atomic
         lun int32 #2?
         fsType string #3~
         readOnly bool #4~
         wwids []string #5~ list=atomic
        type FileKeySelector map=atomic
         volumeName! string #1
         path! string #2
         key! string #3
         optional bool #4? =false
        type FlexPersistentVolumeSource
         driver! string #1
         fsType string #2~
         secretRef SecretReference #3?
         readOnly bool #4~
         options {}string #5~
        type FlexVolumeSource
         driver! string #1
         fsType string #2~
         secretRef LocalObjectReference #3?
         readOnly bool #4~
         options {}string #5~
        type FlockerVolumeSource
         datasetName string #1~
         datasetUUID string #2~
        type GCEPersistentDiskVolumeSource
         pdName! string #1
         fsType string #2~
         partition int32 #3~
         readOnly bool #4~
        type GRPCAction
         port! int32 #1
         service string #2* =""
        type GitRepoVolumeSource
         repository! string #1
         revision string #2~
         directory string #3~
        type GlusterfsPersistentVolumeSource
         endpoints! string #1
         path! string #2
         readOnly bool #3~
         endpointsNamespace string #4?
        type GlusterfsVolumeSource
         endpoints! string #1
         path! string #2
         readOnly bool #3~
        type HTTPGetAction
         path string #1~ ="/"
         port! meta/IntOrString #2
         host string #3~
         scheme string #4~ go=v1.URIScheme ="HTTP" enum=["HTTP","HTTPS"]
         httpHeaders []HTTPHeader #5~ list=atomic
        type HTTPHeader
         name! string #1
         value! string #2
        type HostAlias
         ip! string #1
         hostnames []string #2~ list=atomic
        type HostIP
         ip! string #1
        type HostPathVolumeSource
         path! string #1
         type string #2? go=v1.HostPathType ="" enum=["","BlockDevice","CharDevice","Directory","DirectoryOrCreate","File","FileOrCreate","Socket"]
        type ISCSIPersistentVolumeSource
         targetPortal! string #1
         iqn! string #2
         lun! int32 #3
         iscsiInterface string #4~ ="default"
         fsType string #5~
         readOnly bool #6~
         portals []string #7~ list=atomic
         chapAuthDiscovery bool #8~
         chapAuthSession bool #11~
         secretRef SecretReference #10?
         initiatorName string #12?
        type ISCSIVolumeSource
         targetPortal! string #1
         iqn! string #2
         lun! int32 #3
         iscsiInterface string #4~ ="default"
         fsType string #5~
         readOnly bool #6~
         portals []string #7~ list=atomic
         chapAuthDiscovery bool #8~
         chapAuthSession bool #11~
         secretRef LocalObjectReference #10?
         initiatorName string #12?
        type ImageVolumeSource
         reference string #1~
         pullPolicy string #2~ go=v1.PullPolicy enum=["Always","IfNotPresent","Never"]
        type ImageVolumeStatus
         imageRef! string #1~
        type KeyToPath
         key! string #1
         path! string #2
         mode int32 #3?
        type Lifecycle
         postStart LifecycleHandler #1?
         preStop LifecycleHandler #2?
         stopSignal string #3? go=v1.Signal enum=["SIGABRT","SIGALRM","SIGBUS","SIGCHLD","SIGCLD","SIGCONT","SIGFPE","SIGHUP","SIGILL","SIGINT","SIGIO","SIGIOT","SIGKILL","SIGPIPE","SIGPOLL","SIGPROF","SIGPWR","SIGQUIT","SIGRTMAX","SIGRTMAX-1","SIGRTMAX-10","SIGRTMAX-11","SIGRTMAX-12","SIGRTMAX-13","SIGRTMAX-14","SIGRTMAX-2","SIGRTMAX-3","SIGRTMAX-4","SIGRTMAX-5","SIGRTMAX-6","SIGRTMAX-7","SIGRTMAX-8","SIGRTMAX-9","SIGRTMIN","SIGRTMIN+1","SIGRTMIN+10","SIGRTMIN+11","SIGRTMIN+12","SIGRTMIN+13","SIGRTMIN+14","SIGRTMIN+15","SIGRTMIN+2","SIGRTMIN+3","SIGRTMIN+4","SIGRTMIN+5","SIGRTMIN+6","SIGRTMIN+7","SIGRTMIN+8","SIGRTMIN+9","SIGSEGV","SIGSTKFLT","SIGSTOP","SIGSYS","SIGTERM","SIGTRAP","SIGTSTP","SIGTTIN","SIGTTOU","SIGURG","SIGUSR1","SIGUSR2","SIGVTALRM","SIGWINCH","SIGXCPU","SIGXFSZ"]
        type LifecycleHandler
         exec ExecAction #1?
         httpGet HTTPGetAction #2?
         tcpSocket TCPSocketAction #3?
         sleep SleepAction #4?
        type LimitRange
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec LimitRangeSpec #2~
        type LimitRangeItem
         type! string #1 go=v1.LimitType
         max {}meta/Quantity #2~
         min {}meta/Quantity #3~
         default {}meta/Quantity #4~
         defaultRequest {}meta/Quantity #5~
         maxLimitRequestRatio {}meta/Quantity #6~
        type LimitRangeSpec
         limits! []LimitRangeItem #1 list=atomic
        type LinuxContainerUser
         uid! int64 #1
         gid! int64 #2
         supplementalGroups []int64 #3~ list=atomic
        type LoadBalancerIngress
         ip string #1~
         hostname string #2~
         ipMode string #3? go=v1.LoadBalancerIPMode
         ports []PortStatus #4~ list=atomic
        type LoadBalancerStatus
         ingress []LoadBalancerIngress #1~ list=atomic
        type LocalObjectReference map=atomic
         name string #1~ =""
        type LocalVolumeSource
         path! string #1
         fsType string #2?
        type ModifyVolumeStatus
         targetVolumeAttributesClassName string #1~
         status! string #2 go=v1.PersistentVolumeClaimModifyVolumeStatus enum=["InProgress","Infeasible","Pending"]
        type NFSVolumeSource
         server! string #1
         path! string #2
         readOnly bool #3~
        type Namespace ; A place for objects with a life of its own.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec NamespaceSpec #2~
         status NamespaceStatus #3~
        type NamespaceCondition
         type! string #1 go=v1.NamespaceConditionType
         status! string #2 go=v1.ConditionStatus
         lastTransitionTime meta/Time #4~
         reason string #5~
         message string #6~
        type NamespaceSpec
         finalizers []string #1~ list=atomic
        type NamespaceStatus
         phase string #1~ go=v1.NamespacePhase ="Active" enum=["Active","Terminating"]
         conditions []NamespaceCondition #2~ list=map(type) patch=merge(type)
        type Node ; A machine that runs pods.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec NodeSpec #2~
         status NodeStatus #3~
        type NodeAddress
         type! string #1 go=v1.NodeAddressType
         address! string #2
        type NodeAffinity
         requiredDuringSchedulingIgnoredDuringExecution NodeSelector #1?
         preferredDuringSchedulingIgnoredDuringExecution []PreferredSchedulingTerm #2~ list=atomic
        type NodeAllocatableResourceClaimStatus
         resourceClaimName! string #1
         containers []string #2~ list=set
         resources! {}meta/Quantity #3
        type NodeCondition
         type! string #1 go=v1.NodeConditionType
         status! string #2 go=v1.ConditionStatus
         lastHeartbeatTime meta/Time #3~
         lastTransitionTime meta/Time #4~
         reason string #5~
         message string #6~
        type NodeConfigSource
         configMap ConfigMapNodeConfigSource #2?
        type NodeConfigStatus
         assigned NodeConfigSource #1?
         active NodeConfigSource #2?
         lastKnownGood NodeConfigSource #3?
         error string #4~
        type NodeDaemonEndpoints
         kubeletEndpoint DaemonEndpoint #1~
        type NodeFeatures
         supplementalGroupsPolicy bool #1?
        type NodeProxyOptions
         apiVersion string #0~
         kind string #0~
         path string #1~
        type NodeRuntimeHandler
         name string #1
         features NodeRuntimeHandlerFeatures #2?
        type NodeRuntimeHandlerFeatures
         recursiveReadOnlyMounts bool #1?
         userNamespaces bool #2?
        type NodeSelector map=atomic
         nodeSelectorTerms! []NodeSelectorTerm #1 list=atomic
        type NodeSelectorRequirement
         key! string #1
         operator! string #2 go=v1.NodeSelectorOperator enum=["DoesNotExist","Exists","Gt","In","Lt","NotIn"]
         values []string #3~ list=atomic
        type NodeSelectorTerm map=atomic
         matchExpressions []NodeSelectorRequirement #1~ list=atomic
         matchFields []NodeSelectorRequirement #2~ list=atomic
        type NodeSpec
         podCIDR string #1~
         podCIDRs []string #7~ list=set patch=merge
         providerID string #3~
         unschedulable bool #4~
         taints []Taint #5~ list=atomic
         configSource NodeConfigSource #6?
         externalID string #2~
        type NodeStatus
         capacity {}meta/Quantity #1~
         allocatable {}meta/Quantity #2~
         phase string #3~ go=v1.NodePhase enum=["Pending","Running","Terminated"]
         conditions []NodeCondition #4~ list=map(type) patch=merge(type)
         addresses []NodeAddress #5~ list=map(type) patch=merge(type)
         daemonEndpoints NodeDaemonEndpoints #6~
         nodeInfo NodeSystemInfo #7~
         images []ContainerImage #8~ list=atomic
         volumesInUse []string #9~ list=atomic
         volumesAttached []AttachedVolume #10~ list=atomic
         config NodeConfigStatus #11?
         runtimeHandlers []NodeRuntimeHandler #12~ list=atomic
         features NodeFeatures #13?
         declaredFeatures []string #14~ list=atomic
        type NodeSwapStatus
         capacity int64 #1?
        type NodeSystemInfo
         machineID! string #1
         systemUUID! string #2
         bootID! string #3
         kernelVersion! string #4
         osImage! string #5
         containerRuntimeVersion! string #6
         kubeletVersion! string #7
         kubeProxyVersion! string #8
         operatingSystem! string #9
         architecture! string #10
         swap NodeSwapStatus #11?
        type ObjectFieldSelector map=atomic
         apiVersion string #1~ ="v1"
         fieldPath! string #2
        type ObjectReference map=atomic
         kind string #1~
         namespace string #2~
         name string #3~
         uid string #4~ go=types.UID
         apiVersion string #5~
         resourceVersion string #6~
         fieldPath string #7~
        type PersistentVolume
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec PersistentVolumeSpec #2~
         status PersistentVolumeStatus #3~
        type PersistentVolumeClaim
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec PersistentVolumeClaimSpec #2~
         status PersistentVolumeClaimStatus #3~
        type PersistentVolumeClaimCondition
         type! string #1 go=v1.PersistentVolumeClaimConditionType
         status! string #2 go=v1.ConditionStatus
         lastProbeTime meta/Time #3~
         lastTransitionTime meta/Time #4~
         reason string #5~
         message string #6~
        type PersistentVolumeClaimSpec
         accessModes []string #1~ list=atomic
          - string enum=["ReadOnlyMany","ReadWriteMany","ReadWriteOnce","ReadWriteOncePod"]
         selector meta/LabelSelector #4?
         resources VolumeResourceRequirements #2~
         volumeName string #3~
         storageClassName string #5?
         volumeMode string #6? go=v1.PersistentVolumeMode ="Filesystem" enum=["Block","Filesystem"]
         dataSource TypedLocalObjectReference #7?
         dataSourceRef TypedObjectReference #8?
         volumeAttributesClassName string #9?
        type PersistentVolumeClaimStatus
         phase string #1~ go=v1.PersistentVolumeClaimPhase ="Pending" enum=["Bound","Lost","Pending"]
         accessModes []string #2~ list=atomic
          - string enum=["ReadOnlyMany","ReadWriteMany","ReadWriteOnce","ReadWriteOncePod"]
         capacity {}meta/Quantity #3~
         conditions []PersistentVolumeClaimCondition #4~ list=map(type) patch=merge(type)
         allocatedResources {}meta/Quantity #5~
         allocatedResourceStatuses {}string #7~
         currentVolumeAttributesClassName string #8?
         modifyVolumeStatus ModifyVolumeStatus #9?
        type PersistentVolumeClaimTemplate
         metadata meta/ObjectMeta #1~
         spec! PersistentVolumeClaimSpec #2
        type PersistentVolumeClaimVolumeSource
         claimName! string #1
         readOnly bool #2~
        type PersistentVolumeSpec
         capacity {}meta/Quantity #1~
         gcePersistentDisk GCEPersistentDiskVolumeSource #2/1?
         awsElasticBlockStore AWSElasticBlockStoreVolumeSource #2/2?
         hostPath HostPathVolumeSource #2/3?
         glusterfs GlusterfsPersistentVolumeSource #2/4?
         nfs NFSVolumeSource #2/5?
         rbd RBDPersistentVolumeSource #2/6?
         iscsi ISCSIPersistentVolumeSource #2/7?
         cinder CinderPersistentVolumeSource #2/8?
         cephfs CephFSPersistentVolumeSource #2/9?
         fc FCVolumeSource #2/10?
         flocker FlockerVolumeSource #2/11?
         flexVolume FlexPersistentVolumeSource #2/12?
         azureFile AzureFilePersistentVolumeSource #2/13?
         vsphereVolume VsphereVirtualDiskVolumeSource #2/14?
         quobyte QuobyteVolumeSource #2/15?
         azureDisk AzureDiskVolumeSource #2/16?
         photonPersistentDisk PhotonPersistentDiskVolumeSource #2/17?
         portworxVolume PortworxVolumeSource #2/18?
         scaleIO ScaleIOPersistentVolumeSource #2/19?
         local LocalVolumeSource #2/20?
         storageos StorageOSPersistentVolumeSource #2/21?
         csi CSIPersistentVolumeSource #2/22?
         accessModes []string #3~ list=atomic
          - string enum=["ReadOnlyMany","ReadWriteMany","ReadWriteOnce","ReadWriteOncePod"]
         claimRef ObjectReference #4?
         persistentVolumeReclaimPolicy string #5~ go=v1.PersistentVolumeReclaimPolicy ="Retain" enum=["Delete","Recycle","Retain"]
         storageClassName string #6~
         mountOptions []string #7~ list=atomic
         volumeMode string #8? go=v1.PersistentVolumeMode ="Filesystem" enum=["Block","Filesystem"]
         nodeAffinity VolumeNodeAffinity #9?
         volumeAttributesClassName string #10?
        type PersistentVolumeStatus
         phase string #1~ go=v1.PersistentVolumePhase ="Pending" enum=["Available","Bound","Failed","Pending","Released"]
         message string #2~
         reason string #3~
         lastPhaseTransitionTime meta/Time #4?
        type PhotonPersistentDiskVolumeSource
         pdID! string #1
         fsType string #2~
        type Pod ; Containers that run together on one node and share an address.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec PodSpec #2~
         status PodStatus #3~
        type PodAffinity
         requiredDuringSchedulingIgnoredDuringExecution []PodAffinityTerm #1~ list=atomic
         preferredDuringSchedulingIgnoredDuringExecution []WeightedPodAffinityTerm #2~ list=atomic
        type PodAffinityTerm
         labelSelector meta/LabelSelector #1?
         namespaces []string #2~ list=atomic
         topologyKey! string #3
         namespaceSelector meta/LabelSelector #4?
         matchLabelKeys []string #5~ list=atomic
         mismatchLabelKeys []string #6~ list=atomic
        type PodAntiAffinity
         requiredDuringSchedulingIgnoredDuringExecution []PodAffinityTerm #1~ list=atomic
         preferredDuringSchedulingIgnoredDuringExecution []WeightedPodAffinityTerm #2~ list=atomic
        type PodAttachOptions
         apiVersion string #0~
         kind string #0~
         stdin bool #1~
         stdout bool #2~
         stderr bool #3~
         tty bool #4~
         container string #5~
        type PodCertificateProjection
         signerName! string #1~
         keyType! string #2~
         maxExpirationSeconds int32 #3?
         credentialBundlePath string #4~
         keyPath string #5~
         certificateChainPath string #6~
         userAnnotations {}string #7~
        type PodCondition
         type! string #1 go=v1.PodConditionType
         observedGeneration int64 #7~
         status! string #2 go=v1.ConditionStatus
         lastProbeTime meta/Time #3~
         lastTransitionTime meta/Time #4~
         reason string #5~
         message string #6~
        type PodDNSConfig
         nameservers []string #1~ list=atomic
         searches []string #2~ list=atomic
         options []PodDNSConfigOption #3~ list=atomic
        type PodDNSConfigOption
         name string #1~
         value string #2?
        type PodExecOptions
         apiVersion string #0~
         kind string #0~
         stdin bool #1~
         stdout bool #2~
         stderr bool #3~
         tty bool #4~
         container string #5~
         command! []string #6 list=atomic
        type PodExtendedResourceClaimStatus
         requestMappings! []ContainerExtendedResourceRequest #1 list=atomic
         resourceClaimName! string #2
        type PodIP
         ip! string #1
        type PodLogOptions
         apiVersion string #0~
         kind string #0~
         container string #1~
         follow bool #2~
         previous bool #3~
         sinceSeconds int64 #4?
         sinceTime meta/Time #5?
         timestamps bool #6~
         tailLines int64 #7?
         limitBytes int64 #8?
         insecureSkipTLSVerifyBackend bool #9~
         stream string #10?
        type PodOS
         name! string #1 go=v1.OSName
        type PodPortForwardOptions
         apiVersion string #0~
         kind string #0~
         ports []int32 #1~ list=atomic
        type PodProxyOptions
         apiVersion string #0~
         kind string #0~
         path string #1~
        type PodReadinessGate
         conditionType! string #1 go=v1.PodConditionType
        type PodResourceClaim
         name! string #1
         resourceClaimName string #3?
         resourceClaimTemplateName string #4?
        type PodResourceClaimStatus
         name! string #1
         resourceClaimName string #2?
        type PodSchedulingGate
         name! string #1
        type PodSchedulingGroup
         podGroupName string #1?
        type PodSecurityContext
         seLinuxOptions SELinuxOptions #1?
         windowsOptions WindowsSecurityContextOptions #8?
         runAsUser int64 #2?
         runAsGroup int64 #6?
         runAsNonRoot bool #3?
         supplementalGroups []int64 #4~ list=atomic
         supplementalGroupsPolicy string #12? go=v1.SupplementalGroupsPolicy enum=["Merge","Strict"]
         fsGroup int64 #5?
         sysctls []Sysctl #7~ list=atomic
         fsGroupChangePolicy string #9? go=v1.PodFSGroupChangePolicy enum=["Always","OnRootMismatch"]
         seccompProfile SeccompProfile #10?
         appArmorProfile AppArmorProfile #11?
         seLinuxChangePolicy string #13? go=v1.PodSELinuxChangePolicy
        type PodSpec ; What runs in a pod, and how.
         volumes []Volume #1~ list=map(name) patch=merge(name),retainKeys ; Storage that the containers can mount.
         initContainers []Container #20~ list=map(name) patch=merge(name) ; Containers that run one after the other, each to its end, before the others start.
         containers! []Container #2 list=map(name) patch=merge(name) ; The containers of the pod; at least one, and they cannot be added or removed later.
         ephemeralContainers []EphemeralContainer #34~ list=map(name) patch=merge(name)
         restartPolicy string #3~ go=v1.RestartPolicy ="Always" enum=["Always","Never","OnFailure"] ; What happens when a container ends: Always (the default), OnFailure or Never start it again.
         terminationGracePeriodSeconds int64 #4? =30 ; Seconds that containers have to stop, before they are killed. 30 by default.
         activeDeadlineSeconds int64 #5? ; After so many seconds the pod is stopped and counts as failed.
         dnsPolicy string #6~ go=v1.DNSPolicy ="ClusterFirst" enum=["ClusterFirst","ClusterFirstWithHostNet","Default","None"] ; Where names are looked up; the cluster first, by default.
         nodeSelector {}string #7~ map=atomic ; Labels that a node must have to run the pod.
         serviceAccountName string #8~ ; The ServiceAccount that the pod acts as towards the API.
         serviceAccount string #9~
         automountServiceAccountToken bool #21?
         nodeName string #10~ ; The node the pod runs on.
         hostNetwork bool #11~ ; Use the node's network instead of an address of its own.
         hostPID bool #12~
         hostIPC bool #13~
         shareProcessNamespace bool #27?
         securityContext PodSecurityContext #14? ={} ; User, groups and rights of all containers.
         imagePullSecrets []LocalObjectReference #15~ list=map(name) patch=merge(name) ; Secrets with the credentials of image registries.
         hostname string #16~
         subdomain string #17~
         affinity Affinity #18? ; Wishes about the nodes and the pods nearby.
         schedulerName string #19~ ="default-scheduler"
         tolerations []Toleration #22~ list=atomic ; Taints of nodes that do not keep the pod away.
         hostAliases []HostAlias #23~ list=map(ip) patch=merge(ip)
         priorityClassName string #24~
         priority int32 #25?
         dnsConfig PodDNSConfig #26?
         readinessGates []PodReadinessGate #28~ list=atomic
         runtimeClassName string #29?
         enableServiceLinks bool #30?
         preemptionPolicy string #31? go=v1.PreemptionPolicy enum=["Never","PreemptLowerPriority"]
         overhead {}meta/Quantity #32~
         topologySpreadConstraints []TopologySpreadConstraint #33~ list=map(topologyKey,whenUnsatisfiable) patch=merge(topologyKey)
         setHostnameAsFQDN bool #35?
         os PodOS #36?
         hostUsers bool #37?
         schedulingGates []PodSchedulingGate #38~ list=map(name) patch=merge(name)
         resourceClaims []PodResourceClaim #39~ list=map(name) patch=merge(name),retainKeys
         resources ResourceRequirements #40?
         hostnameOverride string #41?
         schedulingGroup PodSchedulingGroup #43?
        type PodStatus
         observedGeneration int64 #17~
         phase string #1~ go=v1.PodPhase enum=["Failed","Pending","Running","Succeeded","Unknown"] ; Pending, Running, Succeeded, Failed or Unknown.
         conditions []PodCondition #2~ list=map(type) patch=merge(type)
         message string #3~
         reason string #4~
         nominatedNodeName string #11~
         hostIP string #5~
         hostIPs []HostIP #16~ list=atomic patch=merge(ip)
         podIP string #6~ ; The pod's address.
         podIPs []PodIP #12~ list=map(ip) patch=merge(ip)
         startTime meta/Time #7?
         initContainerStatuses []ContainerStatus #10~ list=atomic
         containerStatuses []ContainerStatus #8~ list=atomic ; How each container is.
         qosClass string #9~ go=v1.PodQOSClass enum=["BestEffort","Burstable","Guaranteed"]
         ephemeralContainerStatuses []ContainerStatus #13~ list=atomic
         resize string #14~ go=v1.PodResizeStatus
         resourceClaimStatuses []PodResourceClaimStatus #15~ list=map(name) patch=merge(name),retainKeys
         extendedResourceClaimStatus PodExtendedResourceClaimStatus #18?
         allocatedResources {}meta/Quantity #19~
         resources ResourceRequirements #20?
         nodeAllocatableResourceClaimStatuses []NodeAllocatableResourceClaimStatus #21~ list=atomic
        type PodTemplate
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         template PodTemplateSpec #2~
        type PodTemplateSpec ; From which pods are made.
         metadata meta/ObjectMeta #1~
         spec PodSpec #2~
        type PortStatus
         port! int32 #1
         protocol! string #2 go=v1.Protocol enum=["SCTP","TCP","UDP"]
         error string #3?
        type PortworxVolumeSource
         volumeID! string #1
         fsType string #2~
         readOnly bool #3~
        type PreferredSchedulingTerm
         weight! int32 #1
         preference! NodeSelectorTerm #2
        type Probe
         exec ExecAction #1/1?
         httpGet HTTPGetAction #1/2?
         tcpSocket TCPSocketAction #1/3?
         grpc GRPCAction #1/4?
         initialDelaySeconds int32 #2~
         timeoutSeconds int32 #3~ =1
         periodSeconds int32 #4~ =10
         successThreshold int32 #5~ =1
         failureThreshold int32 #6~ =3
         terminationGracePeriodSeconds int64 #7?
        type ProjectedVolumeSource
         sources []VolumeProjection #1 list=atomic
         defaultMode int32 #2? =420
        type QuobyteVolumeSource
         registry! string #1
         volume! string #2
         readOnly bool #3~
         user string #4~
         group string #5~
         tenant string #6~
        type RBDPersistentVolumeSource
         monitors! []string #1 list=atomic
         image! string #2
         fsType string #3~
         pool string #4~ ="rbd"
         user string #5~ ="admin"
         keyring string #6~ ="/etc/ceph/keyring"
         secretRef SecretReference #7?
         readOnly bool #8~
        type RBDVolumeSource
         monitors! []string #1 list=atomic
         image! string #2
         fsType string #3~
         pool string #4~ ="rbd"
         user string #5~ ="admin"
         keyring string #6~ ="/etc/ceph/keyring"
         secretRef LocalObjectReference #7?
         readOnly bool #8~
        type ReplicationController
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec ReplicationControllerSpec #2~
         status ReplicationControllerStatus #3~
        type ReplicationControllerCondition
         type! string #1 go=v1.ReplicationControllerConditionType
         status! string #2 go=v1.ConditionStatus
         lastTransitionTime meta/Time #3~
         reason string #4~
         message string #5~
        type ReplicationControllerSpec
         replicas int32 #1? =1
         minReadySeconds int32 #4~ =0
         selector {}string #2~ map=atomic
         template PodTemplateSpec #3?
        type ReplicationControllerStatus
         replicas! int32 #1
         fullyLabeledReplicas int32 #2~
         readyReplicas int32 #4~
         availableReplicas int32 #5~
         observedGeneration int64 #3~
         conditions []ReplicationControllerCondition #6~ list=map(type) patch=merge(type)
        type ResourceClaim
         name! string #1
         request string #2~
        type ResourceFieldSelector map=atomic
         containerName string #1~
         resource! string #2
         divisor meta/Quantity #3~
        type ResourceHealth
         resourceID! string #1 go=v1.ResourceID
         health string #2~ go=v1.ResourceHealthStatus
         message string #6?
        type ResourceQuota
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec ResourceQuotaSpec #2~
         status ResourceQuotaStatus #3~
        type ResourceQuotaSpec
         hard {}meta/Quantity #1~
         scopes []string #2~ list=atomic
          - string enum=["BestEffort","CrossNamespacePodAffinity","NotBestEffort","NotTerminating","PriorityClass","Terminating","VolumeAttributesClass"]
         scopeSelector ScopeSelector #3?
        type ResourceQuotaStatus
         hard {}meta/Quantity #1~
         used {}meta/Quantity #2~
        type ResourceRequirements
         limits {}meta/Quantity #1~
         requests {}meta/Quantity #2~
         claims []ResourceClaim #3~ list=map(name)
        type ResourceStatus
         name! string #1 go=v1.ResourceName
         resources []ResourceHealth #2~ list=map(resourceID)
        type SELinuxOptions
         user string #1~
         role string #2~
         type string #3~
         level string #4~
        type ScaleIOPersistentVolumeSource
         gateway! string #1
         system! string #2
         secretRef! SecretReference #3*
         sslEnabled bool #4~
         protectionDomain string #5~
         storagePool string #6~
         storageMode string #7~ ="ThinProvisioned"
         volumeName string #8~
         fsType string #9~ ="xfs"
         readOnly bool #10~
        type ScaleIOVolumeSource
         gateway! string #1
         system! string #2
         secretRef! LocalObjectReference #3*
         sslEnabled bool #4~
         protectionDomain string #5~
         storagePool string #6~
         storageMode string #7~ ="ThinProvisioned"
         volumeName string #8~
         fsType string #9~ ="xfs"
         readOnly bool #10~
        type ScopeSelector map=atomic
         matchExpressions []ScopedResourceSelectorRequirement #1~ list=atomic
        type ScopedResourceSelectorRequirement
         scopeName! string #1 go=v1.ResourceQuotaScope enum=["BestEffort","CrossNamespacePodAffinity","NotBestEffort","NotTerminating","PriorityClass","Terminating","VolumeAttributesClass"]
         operator! string #2 go=v1.ScopeSelectorOperator enum=["DoesNotExist","Exists","In","NotIn"]
         values []string #3~ list=atomic
        type SeccompProfile
         type! string #1 go=v1.SeccompProfileType enum=["Localhost","RuntimeDefault","Unconfined"]
         localhostProfile string #2?
        type Secret ; Confidential data that pods can read.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         immutable bool #5? ; Whether the data can never change again.
         data {}string(byte) #2~ ; Bytes by key, in base64.
         stringData {}string #4~ ; Text by key, for writing only; it is moved to data.
         type string #3~ go=v1.SecretType ="Opaque" ; What kind of secret it is; some kinds must have certain keys.
        type SecretEnvSource
         name string #1/1~ =""
         optional bool #2?
        type SecretKeySelector map=atomic
         name string #1/1~ =""
         key! string #2
         optional bool #3?
        type SecretProjection
         name string #1/1~ =""
         items []KeyToPath #2~ list=atomic
         optional bool #4?
        type SecretReference map=atomic
         name string #1~
         namespace string #2~
        type SecretVolumeSource
         secretName string #1~
         items []KeyToPath #2~ list=atomic
         defaultMode int32 #3? =420
         optional bool #4?
        type SecurityContext
         capabilities Capabilities #1?
         privileged bool #2?
         seLinuxOptions SELinuxOptions #3?
         windowsOptions WindowsSecurityContextOptions #10?
         runAsUser int64 #4?
         runAsGroup int64 #8?
         runAsNonRoot bool #5?
         readOnlyRootFilesystem bool #6?
         allowPrivilegeEscalation bool #7?
         procMount string #9? go=v1.ProcMountType enum=["Default","Unmasked"]
         seccompProfile SeccompProfile #11?
         appArmorProfile AppArmorProfile #12?
        type Service ; A stable name and address for a set of pods.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec ServiceSpec #2~
         status ServiceStatus #3~
        type ServiceAccount ; Whom programs in pods act as towards the API.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         secrets []ObjectReference #2~ list=map(name) patch=merge(name)
         imagePullSecrets []LocalObjectReference #3~ list=atomic
         automountServiceAccountToken bool #4?
        type ServiceAccountTokenProjection
         audience string #1~
         expirationSeconds int64 #2? =3600
         path! string #3
        type ServicePort
         name string #1~
         protocol string #2~ go=v1.Protocol ="TCP" enum=["SCTP","TCP","UDP"]
         appProtocol string #6? ; What is spoken on the port, for those who want to know: kubernetes.io/h2c, kubernetes.io/ws …
         port! int32 #3 ; The port that clients use.
         targetPort meta/IntOrString #4~ ; The pods' port, by number or name; by default the same.
         nodePort int32 #5~ ; The port on every node, for NodePort and LoadBalancer Services.
        type ServiceProxyOptions
         apiVersion string #0~
         kind string #0~
         path string #1~
        type ServiceSpec
         ports []ServicePort #1~ list=map(port,protocol) patch=merge(port) ; Ports of the Service, and where they lead.
         selector {}string #2~ map=atomic ; Labels of the pods that get the traffic. Without it, somebody else maintains the endpoints.
         clusterIP string #3~ ; The address within the cluster; None for a headless Service, which has none.
         clusterIPs []string #18~ list=atomic
         type string #4~ go=v1.ServiceType ="ClusterIP" enum=["ClusterIP","ExternalName","LoadBalancer","NodePort"] ; ClusterIP (the default), NodePort, LoadBalancer or ExternalName: from where the Service is reached.
         externalIPs []string #5~ list=atomic
         sessionAffinity string #7~ go=v1.ServiceAffinity ="None" enum=["ClientIP","None"] ; ClientIP sends a client to the same pod each time.
         loadBalancerIP string #8~
         loadBalancerSourceRanges []string #9~ list=atomic
         externalName string #10~ ; The name that an ExternalName Service stands for.
         externalTrafficPolicy string #11~ go=v1.ServiceExternalTrafficPolicy enum=["Cluster","Local"] ; Whether traffic from outside may go on to another node (Cluster) or not (Local).
         healthCheckNodePort int32 #12~
         publishNotReadyAddresses bool #13~
         sessionAffinityConfig SessionAffinityConfig #14?
         ipFamilies []string #19~ list=atomic
          - string enum=["","IPv4","IPv6"]
         ipFamilyPolicy string #17? go=v1.IPFamilyPolicy enum=["PreferDualStack","RequireDualStack","SingleStack"]
         allocateLoadBalancerNodePorts bool #20?
         loadBalancerClass string #21?
         internalTrafficPolicy string #22? go=v1.ServiceInternalTrafficPolicy enum=["Cluster","Local"] ; Whether traffic from inside may go on to another node (Cluster) or not (Local).
         trafficDistribution string #23?
        type ServiceStatus
         loadBalancer LoadBalancerStatus #1~
         conditions []meta/Condition #2~ list=map(type) patch=merge(type)
        type SessionAffinityConfig
         clientIP ClientIPConfig #1?
        type SleepAction
         seconds! int64 #1
        type StorageOSPersistentVolumeSource
         volumeName string #1~
         volumeNamespace string #2~
         fsType string #3~
         readOnly bool #4~
         secretRef ObjectReference #5?
        type StorageOSVolumeSource
         volumeName string #1~
         volumeNamespace string #2~
         fsType string #3~
         readOnly bool #4~
         secretRef LocalObjectReference #5?
        type Sysctl
         name! string #1
         value! string #2
        type TCPSocketAction
         port! meta/IntOrString #1
         host string #2~
        type Taint
         key! string #1
         value string #2~
         effect! string #3 go=v1.TaintEffect enum=["NoExecute","NoSchedule","PreferNoSchedule"]
         timeAdded meta/Time #4?
        type Toleration
         key string #1~
         operator string #2~ go=v1.TolerationOperator enum=["Equal","Exists","Gt","Lt"]
         value string #3~
         effect string #4~ go=v1.TaintEffect enum=["NoExecute","NoSchedule","PreferNoSchedule"]
         tolerationSeconds int64 #5?
        type TopologySelectorLabelRequirement
         key! string #1
         values! []string #2 list=atomic
        type TopologySelectorTerm map=atomic
         matchLabelExpressions []TopologySelectorLabelRequirement #1~ list=atomic
        type TopologySpreadConstraint
         maxSkew! int32 #1
         topologyKey! string #2
         whenUnsatisfiable! string #3 go=v1.UnsatisfiableConstraintAction enum=["DoNotSchedule","ScheduleAnyway"]
         labelSelector meta/LabelSelector #4?
         minDomains int32 #5?
         nodeAffinityPolicy string #6? go=v1.NodeInclusionPolicy enum=["Honor","Ignore"]
         nodeTaintsPolicy string #7? go=v1.NodeInclusionPolicy enum=["Honor","Ignore"]
         matchLabelKeys []string #8~ list=atomic
        type TypedLocalObjectReference map=atomic
         apiGroup string #1*
         kind! string #2
         name! string #3
        type TypedObjectReference
         apiGroup string #1*
         kind! string #2
         name! string #3
         namespace string #4?
        type Volume
         name! string #1
         hostPath HostPathVolumeSource #2/1?
         emptyDir EmptyDirVolumeSource #2/2?
         gcePersistentDisk GCEPersistentDiskVolumeSource #2/3?
         awsElasticBlockStore AWSElasticBlockStoreVolumeSource #2/4?
         gitRepo GitRepoVolumeSource #2/5?
         secret SecretVolumeSource #2/6?
         nfs NFSVolumeSource #2/7?
         iscsi ISCSIVolumeSource #2/8?
         glusterfs GlusterfsVolumeSource #2/9?
         persistentVolumeClaim PersistentVolumeClaimVolumeSource #2/10?
         rbd RBDVolumeSource #2/11?
         flexVolume FlexVolumeSource #2/12?
         cinder CinderVolumeSource #2/13?
         cephfs CephFSVolumeSource #2/14?
         flocker FlockerVolumeSource #2/15?
         downwardAPI DownwardAPIVolumeSource #2/16?
         fc FCVolumeSource #2/17?
         azureFile AzureFileVolumeSource #2/18?
         configMap ConfigMapVolumeSource #2/19?
         vsphereVolume VsphereVirtualDiskVolumeSource #2/20?
         quobyte QuobyteVolumeSource #2/21?
         azureDisk AzureDiskVolumeSource #2/22?
         photonPersistentDisk PhotonPersistentDiskVolumeSource #2/23?
         projected ProjectedVolumeSource #2/26?
         portworxVolume PortworxVolumeSource #2/24?
         scaleIO ScaleIOVolumeSource #2/25?
         storageos StorageOSVolumeSource #2/27?
         csi CSIVolumeSource #2/28?
         ephemeral EphemeralVolumeSource #2/29?
         image ImageVolumeSource #2/30?
        type VolumeDevice
         name! string #1
         devicePath! string #2
        type VolumeMount
         name! string #1
         readOnly bool #2~
         recursiveReadOnly string #7? go=v1.RecursiveReadOnlyMode
         mountPath! string #3
         subPath string #4~
         mountPropagation string #5? go=v1.MountPropagationMode enum=["Bidirectional","HostToContainer","None"]
         subPathExpr string #6~
        type VolumeMountStatus
         name! string #1
         mountPath! string #2
         readOnly bool #3~
         recursiveReadOnly string #4? go=v1.RecursiveReadOnlyMode
         volumeStatus VolumeStatus #5?
        type VolumeNodeAffinity
         required NodeSelector #1?
        type VolumeProjection
         secret SecretProjection #1?
         downwardAPI DownwardAPIProjection #2?
         configMap ConfigMapProjection #3?
         serviceAccountToken ServiceAccountTokenProjection #4?
         clusterTrustBundle ClusterTrustBundleProjection #5?
         podCertificate PodCertificateProjection #6?
        type VolumeResourceRequirements
         limits {}meta/Quantity #1~
         requests {}meta/Quantity #2~
        type VolumeStatus
         image ImageVolumeStatus #1?
        type VsphereVirtualDiskVolumeSource
         volumePath! string #1
         fsType string #2~
         storagePolicyName string #3~
         storagePolicyID string #4~
        type WeightedPodAffinityTerm
         weight! int32 #1
         podAffinityTerm! PodAffinityTerm #2
        type WindowsSecurityContextOptions
         gmsaCredentialSpecName string #1?
         gmsaCredentialSpec string #2?
         runAsUserName string #3?
         hostProcess bool #4?
        """#
}
