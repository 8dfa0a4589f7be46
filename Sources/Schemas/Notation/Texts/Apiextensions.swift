// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let apiextensions: StaticString = #"""
        package apiextensions.k8s.io/v1 io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1
        kind CustomResourceDefinition customresourcedefinitions cluster short=crd,crds cat=api-extensions
         sub status

        type JSON any(json) preserve
        type JSONSchemaPropsOrArray any(schema-or-array) preserve
        type JSONSchemaPropsOrBool any(schema-or-bool) preserve
        type JSONSchemaPropsOrStringArray any(schema-or-strings) preserve
        type CustomResourceColumnDefinition
         name! string #1
         type! string #2
         format string #3~
         description string #4~
         priority int32 #5~
         jsonPath! string #6
        type CustomResourceConversion
         strategy! string #1 go=v1.ConversionStrategyType
         webhook WebhookConversion #2?
        type CustomResourceDefinition ; Teaches the API a new kind.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! CustomResourceDefinitionSpec #2
         status CustomResourceDefinitionStatus #3~
        type CustomResourceDefinitionCondition
         type! string #1 go=v1.CustomResourceDefinitionConditionType
         status! string #2 go=v1.ConditionStatus
         lastTransitionTime meta/Time #3~
         reason string #4~
         message string #5~
         observedGeneration int64 #6~
        type CustomResourceDefinitionNames
         plural! string #1
         singular string #2~
         shortNames []string #3~ list=atomic
         kind! string #4
         listKind string #5~
         categories []string #6~ list=atomic
        type CustomResourceDefinitionSpec
         group! string #1
         names! CustomResourceDefinitionNames #3
         scope! string #4 go=v1.ResourceScope
         versions! []CustomResourceDefinitionVersion #7 list=atomic
         conversion CustomResourceConversion #9? ={"strategy":"None"}
         preserveUnknownFields bool #10~
        type CustomResourceDefinitionStatus
         conditions []CustomResourceDefinitionCondition #1 list=map(type)
         acceptedNames CustomResourceDefinitionNames #2
         storedVersions []string #3 list=atomic
         observedGeneration int64 #4~
        type CustomResourceDefinitionVersion
         name! string #1
         served! bool #2
         storage! bool #3
         deprecated bool #7~
         deprecationWarning string #8?
         schema CustomResourceValidation #4?
         subresources CustomResourceSubresources #5?
         additionalPrinterColumns []CustomResourceColumnDefinition #6~ list=atomic
         selectableFields []SelectableField #9~ list=atomic
        type CustomResourceSubresourceScale
         specReplicasPath! string #1
         statusReplicasPath! string #2
         labelSelectorPath string #3?
        type CustomResourceSubresourceStatus
        type CustomResourceSubresources
         status CustomResourceSubresourceStatus #1?
         scale CustomResourceSubresourceScale #2?
        type CustomResourceValidation
         openAPIV3Schema JSONSchemaProps #1?
        type ExternalDocumentation
         description string #1~
         url string #2~
        type JSONSchemaProps
         id string #1~
         $schema string #2~ go=v1.JSONSchemaURL
         $ref string #3?
         description string #4~
         type string #5~
         format string #6~
         title string #7~
         default JSON #8?
         maximum number(double) #9?
         exclusiveMaximum bool #10~
         minimum number(double) #11?
         exclusiveMinimum bool #12~
         maxLength int64 #13?
         minLength int64 #14?
         pattern string #15~
         maxItems int64 #16?
         minItems int64 #17?
         uniqueItems bool #18~
         multipleOf number(double) #19?
         enum []JSON #20~ list=atomic
         maxProperties int64 #21?
         minProperties int64 #22?
         required []string #23~ list=atomic
         items JSONSchemaPropsOrArray #24?
         allOf []JSONSchemaProps #25~ list=atomic
         oneOf []JSONSchemaProps #26~ list=atomic
         anyOf []JSONSchemaProps #27~ list=atomic
         not JSONSchemaProps #28?
         properties {}JSONSchemaProps #29~
         additionalProperties JSONSchemaPropsOrBool #30?
         patternProperties {}JSONSchemaProps #31~
         dependencies {}JSONSchemaPropsOrStringArray #32~
         additionalItems JSONSchemaPropsOrBool #33?
         definitions {}JSONSchemaProps #34~
         externalDocs ExternalDocumentation #35?
         example JSON #36?
         nullable bool #37~
         x-kubernetes-preserve-unknown-fields bool #38?
         x-kubernetes-embedded-resource bool #39~
         x-kubernetes-int-or-string bool #40~
         x-kubernetes-list-map-keys []string #41~ list=atomic
         x-kubernetes-list-type string #42?
         x-kubernetes-map-type string #43?
         x-kubernetes-validations []ValidationRule #44~ list=map(rule) patch=merge(rule)
        type SelectableField
         jsonPath! string #1
        type ServiceReference
         namespace! string #1
         name! string #2
         path string #3?
         port int32 #4? =443
        type ValidationRule
         rule! string #1
         message string #2~
         messageExpression string #3~
         reason string #4? go=v1.FieldValueErrorReason enum=["FieldValueDuplicate","FieldValueForbidden","FieldValueInvalid","FieldValueRequired"]
         fieldPath string #5~
         optionalOldSelf bool #6?
        type WebhookClientConfig
         url string #3?
         service ServiceReference #1?
         caBundle string(byte) #2~
        type WebhookConversion
         clientConfig WebhookClientConfig #2?
         conversionReviewVersions! []string #3 list=atomic
        """#
}
