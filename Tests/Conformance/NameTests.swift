import Foundation
import Testing

/// Each of the suite's tests has one of the same name here.
@Suite struct NameTests {
    /// Gateway API v1.6.1's conformance tests that Envoy Gateway v1.9 runs, and GatewayInfrastructure and
    /// HTTPRouteHTTPSListenerDetectMisdirectedRequests, which it leaves out.
    private static let names = """
        BackendTLSPolicy BackendTLSPolicyConflictResolution BackendTLSPolicyInvalidCACertificateRef
        BackendTLSPolicyInvalidKind BackendTLSPolicyObservedGenerationBump BackendTLSPolicySANValidation
        GRPCExactMethodMatching GRPCRouteHeaderMatching GRPCRouteListenerHostnameMatching GRPCRouteNamedRule
        GRPCRouteWeight
        GatewayClassObservedGenerationBump
        GatewayFrontendClientCertificateValidation GatewayFrontendClientCertificateValidationInsecureFallback
        GatewayFrontendInvalidDefaultClientCertificateValidation GatewayHTTPListenerIsolation GatewayInfrastructure
        GatewayInvalidFrontendClientCertificateValidation GatewayInvalidParametersRef GatewayInvalidRouteKind
        GatewayInvalidTLSBackendConfiguration GatewayInvalidTLSConfiguration GatewayListenerUnsupportedProtocol
        GatewayModifyListeners GatewayObservedGenerationBump GatewayOptionalAddressValue GatewaySecretInvalidReferenceGrant
        GatewaySecretMissingReferenceGrant GatewaySecretReferenceGrantAllInNamespace GatewaySecretReferenceGrantSpecific
        GatewayStaticAddresses GatewayTLSBackendClientCertificate GatewayWithAttachedRoutes
        GatewayWithAttachedRoutesWithPort8080
        HTTPRoute303Redirect HTTPRoute307Redirect HTTPRoute308Redirect HTTPRouteBackendProtocolH2C
        HTTPRouteBackendProtocolWebSocket HTTPRouteBackendRequestHeaderModifier HTTPRouteCORS HTTPRouteCrossNamespace
        HTTPRouteDisallowedKind HTTPRouteExactPathMatching HTTPRouteHTTPSListener
        HTTPRouteHTTPSListenerDetectMisdirectedRequests HTTPRouteHeaderMatching HTTPRouteHostnameIntersection
        HTTPRouteInvalidBackendRefUnknownKind HTTPRouteInvalidCrossNamespaceBackendRef
        HTTPRouteInvalidCrossNamespaceParentRef HTTPRouteInvalidNonExistentBackendRef
        HTTPRouteInvalidParentRefNotMatchingListenerPort HTTPRouteInvalidParentRefNotMatchingSectionName
        HTTPRouteInvalidParentRefSectionNameNotMatchingPort HTTPRouteInvalidReferenceGrant
        HTTPRouteListenerHostnameMatching HTTPRouteListenerPortMatching HTTPRouteMatching HTTPRouteMatchingAcrossRoutes
        HTTPRouteMethodMatching HTTPRouteMultipleGateways HTTPRouteNamedRule HTTPRouteNoBackendRefs
        HTTPRouteObservedGenerationBump HTTPRoutePartiallyInvalidViaInvalidReferenceGrant HTTPRoutePathMatchOrder
        HTTPRouteQueryParamMatching HTTPRouteRedirectHostAndStatus HTTPRouteRedirectPath HTTPRouteRedirectPort
        HTTPRouteRedirectPortAndScheme HTTPRouteRedirectScheme HTTPRouteReferenceGrant HTTPRouteRequestHeaderModifier
        HTTPRouteRequestHeaderModifierBackendWeights HTTPRouteRequestMirror HTTPRouteRequestMultipleMirrors
        HTTPRouteRequestPercentageMirror HTTPRouteResponseHeaderModifier HTTPRouteRetry HTTPRouteRewriteHost
        HTTPRouteRewritePath HTTPRouteServiceTypes HTTPRouteSimpleSameNamespace HTTPRouteTimeoutBackendRequest
        HTTPRouteTimeoutRequest HTTPRouteWeight
        ListenerSetAllowedNamespaceNone ListenerSetAllowedNamespaceSame ListenerSetAllowedNamespaceSelector
        ListenerSetAllowedRoutesNamespaces ListenerSetAllowedRoutesSupportedKinds ListenerSetDefaultNotAllowed
        ListenerSetDualParentRefIndependence ListenerSetGatewayParentSectionNameNotFound ListenerSetHTTPRouting
        ListenerSetHostnameConflict ListenerSetProtocolConflict ListenerSetReferenceGrant
        ListenerSetRouteStatusScopedToParentRef
        TCPRouteInvalidBackendRefNonexistent TCPRouteInvalidCrossNamespaceBackendRef TCPRouteInvalidNonTCPListener
        TCPRouteMultipleRoutesAttachment TCPRouteParentRefAttachAll TCPRouteParentRefPortAndSectionName
        TCPRouteReferenceGrant TCPRouteWeightedRouting
        TLSRouteHostnameIntersection TLSRouteInvalidBackendRefNonexistent TLSRouteInvalidBackendRefUnknownKind
        TLSRouteInvalidNoMatchingListener TLSRouteInvalidNoMatchingListenerHostname TLSRouteInvalidReferenceGrant
        TLSRouteListenerMixedTerminationNotSupported TLSRouteListenerPassthroughSupportedKinds
        TLSRouteListenerTerminateNotSupported TLSRouteListenerTerminateSupportedKinds TLSRouteMixedTerminationSameNamespace
        TLSRouteSimpleSameNamespace TLSRouteTerminateSimpleSameNamespace
        UDPRoute UDPRouteInvalidBackendRefNonexistent UDPRouteInvalidCrossNamespaceBackendRef
        UDPRouteMultipleRoutesAttachment UDPRouteNotAllowedByListeners UDPRouteParentRefAttachAllListeners
        UDPRouteParentRefPortAndSectionName UDPRouteReferenceGrant UDPRouteWeightedRouting
        """

    @Test func everyTestIsHere() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Demands")
        var found: [String] = []
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            let text = try String(contentsOf: file, encoding: .utf8)
            found += text.split(separator: "@Test func ").dropFirst().map { String($0.prefix { $0 != "(" }) }
        }
        let names = Self.names.split { $0 == " " || $0.isNewline }.map(String.init)
        #expect(names.count == 131)
        #expect(Set(names) == Set(found))
        #expect(found.count == Set(found).count)
    }
}
