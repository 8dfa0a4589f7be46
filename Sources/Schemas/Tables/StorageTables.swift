import JSON

extension BuiltinTables {
    static let storage: [String: TableDefinition] = [
        "persistentvolumes": TableDefinition(
            "Name,Capacity,Access Modes,Reclaim Policy,Status,Claim,StorageClass,VolumeAttributesClass,Reason,Age|VolumeMode"
        ) { row in
            let claim = row["spec", "claimRef"]
            let claimName = claim.map { "\($0["namespace"]?.string ?? "")/\($0["name"]?.string ?? "")" } ?? ""
            let phase =
                row["metadata", "deletionTimestamp"] == nil ? row["status", "phase"]?.string ?? "" : "Terminating"
            return [
                .string(row.name), row.text("spec", "capacity", "storage"),
                .string(accessModes(row["spec", "accessModes"])),
                row.text("spec", "persistentVolumeReclaimPolicy"), .string(phase), .string(claimName),
                row.text("spec", "storageClassName"), row.text("spec", "volumeAttributesClassName", or: "<unset>"),
                row.text("status", "reason"), .string(row.age), row.text("spec", "volumeMode", or: "<unset>"),
            ]
        },
        "persistentvolumeclaims": TableDefinition(
            "Name,Status,Volume,Capacity,Access Modes,StorageClass,VolumeAttributesClass,Age|VolumeMode"
        ) { row in
            let phase =
                row["metadata", "deletionTimestamp"] == nil ? row["status", "phase"]?.string ?? "" : "Terminating"
            let isBound = !(row["spec", "volumeName"]?.string ?? "").isEmpty
            return [
                .string(row.name), .string(phase), row.text("spec", "volumeName"),
                isBound ? row.text("status", "capacity", "storage") : "",
                .string(isBound ? accessModes(row["status", "accessModes"]) : ""), row.text("spec", "storageClassName"),
                row.text("spec", "volumeAttributesClassName", or: "<unset>"), .string(row.age),
                row.text("spec", "volumeMode", or: "<unset>"),
            ]
        },
        "storageclasses.storage.k8s.io": TableDefinition(
            "Name,Provisioner,ReclaimPolicy,VolumeBindingMode,AllowVolumeExpansion?,Age"
        ) { row in
            let isDefault =
                row["metadata", "annotations", "storageclass.kubernetes.io/is-default-class"]?.string == "true"
            return [
                .string(row.name + (isDefault ? " (default)" : "")), row.text("provisioner"),
                row.text("reclaimPolicy", or: "Delete"), row.text("volumeBindingMode", or: "Immediate"),
                .bool(row["allowVolumeExpansion"]?.bool ?? false), .string(row.age),
            ]
        },
        "volumeattributesclasses.storage.k8s.io": TableDefinition("Name,DriverName,Age") {
            [.string($0.name), $0.text("driverName"), .string($0.age)]
        },
        "volumeattachments.storage.k8s.io": TableDefinition("Name,Attacher,PV,Node,Attached?,Age") {
            [
                .string($0.name), $0.text("spec", "attacher"), $0.text("spec", "source", "persistentVolumeName"),
                $0.text("spec", "nodeName"), .bool($0["status", "attached"]?.bool ?? false), .string($0.age),
            ]
        },
        "csinodes.storage.k8s.io": TableDefinition("Name,Drivers#,Age") {
            [.string($0.name), JSON($0.count("spec", "drivers")), .string($0.age)]
        },
        "csidrivers.storage.k8s.io": TableDefinition(
            "Name,AttachRequired?,PodInfoOnMount?,StorageCapacity?,TokenRequests,RequiresRepublish?,Modes,Age"
        ) { row in
            let modes = (row["spec", "volumeLifecycleModes"]?.array ?? []).compactMap(\.string)
            let audiences = (row["spec", "tokenRequests"]?.array ?? []).map { $0["audience"]?.string ?? "" }
            return [
                .string(row.name), .bool(row["spec", "attachRequired"]?.bool ?? true),
                .bool(row["spec", "podInfoOnMount"]?.bool ?? false),
                .bool(row["spec", "storageCapacity"]?.bool ?? false),
                .string(audiences.isEmpty ? "<unset>" : audiences.joined(separator: ",")),
                .bool(row["spec", "requiresRepublish"]?.bool ?? false),
                .string(modes.isEmpty ? "<none>" : modes.joined(separator: ",")), .string(row.age),
            ]
        },
        "csistoragecapacities.storage.k8s.io": TableDefinition("Name,StorageClassName,Capacity,Age") {
            [.string($0.name), $0.text("storageClassName"), $0.text("capacity", or: "<unset>"), .string($0.age)]
        },
    ]

    private static func accessModes(_ modes: JSON?) -> String {
        let names = ["ReadWriteOnce": "RWO", "ReadOnlyMany": "ROX", "ReadWriteMany": "RWX", "ReadWriteOncePod": "RWOP"]
        let present = Set((modes?.array ?? []).compactMap(\.string))
        return ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"].filter(present.contains)
            .compactMap { names[$0] }.joined(separator: ",")
    }
}
