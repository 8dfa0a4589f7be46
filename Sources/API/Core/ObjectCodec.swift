import JSON
import Kube
import Schemas
import Store

/// Stored bytes and the versions clients speak.
extension APIServer {
    /// The record's object in the version asked for.
    func object(_ record: Record, _ target: Target) throws -> JSON {
        try converted(parsed(record.bytes), target)
    }

    func parsed(_ bytes: [UInt8]) throws -> JSON {
        do {
            return try JSON(parsing: bytes)
        } catch {
            throw StatusError.internalError("stored object does not parse: \(error.message)")
        }
    }

    /// The record's bytes in the version asked for: as stored whenever they are in it already.
    func bytes(_ record: Record, _ target: Target) throws -> [UInt8] {
        if isStored(record.bytes, in: target.version) { return record.bytes }
        return try object(record, target).bytes
    }

    /// Canonical bytes begin with `apiVersion` unless a member sorts before it; then the answer is no, which costs a
    /// parse and no more.
    func isStored(_ bytes: [UInt8], in version: KindVersion) -> Bool {
        let apiVersion = version.groupVersionKind.apiVersion
        let start = 15
        let length = apiVersion.utf8.count
        guard bytes.count > start + length, bytes[start + length] == UInt8(ascii: "\"") else { return false }
        return bytes.starts(with: #"{"apiVersion":""#.utf8) && bytes[start..<start + length].elementsEqual(apiVersion.utf8)
    }

    func converted(_ object: JSON, _ target: Target) -> JSON {
        if object.apiVersion == target.groupVersionKind.apiVersion { return object }
        return Conversion.convert(object, to: target.groupVersionKind)
    }

    /// As it is kept: in the storage version of the resource that holds it.
    func stored(_ object: JSON, _ target: Target) -> JSON {
        if StorageAlias.isView(target.resource) {
            return Conversion.convert(object, to: GroupVersionKind("", "v1", target.kind.kind))
        }
        guard let storage = target.kind.storageVersion, storage.groupVersionKind.apiVersion != object.apiVersion else {
            return object
        }
        return Conversion.convert(object, to: storage.groupVersionKind)
    }
}
