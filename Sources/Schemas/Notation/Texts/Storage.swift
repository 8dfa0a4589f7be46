// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let storage: StaticString = #"""
        package storage.k8s.io/v1 io.k8s.api.storage.v1
        kind CSIDriver csidrivers cluster
        kind CSINode csinodes cluster
        kind CSIStorageCapacity csistoragecapacities namespaced
        kind StorageClass storageclasses cluster short=sc
        kind VolumeAttachment volumeattachments cluster
         sub status
        kind VolumeAttributesClass volumeattributesclasses cluster short=vac

        type CSIDriver
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! CSIDriverSpec #2
        type CSIDriverSpec
         attachRequired bool #1? =true
         podInfoOnMount bool #2? =false
         volumeLifecycleModes []string #3~ =["Persistent"] list=set
         storageCapacity bool #4? =false
         fsGroupPolicy string #5? go=v1.FSGroupPolicy ="ReadWriteOnceWithFSType"
         tokenRequests []TokenRequest #6~ list=atomic
         requiresRepublish bool #7? =false
         seLinuxMount bool #8? =false
         nodeAllocatableUpdatePeriodSeconds int64 #9?
         serviceAccountTokenInSecrets bool #10?
         preventPodSchedulingIfMissing bool #11?
        type CSINode
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! CSINodeSpec #2
        type CSINodeDriver
         name! string #1
         nodeID! string #2
         topologyKeys []string #3 list=atomic
         allocatable VolumeNodeResources #4?
        type CSINodeSpec
         drivers! []CSINodeDriver #1 list=map(name) patch=merge(name)
        type CSIStorageCapacity
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         nodeTopology meta/LabelSelector #2?
         storageClassName! string #3
         capacity meta/Quantity #4?
         maximumVolumeSize meta/Quantity #5?
        type StorageClass
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         provisioner! string #2
         parameters {}string #3~
         reclaimPolicy string #4? go=v1.PersistentVolumeReclaimPolicy ="Delete" enum=["Delete","Recycle","Retain"]
         mountOptions []string #5~ list=atomic
         allowVolumeExpansion bool #6?
         volumeBindingMode string #7? go=v1.VolumeBindingMode ="Immediate" enum=["Immediate","WaitForFirstConsumer"]
         allowedTopologies []core/TopologySelectorTerm #8~ list=atomic
        type TokenRequest
         audience! string #1
         expirationSeconds int64 #2?
        type VolumeAttachment
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! VolumeAttachmentSpec #2
         status VolumeAttachmentStatus #3~
        type VolumeAttachmentSource
         persistentVolumeName string #1?
         inlineVolumeSpec core/PersistentVolumeSpec #2?
        type VolumeAttachmentSpec
         attacher! string #1
         source! VolumeAttachmentSource #2
         nodeName! string #3
        type VolumeAttachmentStatus
         attached! bool #1
         attachmentMetadata {}string #2~
         attachError VolumeError #3?
         detachError VolumeError #4?
        type VolumeAttributesClass
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         driverName! string #2
         parameters {}string #3~
        type VolumeError
         time meta/Time #1~
         message string #2~
         errorCode int32 #3?
        type VolumeNodeResources
         count int32 #1?
        """#
}
