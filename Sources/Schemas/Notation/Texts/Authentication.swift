// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let authentication: StaticString = #"""
        package authentication.k8s.io/v1 io.k8s.api.authentication.v1
        kind SelfSubjectReview selfsubjectreviews cluster verbs=create
        kind TokenReview tokenreviews cluster verbs=create

        type BoundObjectReference
         kind string #1~
         apiVersion string #2~
         name string #3~
         uid string #4~ go=types.UID
        type ExtraValue []string wrapped
        type SelfSubjectReview
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         status SelfSubjectReviewStatus #2~
        type SelfSubjectReviewStatus
         userInfo UserInfo #1~
        type TokenRequest
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec TokenRequestSpec #2
         status TokenRequestStatus #3~
        type TokenRequestSpec
         audiences []string #1 list=atomic
         expirationSeconds int64 #4* =3600
         boundObjectRef BoundObjectReference #3*
        type TokenRequestStatus
         token string #1
         expirationTimestamp meta/Time #2
        type TokenReview
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! TokenReviewSpec #2
         status TokenReviewStatus #3~
        type TokenReviewSpec
         token! string #1~
         audiences []string #2~ list=atomic
        type TokenReviewStatus
         authenticated bool #1~
         user UserInfo #2~
         audiences []string #4~ list=atomic
         error string #3~
        type UserInfo
         username string #1~
         uid string #2~
         groups []string #3~ list=atomic
         extra {}ExtraValue #4~
        """#
}
