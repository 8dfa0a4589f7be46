// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let meta: StaticString = #"""
        package meta.k8s.io/v1 io.k8s.apimachinery.pkg.apis.meta.v1

        type Time string(time)
        type MicroTime string(micro-time)
        type Duration string(duration)
        type Quantity string(quantity)
        type IntOrString int-or-string
        type FieldsV1 object(fields) preserve
        type RawExtension object(raw) preserve
        type WatchEvent
         type! string #1
         object! RawExtension #2
        type APIGroup
         apiVersion string #0~
         kind string #0~
         name! string #1
         versions! []GroupVersionForDiscovery #2 list=atomic
         preferredVersion GroupVersionForDiscovery #3~
         serverAddressByClientCIDRs []ServerAddressByClientCIDR #4~ list=atomic
        type APIGroupList
         apiVersion string #0~
         kind string #0~
         groups! []APIGroup #1 list=atomic
        type APIResource
         name! string #1
         singularName! string #6
         namespaced! bool #2
         group string #8~
         version string #9~
         kind! string #3
         verbs! []string #4
         shortNames []string #5~ list=atomic
         categories []string #7~ list=atomic
         storageVersionHash string #10~
        type APIResourceList
         apiVersion string #0~
         kind string #0~
         groupVersion! string #1
         resources! []APIResource #2 list=atomic
        type APIVersions
         apiVersion string #0~
         kind string #0~
         versions! []string #1 list=atomic
         serverAddressByClientCIDRs! []ServerAddressByClientCIDR #2 list=atomic
        type Condition ; One aspect of an object's state, and since when.
         type! string #1 ; The aspect.
         status! string #2 go=v1.ConditionStatus ; True, False or Unknown.
         observedGeneration int64 #3~ ; The generation of the object that the condition speaks of.
         lastTransitionTime! Time #4 ; When the status last changed.
         reason! string #5 ; Why, in one word for programs.
         message! string #6 ; Why, in a sentence for people.
        type DeleteOptions ; How an object is deleted.
         apiVersion string #0~
         kind string #0~
         gracePeriodSeconds int64 #1? ; Seconds the object has to end in an orderly way; 0 is at once.
         preconditions Preconditions #2? ; The object is deleted only if these hold.
         orphanDependents bool #3?
         propagationPolicy string #4? go=v1.DeletionPropagation ; What happens to what the object owns: Orphan, Background or Foreground.
         dryRun []string #5~ list=atomic
         ignoreStoreReadErrorWithClusterBreakingPotential bool #6?
        type FieldSelectorRequirement
         key! string #1
         operator! string #2 go=v1.FieldSelectorOperator
         values []string #3~ list=atomic
        type GroupVersionForDiscovery
         groupVersion! string #1
         version! string #2
        type LabelSelector map=atomic ; Chooses objects by their labels; all its demands must be met. An empty selector chooses all.
         matchLabels {}string #1~ ; Labels the object must have with these very values.
         matchExpressions []LabelSelectorRequirement #2~ list=atomic ; Further demands on labels.
        type LabelSelectorRequirement
         key! string #1 ; The label.
         operator! string #2 go=v1.LabelSelectorOperator ; How the label relates to the values: In, NotIn, Exists or DoesNotExist.
         values []string #3~ list=atomic ; Values for In and NotIn; empty for the others.
        type ListMeta
         selfLink string #1~
         resourceVersion string #2~
         continue string #3~
         remainingItemCount int64 #4?
         shardInfo ShardInfo #5?
        type ManagedFieldsEntry
         manager string #1~
         operation string #2~ go=v1.ManagedFieldsOperationType
         apiVersion string #3~
         time Time #4?
         fieldsType string #6~
         fieldsV1 FieldsV1 #7?
         subresource string #8~
        type ObjectMeta ; What every object carries: its name, labels, owners and history.
         name string #1~ ; The object's name, unique among those of its kind in its namespace. It cannot be changed.
         generateName string #2~ ; A prefix from which the server makes a unique name, when no name is given.
         namespace string #3~ ; The namespace the object lives in; empty for cluster-wide kinds.
         selfLink string #4~ ; No longer used.
         uid string #5~ go=types.UID ; Set by the server; another object of the same name has another uid.
         resourceVersion string #6~ ; Changes with every write. Send it back to be told when somebody else wrote meanwhile.
         generation int64 #7~ ; Counts the changes to what is wanted, as against what is.
         creationTimestamp Time #8? ; When the server made the object.
         deletionTimestamp Time #9? ; When the object was, or will be, deleted; set by the server alone.
         deletionGracePeriodSeconds int64 #10? ; How long the object has to end in an orderly way.
         labels {}string #11~ ; Names and values to sort and select objects by.
         annotations {}string #12~ ; Names and values for tools and people; nothing is selected by them.
         ownerReferences []OwnerReference #13~ list=map(uid) patch=merge(uid) ; Objects this one belongs to; it is deleted when all of them are gone.
         finalizers []string #14~ list=set patch=merge ; Who has to do something before the object goes. It stays until the list is empty.
         managedFields []ManagedFieldsEntry #17~ list=atomic ; Who set which field, and when.
        type OwnerReference map=atomic ; An object that owns this one.
         apiVersion! string #5
         kind! string #1
         name! string #3
         uid! string #4 go=types.UID
         controller bool #6? ; Whether the owner is the one that manages this object.
         blockOwnerDeletion bool #7? ; Whether the owner, deleted in the foreground, waits for this object to go.
        type PartialObjectMetadata
         apiVersion string #0~
         kind string #0~
         metadata ObjectMeta #1~
        type Preconditions
         uid string #1? go=types.UID
         resourceVersion string #2?
        type ServerAddressByClientCIDR
         clientCIDR! string #1
         serverAddress! string #2
        type ShardInfo
         selector! string #1
        type Status
         apiVersion string #0~
         kind string #0~
         metadata ListMeta #1~
         status string #2~
         message string #3~
         reason string #4~ go=v1.StatusReason
         details StatusDetails #5?
         code int32 #6~
        type StatusCause
         reason string #1~ go=v1.CauseType
         message string #2~
         field string #3~
        type StatusDetails
         name string #1~
         group string #2~
         kind string #3~
         uid string #6~ go=types.UID
         causes []StatusCause #4~ list=atomic
         retryAfterSeconds int32 #5~
        """#
}
