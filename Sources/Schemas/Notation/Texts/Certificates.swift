// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let certificates: StaticString = #"""
        package certificates.k8s.io/v1 io.k8s.api.certificates.v1
        kind CertificateSigningRequest certificatesigningrequests cluster short=csr select=spec.signerName
         sub approval verbs=get,patch,update
         sub status

        type CertificateSigningRequest
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! CertificateSigningRequestSpec #2
         status CertificateSigningRequestStatus #3~
        type CertificateSigningRequestCondition
         type! string #1 go=v1.RequestConditionType
         status! string #6 go=v1.ConditionStatus
         reason string #2~
         message string #3~
         lastUpdateTime meta/Time #4~
         lastTransitionTime meta/Time #5~
        type CertificateSigningRequestSpec
         request! string(byte) #1
         signerName! string #7
         expirationSeconds int32 #8?
         usages []string #5~ list=atomic
          - string enum=["any","cert sign","client auth","code signing","content commitment","crl sign","data encipherment","decipher only","digital signature","email protection","encipher only","ipsec end system","ipsec tunnel","ipsec user","key agreement","key encipherment","microsoft sgc","netscape sgc","ocsp signing","s/mime","server auth","signing","timestamping"]
         username string #2~
         uid string #3~
         groups []string #4~ list=atomic
         extra {}ExtraValue #6~
        type CertificateSigningRequestStatus
         conditions []CertificateSigningRequestCondition #1~ list=map(type)
         certificate string(byte) #2~
        type ExtraValue []string wrapped
        """#
}
