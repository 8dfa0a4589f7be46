import JSON
import Kube

/// What a value breaks of a schema, CEL aside, in the words of the validator behind kube-apiserver's custom resources.
struct StructuralCheck {
    /// Distinct by field and text, in order.
    private(set) var errors: [FieldError] = []
    /// Checks passed: of failed alternatives, the one that passed most is reported.
    private(set) var matches = 0
    /// Before the paths of errors: `status` when a status alone is checked.
    let prefix: String

    private init(prefix: String) { self.prefix = prefix }

    /// `old` is the stored value of an update: what it broke already and is unchanged goes through.
    static func errors(_ value: JSON, old: JSON?, _ schema: Schema, prefix: String = "") -> [FieldError] {
        var check = StructuralCheck(prefix: prefix)
        check.run(value, old, schema, path: "")
        return check.errors
    }

    private mutating func run(_ value: JSON, _ old: JSON?, _ schema: Schema, path: String) {
        let before = errors.count
        let shape = schema.shape
        if value.isNull {
            checkNull(schema, path)
            checkEnumeration(value, shape, path)
        } else {
            checkType(value, shape, path)
            checkJunctors(value, shape, path)
            if case .string(let text) = value { checkString(text, shape, path) }
            if value.double != nil { checkNumber(value, shape, path) }
            if case .array(let items) = value { checkItems(items, old, shape, path) }
            checkEnumeration(value, shape, path)
            if case .object(let members) = value { checkMembers(members, old, shape, path) }
            matches += 1
        }
        if errors.count > before, let old, old == value { errors.removeSubrange(before...) }
    }

    private mutating func add(_ error: FieldError) {
        if !errors.contains(error) { errors.append(error) }
    }

    private func field(_ path: String) -> String {
        let path = path.hasPrefix(".") ? String(path.dropFirst()) : path
        if prefix.isEmpty { return path.isEmpty ? "<nil>" : path }
        return path.isEmpty ? prefix : "\(prefix).\(path)"
    }

    /// An error that the validator gives no field to.
    private mutating func addWhole(_ detail: String) {
        add(.invalid(prefix.isEmpty ? "<nil>" : prefix, "", detail))
    }

    // MARK: Types

    private mutating func checkNull(_ schema: Schema, _ path: String) {
        let names = StructuralCheck.typeNames(schema.shape)
        guard !names.isEmpty, !schema.acceptsNull else { return }
        add(
            .typeInvalid(
                field(path), "null", "\(path) in body must be of type \(names.joined(separator: ",")): \"null\""))
    }

    static func typeNames(_ shape: Shape) -> [String] {
        if shape.isIntOrString { return ["integer", "string"] }
        return shape.type == .any ? [] : [shape.type.name]
    }

    private mutating func checkType(_ value: JSON, _ shape: Shape, _ path: String) {
        let names = StructuralCheck.typeNames(shape)
        guard !names.isEmpty else { return }
        matches += 1
        let actual = StructuralCheck.typeName(value)
        let isWholeNumber = value.double.map { $0 == $0.rounded() && abs($0) < 9_007_199_254_740_992 } ?? false
        let fits =
            names.contains(actual) || (actual == "number" && isWholeNumber && names.contains("integer"))
            || (actual == "integer" && names.contains("number"))
        if fits {
            matches += 1
            return
        }
        if Format.isKnown(shape), actual == "string" || actual == "array", !names.contains("integer"),
            !names.contains("number")
        {
            return
        }
        let wanted = names.joined(separator: ",")
        add(.typeInvalid(field(path), .string(actual), "\(path) in body must be of type \(wanted): \"\(actual)\""))
    }

    private static func typeName(_ value: JSON) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .int: "integer"
        case .double: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    // MARK: Scalars

    private mutating func checkString(_ text: String, _ shape: Shape, _ path: String) {
        matches += 1
        if let bounds = shape.bounds, let error = boundsError(text, bounds, path) { add(error) }
        guard let format = Format.named(shape) else { return }
        matches += 1
        if !format.accepts(text) {
            add(
                .typeInvalid(
                    field(path), .string(text), "\(path) in body must be of type \(format.name): \(text.goQuoted)"))
        }
    }

    private func boundsError(_ text: String, _ bounds: Bounds, _ path: String) -> FieldError? {
        if bounds.maxLength != nil || bounds.minLength != nil {
            let count = text.unicodeScalars.count
            if let maximum = bounds.maxLength, count > maximum {
                return .tooLong(field(path), maximumBytes: maximum)
            }
            if let minimum = bounds.minLength, count < minimum {
                return .invalid(field(path), .string(text), "\(path) in body should be at least \(minimum) chars long")
            }
        }
        if let pattern = bounds.pattern, let shown = pattern.mismatch(text) {
            return .invalid(field(path), .string(text), "\(path) in body should match '\(shown)'")
        }
        return nil
    }

    private mutating func checkNumber(_ value: JSON, _ shape: Shape, _ path: String) {
        matches += 2
        if shape.type == .integer, shape.format == "int32", let number = value.int, Int32(exactly: number) == nil {
            addWhole("Checked value must be of type integer with format int32 in \(path)")
        }
        guard let bounds = shape.bounds, let number = value.double else { return }
        if let factor = bounds.multipleOf, factor > 0, (number / factor) != (number / factor).rounded() {
            add(.invalid(field(path), value, "\(path) in body should be a multiple of \(JSON.numberText(factor))"))
        }
        if let maximum = bounds.maximum, bounds.exclusiveMaximum ? number >= maximum : number > maximum {
            let words = bounds.exclusiveMaximum ? "less than" : "less than or equal to"
            add(.invalid(field(path), value, "\(path) in body should be \(words) \(JSON.numberText(maximum))"))
        }
        if let minimum = bounds.minimum, bounds.exclusiveMinimum ? number <= minimum : number < minimum {
            let words = bounds.exclusiveMinimum ? "greater than" : "greater than or equal to"
            add(.invalid(field(path), value, "\(path) in body should be \(words) \(JSON.numberText(minimum))"))
        }
    }

    private mutating func checkEnumeration(_ value: JSON, _ shape: Shape, _ path: String) {
        if !value.isNull { matches += 1 }
        guard !shape.enumeration.isEmpty, !shape.enumeration.contains(value) else { return }
        let supported = shape.enumeration.map { $0.string ?? $0.text }
        add(.notSupported(field(path), value, supported))
    }

    // MARK: Lists and objects

    private mutating func checkItems(_ items: [JSON], _ old: JSON?, _ shape: Shape, _ path: String) {
        matches += 2
        if let element = shape.items {
            let correlation = ListCorrelation(shape, old)
            for (index, item) in items.enumerated() {
                run(item, correlation?.match(item), element, path: "\(path)[\(index)]")
            }
        }
        guard let bounds = shape.bounds else { return }
        if let minimum = bounds.minItems, items.count < minimum {
            add(.invalid(field(path), JSON(items.count), "\(path) in body should have at least \(minimum) items"))
        }
        if let maximum = bounds.maxItems, items.count > maximum {
            add(.tooMany(field(path), count: items.count, maximum: maximum))
        }
        if bounds.uniqueItems, Set(items).count < items.count {
            add(.invalid(field(path), "", "\(path) in body shouldn't contain duplicates"))
        }
    }

    private mutating func checkMembers(_ members: [String: JSON], _ old: JSON?, _ shape: Shape, _ path: String) {
        matches += 1
        if let minimum = shape.bounds?.minProperties, members.count < minimum {
            add(
                .invalid(field(path), JSON(members.count), "\(path) in body should have at least \(minimum) properties")
            )
        }
        if let maximum = shape.bounds?.maxProperties, members.count > maximum {
            add(.tooMany(field(path), count: members.count, maximum: maximum))
        }
        for key in members.keys.sorted() {
            guard let value = members[key] else { continue }
            // The validator cannot see that an object came under another version's apiVersion.
            let previous = path.isEmpty && (key == "apiVersion" || key == "kind") ? nil : old?[key]
            if let property = shape.properties[key] {
                run(value, previous, property, path: path.isEmpty ? key : "\(path).\(key)")
            } else if let additional = shape.additionalProperties {
                run(value, previous, additional, path: "\(path).\(key)")
            }
        }
        for name in shape.required where members[name] == nil { add(.required(field("\(path).\(name)"))) }
    }

    // MARK: allOf, anyOf, oneOf, not

    private func attempt(_ value: JSON, _ schema: Schema, _ path: String) -> StructuralCheck {
        var check = StructuralCheck(prefix: prefix)
        check.run(value, nil, schema, path: path)
        return check
    }

    private mutating func merge(_ other: StructuralCheck) {
        for error in other.errors { add(error) }
        matches += other.matches
    }

    private mutating func checkJunctors(_ value: JSON, _ shape: Shape, _ path: String) {
        matches += 2
        guard let junctors = shape.junctors else { return }
        let name = path.goQuoted
        if !junctors.anyOf.isEmpty { checkAny(value, junctors.anyOf, path, name) }
        if !junctors.oneOf.isEmpty { checkOne(value, junctors.oneOf, path, name) }
        if !junctors.allOf.isEmpty {
            let results = junctors.allOf.map { attempt(value, $0, path) }
            for result in results { merge(result) }
            let valid = results.filter(\.errors.isEmpty).count
            if valid < results.count {
                addWhole("\(name) must validate all the schemas (allOf)\(valid == 0 ? ". None validated" : "")")
            }
        }
        if let not = junctors.not, attempt(value, not, path).errors.isEmpty {
            addWhole("\(name) must not validate the schema (not)")
        }
    }

    private mutating func checkAny(_ value: JSON, _ schemas: [Schema], _ path: String, _ name: String) {
        var best: StructuralCheck?
        for schema in schemas {
            let result = attempt(value, schema, path)
            if result.errors.isEmpty {
                matches += result.matches
                return
            }
            if best.map({ result.matches > $0.matches }) ?? true { best = result }
        }
        addWhole("\(name) must validate at least one schema (anyOf)")
        if let best { merge(best) }
    }

    private mutating func checkOne(_ value: JSON, _ schemas: [Schema], _ path: String, _ name: String) {
        var best: StructuralCheck?
        var first: StructuralCheck?
        var valid = 0
        for schema in schemas {
            let result = attempt(value, schema, path)
            if result.errors.isEmpty {
                valid += 1
                best = nil
                first = first ?? result
            } else if valid == 0, best.map({ result.matches > $0.matches }) ?? true {
                best = result
            }
        }
        if valid == 1 {
            if let first { matches += first.matches }
            return
        }
        let found = valid == 0 ? "Found none valid" : "Found \(valid) valid alternatives"
        addWhole("\(name) must validate one and only one schema (oneOf). \(found)")
        if let best { merge(best) }
    }
}

extension ValueType {
    package var name: String {
        switch self {
        case .any: ""
        case .object: "object"
        case .array: "array"
        case .string: "string"
        case .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        }
    }
}
