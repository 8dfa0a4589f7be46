"""CustomResourceDefinition YAML -> notation: one text a CRD."""
import re

import yaml

from notation import js, write_swift

PLAIN = {'minLength': 'minLength', 'maxLength': 'maxLength', 'minItems': 'minItems', 'maxItems': 'maxItems',
         'minProperties': 'minProperties', 'maxProperties': 'maxProperties', 'minimum': 'min', 'maximum': 'max',
         'multipleOf': 'multipleOf'}
FLAGS = {'nullable': 'nullable', 'x-kubernetes-preserve-unknown-fields': 'preserve',
         'x-kubernetes-embedded-resource': 'embedded', 'uniqueItems': 'unique', 'exclusiveMinimum': 'exclusiveMin',
         'exclusiveMaximum': 'exclusiveMax'}
KNOWN = set(PLAIN) | set(FLAGS) | {
    'type', 'format', 'description', 'properties', 'required', 'items', 'additionalProperties', 'default', 'enum',
    'pattern', 'anyOf', 'oneOf', 'allOf', 'not', 'x-kubernetes-int-or-string', 'x-kubernetes-list-type',
    'x-kubernetes-list-map-keys', 'x-kubernetes-map-type', 'x-kubernetes-validations', 'title', 'example'}
INT_OR_STRING = [{'type': 'integer'}, {'type': 'string'}]


def type_word(s):
    if s.get('x-kubernetes-int-or-string'):
        return 'int-or-string'
    t, f = s.get('type'), s.get('format')
    if t == 'integer' and f in ('int32', 'int64'):
        return f
    word = {'integer': 'int', 'boolean': 'bool', None: 'any'}.get(t, t)
    return word + ('(%s)' % f if f else '')


class Writer:
    def __init__(self, kind, descriptions):
        self.kind, self.descriptions, self.lines = kind, descriptions, []

    def simple(self, s):
        """The schema as a bare word, when that says everything."""
        if set(s) - {'type', 'format', 'description', 'items'} or s.get('type') == 'object':
            return None
        if s.get('type') == 'array':
            inner = self.simple(s.get('items') or {})
            return inner and '[]' + inner
        return type_word(s) if 'items' not in s else None

    def attributes(self, s):
        unknown = set(s) - KNOWN
        if unknown:
            raise SystemExit('%s: schema keys we have no notation for: %s' % (self.kind, sorted(unknown)))
        out = []
        if 'default' in s:
            out.append('=' + js(s['default']))
        if 'enum' in s:
            out.append('enum=' + js(s['enum']))
        if 'pattern' in s:
            out.append('pattern=' + js(s['pattern']))
        out += ['%s=%s' % (PLAIN[k], js(s[k])) for k in PLAIN if k in s]
        out += [FLAGS[k] for k in FLAGS if s.get(k)]
        if 'x-kubernetes-list-type' in s:
            keys = s.get('x-kubernetes-list-map-keys')
            out.append('list=' + s['x-kubernetes-list-type'] + ('(%s)' % ','.join(keys) if keys else ''))
        if s.get('x-kubernetes-map-type') == 'atomic':
            out.append('map=atomic')
        missing = [r for r in s.get('required', []) if r not in s.get('properties', {})]
        if missing:
            out.append('required=' + js(missing))
        return out

    def node(self, head, s, depth, path):
        """A line and the lines below it. The simple cases of lists and maps need no lines of their own."""
        items, additional = s.get('items'), s.get('additionalProperties')
        word = type_word(s)
        item_word = self.simple(items) if s.get('type') == 'array' and items else None
        map_word = self.simple(additional) if isinstance(additional, dict) and not s.get('properties') else None
        if item_word:
            word = '[]' + item_word
        elif map_word and s.get('type') == 'object':
            word = '{}' + map_word
        parts = [p for p in [head, word] if p] + self.attributes(s)
        self.lines.append(' ' * depth + ' '.join(parts) + self.descriptions.suffix('.'.join([self.kind] + path)))
        required = set(s.get('required', []))
        for rule in s.get('x-kubernetes-validations', []):
            self.lines.append(' ' * (depth + 1) + '> ' + js(rule))
        for name, child in s.get('properties', {}).items():
            assert not re.search(r'[\s;]', name)
            self.node(name + ('!' if name in required else ''), child, depth + 1, path + [name])
        if items and not item_word:
            self.node('-', items, depth + 1, path)
        if isinstance(additional, dict) and not map_word:
            self.node('*', additional, depth + 1, path)
        elif additional is True:
            self.node('*', {}, depth + 1, path)
        for key in ('allOf', 'anyOf', 'oneOf'):
            if key == 'anyOf' and s.get('x-kubernetes-int-or-string') and s.get('anyOf') == INT_OR_STRING:
                continue
            for child in s.get(key, []):
                self.node('+' + key, child, depth + 1, path + ['+'])
        if 'not' in s:
            self.node('+not', s['not'], depth + 1, path + ['+'])


def header(crd):
    spec, names = crd['spec'], crd['spec']['names']
    words = ['crd', spec['group'], names['kind'], names['plural'],
             'namespaced' if spec['scope'] == 'Namespaced' else 'cluster']
    if names.get('singular', names['kind'].lower()) != names['kind'].lower():
        words.append('singular=' + names['singular'])
    if names.get('listKind', names['kind'] + 'List') != names['kind'] + 'List':
        words.append('listKind=' + names['listKind'])
    for key, field in (('short', 'shortNames'), ('cat', 'categories')):
        if names.get(field):
            words.append('%s=%s' % (key, ','.join(names[field])))
    meta = {k: crd['metadata'][k] for k in ('labels', 'annotations') if crd['metadata'].get(k)}
    if meta:
        words.append('meta=' + js(meta))
    return ' '.join(words)


def version_lines(version, type_name):
    words = [' version', version['name']]
    words += [w for w in ('served', 'storage') if version.get(w)]
    words.append('type=' + type_name)
    if version.get('deprecated'):
        words.append('deprecated=' + js(version.get('deprecationWarning', '')))
    lines = [' '.join(words)]
    subs = version.get('subresources') or {}
    if 'status' in subs:
        lines.append('  sub status')
    if 'scale' in subs:
        s = subs['scale']
        line = '  sub scale spec=%s status=%s' % (s['specReplicasPath'], s['statusReplicasPath'])
        lines.append(line + (' selector=' + s['labelSelectorPath'] if s.get('labelSelectorPath') else ''))
    for c in version.get('additionalPrinterColumns', []):
        known = {k: c[k] for k in ('name', 'type', 'jsonPath', 'format', 'priority', 'description') if c.get(k)}
        # The column's description is prose: ours says the same of every column, from its name.
        known.pop('description', None)
        lines.append('  column ' + js(known))
    for f in version.get('selectableFields', []):
        lines.append('  select ' + f['jsonPath'])
    return lines


def write_crds(files, out, descriptions):
    crds = []
    for f in files:
        for d in yaml.load_all(open(f, encoding='utf-8'), Loader=getattr(yaml, 'CSafeLoader', yaml.SafeLoader)):
            if d and d.get('kind') == 'CustomResourceDefinition':
                crds.append(d)
    for crd in sorted(crds, key=lambda c: c['metadata']['name']):
        kind = crd['spec']['names']['kind']
        head, body, seen = [header(crd)], [], {}
        for version in crd['spec']['versions']:
            schema = version['schema']['openAPIV3Schema']
            w = Writer(kind, descriptions)
            w.node(None, schema, 0, [])
            key = '\n'.join(w.lines)
            if key not in seen:
                seen[key] = version['name']
                body += ['type %s %s' % (version['name'], w.lines[0])] + w.lines[1:]
            head += version_lines(version, seen[key])
        version = (crd['metadata'].get('annotations') or {}).get('gateway.networking.k8s.io/bundle-version')
        note = crd['metadata']['name'] + (' ' + version if version else '')
        write_swift(out, 'crd' + kind, head + [''] + body, note)
