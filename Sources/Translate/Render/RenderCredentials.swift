import XDS

extension HttpFilter {
    /// A filter of its own for each credential, off but for the routes that turn it on.
    init(_ injection: Model.CredentialInjection) {
        let credential = GenericCredential.with {
            $0.credential = SdsSecretConfig(ads: injection.secretName)
            $0.header = injection.header ?? ""
        }
        let injector = CredentialInjector.with {
            $0.credential = TypedExtension("envoy.http.injected_credentials.generic", credential)
            $0.overwrite = injection.overwrites ?? false
        }
        self.init("\(HTTPFilters.credentials)/\(injection.name)", injector)
        disabled = true
    }
}

extension Secret {
    init(_ injection: Model.CredentialInjection) {
        self.init()
        name = injection.secretName
        type = .genericSecret(.with { $0.secret = DataSource(bytes: injection.credential) })
    }
}

extension Model.CredentialInjection {
    fileprivate var secretName: String { "credential_injector/credential/\(name)" }
}
