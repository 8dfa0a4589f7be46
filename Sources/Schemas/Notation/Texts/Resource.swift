// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let resource: StaticString = #"""
        package resource.k8s.io/v1 io.k8s.api.resource.v1
        kind DeviceClass deviceclasses cluster
        kind ResourceClaim resourceclaims namespaced
         sub status
        kind ResourceClaimTemplate resourceclaimtemplates namespaced
        kind ResourceSlice resourceslices cluster

        type AllocatedDeviceStatus
         driver! string #1
         pool! string #2
         device! string #3
         shareID string #7?
         conditions []meta/Condition #4 list=map(type)
         data meta/RawExtension #5?
         networkData NetworkDeviceData #6?
        type AllocationResult
         devices DeviceAllocationResult #1~
         nodeSelector core/NodeSelector #3?
         allocationTimestamp meta/Time #5?
        type CELDeviceSelector
         expression! string #1
        type CapacityRequestPolicy
         default meta/Quantity #1*
         validValues []meta/Quantity #3~ list=atomic
         validRange CapacityRequestPolicyRange #4?
        type CapacityRequestPolicyRange
         min! meta/Quantity #1?
         max meta/Quantity #2?
         step meta/Quantity #3?
        type CapacityRequirements
         requests {}meta/Quantity #1~
        type Counter
         value! meta/Quantity #1
        type CounterSet
         name! string #1
         counters! {}Counter #2~
        type Device
         name! string #1
         attributes {}DeviceAttribute #2~
         capacity {}DeviceCapacity #3~
         consumesCounters []DeviceCounterConsumption #4~ list=atomic
         nodeName string #5?
         nodeSelector core/NodeSelector #6?
         allNodes bool #7?
         taints []DeviceTaint #8~ list=atomic
         bindsToNode bool #9?
         bindingConditions []string #10~ list=atomic
         bindingFailureConditions []string #11~ list=atomic
         allowMultipleAllocations bool #12?
         nodeAllocatableResourceMappings {}NodeAllocatableResourceMapping #13~
        type DeviceAllocationConfiguration
         source! string #1 go=v1.AllocationConfigSource enum=["FromClaim","FromClass"]
         requests []string #2~ list=atomic
         opaque OpaqueDeviceConfiguration #3/1?
        type DeviceAllocationResult
         results []DeviceRequestAllocationResult #1~ list=atomic
         config []DeviceAllocationConfiguration #2~ list=atomic
        type DeviceAttribute
         int int64 #2?
         bool bool #3?
         string string #4?
         version string #5?
         ints []int64 #6~ list=atomic
         bools []bool #7~ list=atomic
         strings []string #8~ list=atomic
         versions []string #9~ list=atomic
        type DeviceCapacity
         value! meta/Quantity #1
         requestPolicy CapacityRequestPolicy #2?
        type DeviceClaim
         requests []DeviceRequest #1 list=atomic
         constraints []DeviceConstraint #2~ list=atomic
         config []DeviceClaimConfiguration #3~ list=atomic
        type DeviceClaimConfiguration
         requests []string #1~ list=atomic
         opaque OpaqueDeviceConfiguration #2/1?
        type DeviceClass
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! DeviceClassSpec #2
        type DeviceClassConfiguration
         opaque OpaqueDeviceConfiguration #1/1?
        type DeviceClassSpec
         selectors []DeviceSelector #1~ list=atomic
         config []DeviceClassConfiguration #2~ list=atomic
         extendedResourceName string #4?
        type DeviceConstraint
         requests []string #1~ list=atomic
         matchAttribute string #2? go=v1.FullyQualifiedName
         distinctAttribute string #3? go=v1.FullyQualifiedName
        type DeviceCounterConsumption
         counterSet! string #1
         counters! {}Counter #2~
        type DeviceRequest
         name! string #1
         exactly ExactDeviceRequest #2?
         firstAvailable []DeviceSubRequest #3~ list=atomic
        type DeviceRequestAllocationResult
         request! string #1
         driver! string #2
         pool! string #3
         device! string #4
         adminAccess bool #5?
         tolerations []DeviceToleration #6~ list=atomic
         bindingConditions []string #7~ list=atomic
         bindingFailureConditions []string #8~ list=atomic
         shareID string #9? go=types.UID
         consumedCapacity {}meta/Quantity #10~
        type DeviceSelector
         cel CELDeviceSelector #1?
        type DeviceSubRequest
         name! string #1
         deviceClassName! string #2
         selectors []DeviceSelector #3~ list=atomic
         allocationMode string #4~ go=v1.DeviceAllocationMode
         count int64 #5~
         tolerations []DeviceToleration #6~ list=atomic
         capacity CapacityRequirements #7?
        type DeviceTaint
         key! string #1
         value string #2~
         effect! string #3 go=v1.DeviceTaintEffect enum=["NoExecute","NoSchedule","None"]
         timeAdded meta/Time #4?
        type DeviceToleration
         key string #1~
         operator string #2~ go=v1.DeviceTolerationOperator ="Equal" enum=["Equal","Exists"]
         value string #3~
         effect string #4~ go=v1.DeviceTaintEffect enum=["NoExecute","NoSchedule","None"]
         tolerationSeconds int64 #5?
        type ExactDeviceRequest
         deviceClassName! string #1
         selectors []DeviceSelector #2~ list=atomic
         allocationMode string #3~ go=v1.DeviceAllocationMode
         count int64 #4~
         adminAccess bool #5?
         tolerations []DeviceToleration #6~ list=atomic
         capacity CapacityRequirements #7?
        type NetworkDeviceData
         interfaceName string #1~
         ips []string #2~ list=atomic
         hardwareAddress string #3~
        type NodeAllocatableResourceMapping
         capacityKey string #1? go=v1.QualifiedName
         allocationMultiplier meta/Quantity #2?
        type OpaqueDeviceConfiguration
         driver! string #1
         parameters! meta/RawExtension #2
        type ResourceClaim
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! ResourceClaimSpec #2
         status ResourceClaimStatus #3~
        type ResourceClaimConsumerReference
         apiGroup string #1~
         resource! string #3
         name! string #4
         uid! string #5 go=types.UID
        type ResourceClaimSpec
         devices DeviceClaim #1
        type ResourceClaimStatus
         allocation AllocationResult #1?
         reservedFor []ResourceClaimConsumerReference #2~ list=map(uid) patch=merge(uid)
         devices []AllocatedDeviceStatus #4~ list=map(driver,device,pool,shareID)
        type ResourceClaimTemplate
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! ResourceClaimTemplateSpec #2
        type ResourceClaimTemplateSpec
         metadata meta/ObjectMeta #1~
         spec! ResourceClaimSpec #2
        type ResourcePool
         name! string #1
         generation! int64 #2
         resourceSliceCount! int64 #3
        type ResourceSlice
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! ResourceSliceSpec #2
        type ResourceSliceSpec
         driver! string #1
         pool! ResourcePool #2
         nodeName string #3?
         nodeSelector core/NodeSelector #4?
         allNodes bool #5?
         devices []Device #6~ list=atomic
         perDeviceNodeSelection bool #7?
         sharedCounters []CounterSet #8~ list=atomic
        """#
}
