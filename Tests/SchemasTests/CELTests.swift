import JSON
import Kube
import Testing

@testable import Schemas

@Suite struct CELTests {
    private func evaluate(_ text: String) -> String {
        let object: JSON = [
            "name": "abc", "n": 5, "d": 1.5, "list": ["a", "b", "c"], "map": ["x": 1, "y": 2], "namespace": "ns",
            "port": 80,
            "items": [["k": "one", "v": 1], ["k": "two", "v": 2]],
        ]
        do throws(CELError) {
            var evaluator = CELEvaluator()
            let node = try CELParser.parse(text)
            let value = try evaluator.evaluate(node, ["self": CELValue(object, nil)])
            if case .list(let list) = value {
                return "[" + list.values.map(CELFunctions.text).joined(separator: ",") + "]"
            }
            if case .optional(let inner) = value { return inner.map { "some(\(CELFunctions.text($0)))" } ?? "none" }
            return CELFunctions.text(value)
        } catch {
            return "error: \(error.message)"
        }
    }

    @Test(arguments: [
        ("1 + 2 * 3 == 7", "true"), ("(1 + 2) * 3", "9"), ("7 / 2", "3"), ("-7 / 2", "-3"), ("7 % 3", "1"),
        ("-1 - -2", "1"),
        ("1 / 0", "error: division by zero"), ("9223372036854775807 + 1", "error: integer overflow"),
        ("1.5 + 1.5", "3"),
        ("1 + 1.0", "error: no such overload"), ("1 == 1.0", "true"), ("1u < 2", "true"), ("2 > 1.5", "true"),
        ("0x10", "16"),
        ("'a' + 'b' == \"ab\"", "true"), ("'a' < 'b'", "true"), ("r'\\d' == '\\\\d'", "true"),
        ("'''a'b''' == \"a'b\"", "true"),
        ("'\\u00e9' == 'é'", "true"), ("true ? 'x' : 'y'", "x"), ("!true || true", "true"), ("-(3)", "-3"),
        ("[1, 2] + [3]", "[1,2,3]"), ("2 in [1, 2]", "true"), ("'x' in {'x': 1}", "true"), ("{'a': 1}.a", "1"),
        ("{1: 'b'}[1]", "b"),
    ])
    func operators(text: String, expected: String) { #expect(evaluate(text) == expected) }

    @Test(arguments: [
        ("self.name", "abc"), ("self.n + 1", "6"), ("has(self.name)", "true"), ("has(self.nothing)", "false"),
        ("self.nothing", "error: no such key: nothing"), ("self.list[1]", "b"),
        ("self.list[3]", "error: index out of bounds: 3"),
        ("self.__namespace__", "ns"), ("size(self.list) == 3", "true"), ("self.map['y']", "2"),
        ("self.map['z']", "error: no such key: z"),
        ("self.?nothing.orValue('x')", "x"), ("self.?name.hasValue()", "true"),
        ("self.list[?7].orValue('none')", "none"),
        ("self.?nothing.?more", "none"), ("optional.of(3)", "some(3)"),
        ("optional.none().or(optional.of(4)).value()", "4"),
        ("[?self.?name, ?self.?nothing]", "[abc]"), ("self.?name.optMap(x, x + '!').value()", "abc!"),
        ("nobody", "error: undeclared reference to 'nobody' (in container '')"),
    ])
    func members(text: String, expected: String) { #expect(evaluate(text) == expected) }

    /// Sums that leave their type's range are errors of the expression, and of nothing else.
    @Test(arguments: [
        ("duration('2562048h')", "error: time: invalid duration \"2562048h\""),
        ("timestamp(9223372036854775807)", "error: timestamp overflow"),
        ("timestamp('9999-12-31T23:59:59Z') + duration('1s')", "error: timestamp overflow"),
        ("timestamp('9999-12-31T23:59:59Z') - timestamp('0001-01-01T00:00:00Z')", "error: integer overflow"),
        ("timestamp('2026-01-01T00:00:00Z') - duration('-9223372036.854775808s')", "2318-04-12T23:47:16.854775808Z"),
        ("timestamp(0).getHours('9223372036854775807:00')", "error: unknown time zone 9223372036854775807:00"),
        ("'aba'.replace('a', 'c', 9223372036854775807)", "cbc"),
        ("-9223372036854775808 / -1", "error: integer overflow"), ("-9223372036854775808 % -1", "error: integer overflow"),
    ])
    func bounds(text: String, expected: String) { #expect(evaluate(text) == expected) }

    /// An error on one side does not count where the other decides; nor in one element where another does.
    @Test(arguments: [
        ("true || self.nothing", "true"), ("self.nothing == 1 || true", "true"), ("false && self.nothing", "false"),
        ("self.nothing == 1 && false", "false"), ("self.nothing == 1 || false", "error: no such key: nothing"),
        ("[1, 0].exists(x, 1 / x == 1)", "true"), ("[0, 1].exists(x, 1 / x == 1)", "true"),
        ("[0].exists(x, 1 / x == 1)", "error: division by zero"),
        ("[0, 2].all(x, 4 / x == 3)", "false"), ("'a' && true", "error: no such overload"),
    ])
    func errors(text: String, expected: String) { #expect(evaluate(text) == expected) }

    @Test(arguments: [
        ("self.list.all(x, size(x) == 1)", "true"), ("self.list.exists_one(x, x == 'a')", "true"),
        ("self.list.map(x, x + 'z')", "[az,bz,cz]"),
        ("self.list.filter(x, x != 'b')", "[a,c]"), ("[1, 2, 3].map(x, x > 1, x * x)", "[4,9]"),
        ("self.map.all(k, self.map[k] > 0)", "true"),
        ("self.map.map(k, k)", "[x,y]"), ("self.items.all(i, self.items.exists_one(j, j.k == i.k))", "true"),
        ("[3, 4].all(i, v, i < v)", "true"),
        ("self.map.exists(k, v, k == 'y' && v == 2)", "true"), ("[1, 2].transformList(i, v, i + v)", "[1,3]"),
        ("self.map.transformMap(k, v, v * 10).y", "20"), ("self.list.filter(self, self == 'a')", "[a]"),
    ])
    func comprehensions(text: String, expected: String) { #expect(evaluate(text) == expected) }

    @Test(arguments: [
        ("'hello'.contains('ell')", "true"), ("'hello'.startsWith('he') && 'hello'.endsWith('lo')", "true"),
        ("'a.b.c'.split('.')", "[a,b,c]"),
        ("'a.b.c'.split('.', 2)", "[a,b.c]"), ("['a', 'b'].join('-')", "a-b"), ("'hello'.indexOf('l')", "2"),
        ("'hello'.lastIndexOf('l')", "3"),
        ("'hello'.substring(1, 3)", "el"), ("'hello'.charAt(4)", "o"), ("'a-b'.replace('-', '+')", "a+b"),
        ("' x '.trim()", "x"),
        ("'Ab'.lowerAscii() + 'Ab'.upperAscii()", "abAB"), ("'abc'.matches('^[a-c]+$')", "true"),
        ("'a1b22'.find('[0-9]+')", "1"),
        ("'a1b22'.findAll('[0-9]+')", "[1,22]"), ("'%s=%d'.format(['x', 3])", "x=3"),
        ("'%.2f'.format([1.005])", "1.00"),
        ("'%x'.format([255])", "ff"), ("[1, 2, 3].sum()", "6"), ("[3, 1].min() + [3, 1].max()", "4"),
        ("[1, 2].isSorted()", "true"),
        ("['a', 'b', 'a'].lastIndexOf('a')", "2"), ("'x'.substring(2)", "error: index out of range: 2"),
        ("size('é')", "1"),
    ])
    func texts(text: String, expected: String) { #expect(evaluate(text) == expected) }

    @Test(arguments: [
        ("int('42') + 1", "43"), ("int('x')", "error: strconv.ParseInt: parsing \"x\": invalid syntax"),
        ("string(1.5)", "1.5"), ("double(2)", "2"),
        ("string(b'ab')", "ab"), ("type(1) == int", "true"), ("duration('1h30m').getMinutes()", "90"),
        ("duration('90s') > duration('1m')", "true"),
        ("timestamp('2026-01-01T00:00:00Z').getFullYear()", "2026"),
        ("timestamp('2026-01-02T00:00:00Z') - timestamp('2026-01-01T00:00:00Z') == duration('24h')", "true"),
        ("isQuantity('1.5Gi') && !isQuantity('1,5')", "true"),
        ("quantity('1Gi').isGreaterThan(quantity('1G'))", "true"),
        ("quantity('50k').add(20) == quantity('50020')", "true"), ("isIP('::1') && !isIP('1.2.3.256')", "true"),
        ("ip('127.0.0.1').isLoopback()", "true"), ("ip('2001:DB8::1').family()", "6"),
        ("ip.isCanonical('2001:DB8::1')", "false"),
        ("cidr('10.0.0.0/8').containsIP('10.1.2.3')", "true"),
        ("cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16')", "true"), ("isCIDR('10.0.0.0/33')", "false"),
        ("isURL('https://a.example:80/x?y=1')", "true"),
        ("url('https://a.example:80/x?y=1').getHostname()", "a.example"),
        ("url('https://[::1]:80/').getHost()", "[::1]:80"), ("isURL('../x')", "false"),
        ("sets.contains(['a', 'b'], ['a'])", "true"),
        ("sets.intersects(['a'], ['b'])", "false"), ("semver('1.2.3').isLessThan(semver('1.10.0'))", "true"),
        ("isSemver('v1.0')", "false"),
        ("format.dns1123Label().validate('Not').hasValue()", "true"), ("format.dns1123Label().validate('ok')", "none"),
    ])
    func libraries(text: String, expected: String) { #expect(evaluate(text) == expected) }

    @Test(arguments: ["1 +", "a.b(", "has(1)", "[1, 2", "'x", "if", "a ? b", "1 2", "x.all(1, true)", "{a"])
    func refusals(text: String) { #expect(throws: CELError.self) { try CELParser.parse(text) } }

    /// A rule that would take for ever is stopped.
    @Test func budget() throws {
        let numbers = CELValue.list(CELList((0..<200).map { CELValue.int(Int64($0)) }))
        let node = try CELParser.parse("l.all(a, l.all(b, l.all(c, l.all(d, a + b + c + d >= 0))))")
        var evaluator = CELEvaluator()
        #expect(throws: CELEvaluator.budgetExceeded) { try evaluator.evaluate(node, ["l": numbers]) }
    }

    /// Transition rules: `oldSelf`, and where there is none to compare with.
    @Test func transitions() throws {
        func schema(_ rule: JSON) -> Schema {
            Schema(openAPI: [
                "type": "object", "properties": ["a": ["type": "string", "x-kubernetes-validations": [rule]]],
            ])
        }
        let fixed = schema(["rule": "self == oldSelf", "message": "a is for ever"])
        #expect(RuleCheck.errors(["a": "x"], old: nil, fixed) == [])
        #expect(RuleCheck.errors(["a": "x"], old: ["a": "x"], fixed) == [])
        #expect(
            RuleCheck.errors(["a": "y"], old: ["a": "x"], fixed).map(\.message) == [
                "a: Invalid value: \"y\": a is for ever"
            ])
        let optional = schema([
            "rule": "oldSelf.hasValue() || self == 'x'", "optionalOldSelf": true, "reason": "FieldValueForbidden",
        ])
        #expect(
            RuleCheck.errors(["a": "y"], old: nil, optional).map(\.message) == [
                "a: Forbidden: failed rule: oldSelf.hasValue() || self == 'x'"
            ])
        let worded = schema([
            "rule": "self.size() < 3", "message": "short",
            "messageExpression": "'at most 2, not ' + string(self.size())",
        ])
        #expect(
            RuleCheck.errors(["a": "long"], old: nil, worded).map(\.message) == [
                "a: Invalid value: \"long\": at most 2, not 4"
            ])
    }
}
