"""Go types of Kubernetes' own kinds -> notation."""
import re
from gotypes import Package, marker, marker_all
from notation import js

# alias -> (directory, Go import path, group/version, OpenAPI prefix)
PACKAGES = {
    'meta': ('apimachinery/pkg/apis/meta/v1', 'k8s.io/apimachinery/pkg/apis/meta/v1', 'meta.k8s.io/v1',
             'io.k8s.apimachinery.pkg.apis.meta.v1'),
    'core': ('api/core/v1', 'k8s.io/api/core/v1', 'v1', 'io.k8s.api.core.v1'),
    'apiextensions': ('apiextensions-apiserver/pkg/apis/apiextensions/v1',
                      'k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1', 'apiextensions.k8s.io/v1',
                      'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1'),
    'apiregistration': ('kube-aggregator/pkg/apis/apiregistration/v1',
                        'k8s.io/kube-aggregator/pkg/apis/apiregistration/v1', 'apiregistration.k8s.io/v1',
                        'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1'),
}
for _alias, _folder, _group in [
        ('apps', 'apps/v1', 'apps/v1'), ('batch', 'batch/v1', 'batch/v1'),
        ('discovery', 'discovery/v1', 'discovery.k8s.io/v1'), ('events', 'events/v1', 'events.k8s.io/v1'),
        ('coordination', 'coordination/v1', 'coordination.k8s.io/v1'),
        ('rbac', 'rbac/v1', 'rbac.authorization.k8s.io/v1'), ('networking', 'networking/v1', 'networking.k8s.io/v1'),
        ('policy', 'policy/v1', 'policy/v1'), ('autoscalingV1', 'autoscaling/v1', 'autoscaling/v1'),
        ('autoscaling', 'autoscaling/v2', 'autoscaling/v2'), ('storage', 'storage/v1', 'storage.k8s.io/v1'),
        ('scheduling', 'scheduling/v1', 'scheduling.k8s.io/v1'),
        ('admission', 'admissionregistration/v1', 'admissionregistration.k8s.io/v1'),
        ('authentication', 'authentication/v1', 'authentication.k8s.io/v1'),
        ('authorization', 'authorization/v1', 'authorization.k8s.io/v1'),
        ('certificates', 'certificates/v1', 'certificates.k8s.io/v1'), ('node', 'node/v1', 'node.k8s.io/v1'),
        ('flowcontrol', 'flowcontrol/v1', 'flowcontrol.apiserver.k8s.io/v1'),
        ('resource', 'resource/v1', 'resource.k8s.io/v1')]:
    PACKAGES[_alias] = ('api/' + _folder, 'k8s.io/api/' + _folder, _group, 'io.k8s.api.' + _folder.replace('/', '.'))

BY_IMPORT = {p[1]: alias for alias, p in PACKAGES.items()}
SCALARS = {'string': 'string', 'bool': 'bool', 'int': 'int32', 'int32': 'int32', 'int64': 'int64', 'uint32': 'int64',
           'uint16': 'int32', 'float64': 'number(double)', 'byte': 'byte', 'int8': 'int32', 'rune': 'int32'}
# Types whose JSON is not what their Go fields say. (They are in notation by hand, in facts/meta.txt.)
SPECIAL = {
    'k8s.io/apimachinery/pkg/apis/meta/v1.Time': 'meta/Time',
    'k8s.io/apimachinery/pkg/apis/meta/v1.MicroTime': 'meta/MicroTime',
    'k8s.io/apimachinery/pkg/apis/meta/v1.Duration': 'meta/Duration',
    'k8s.io/apimachinery/pkg/apis/meta/v1.FieldsV1': 'meta/FieldsV1',
    'k8s.io/apimachinery/pkg/api/resource.Quantity': 'meta/Quantity',
    'k8s.io/apimachinery/pkg/util/intstr.IntOrString': 'meta/IntOrString',
    'k8s.io/apimachinery/pkg/runtime.RawExtension': 'meta/RawExtension',
    'k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSON': 'apiextensions/JSON',
    'k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSONSchemaPropsOrArray':
        'apiextensions/JSONSchemaPropsOrArray',
    'k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSONSchemaPropsOrBool':
        'apiextensions/JSONSchemaPropsOrBool',
    'k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSONSchemaPropsOrStringArray':
        'apiextensions/JSONSchemaPropsOrStringArray',
    'k8s.io/apimachinery/pkg/types.UID': 'string', 'k8s.io/apimachinery/pkg/types.NodeName': 'string',
    'k8s.io/api/authentication/v1.ExtraValue': 'authentication/ExtraValue',
    'k8s.io/api/authorization/v1.ExtraValue': 'authorization/ExtraValue',
    'k8s.io/api/certificates/v1.ExtraValue': 'certificates/ExtraValue',
}
WRAPPED = 'ExtraValue'


class Builtins:
    def __init__(self, root, defaults, descriptions):
        """root holds work trees api, apimachinery, apiextensions-apiserver, kube-aggregator."""
        import glob
        self.defaults, self.descriptions = defaults, descriptions
        self.packages, self.wanted, self.enum_of = {}, {}, {}
        for alias, (folder, path, _, _) in PACKAGES.items():
            files = [f for f in sorted(glob.glob('%s/%s/*.go' % (root, folder)))
                     if re.search(r'/(types\w*|micro_time|time|duration)\.go$', f) and 'swagger' not in f]
            self.packages[alias] = Package(path, files)

    def resolve(self, package, name):
        """(package alias, Type) of a Go type name, or a notation word."""
        if '.' in name:
            prefix, base = name.split('.')
            path = package.imports.get(prefix, prefix)
        else:
            path, base = package.path, name
        if path + '.' + base in SPECIAL:
            return SPECIAL[path + '.' + base]
        alias = BY_IMPORT.get(path)
        if alias is None:
            raise SystemExit('unknown package %s of %s in %s' % (path, name, package.path))
        if alias == 'core' and base in ('ResourceName', 'UID'):
            return 'string'
        return alias, self.packages[alias].types[base]

    def word(self, home, package, gotype, enums):
        """Notation word of a Go type; `enums` collects the values of an enumerated string."""
        gotype = gotype.lstrip('*')
        if gotype == '[]byte':
            return 'string(byte)'
        if gotype.startswith('[]'):
            return '[]' + self.word(home, package, gotype[2:], enums)
        m = re.match(r'map\[([\w.]+)\](.*)', gotype)
        if m:
            return '{}' + self.word(home, package, m[2], [])
        if gotype in SCALARS:
            return SCALARS[gotype]
        found = self.resolve(package, gotype)
        if isinstance(found, str):
            if '/' in found:
                self.want(*found.split('/'))
            return found.split('/')[1] if found.startswith(home + '/') else found
        alias, t = found
        if t.alias is not None:
            if marker(t.markers, 'enum') is not None:
                enums.extend(sorted(t.enum))
            return self.word(home, t.package, t.alias, enums)
        self.want(alias, t.name)
        return t.name if alias == home else alias + '/' + t.name

    def scalar_name(self, package, gotype):
        """Go's name of a named string or number, as its decoder's messages have it: v1.Protocol."""
        gotype = gotype.lstrip('*')
        if gotype in SCALARS or gotype[0] in '[m':
            return None
        path = package.path
        if '.' in gotype:
            prefix, gotype = gotype.split('.')
            path = package.imports.get(prefix, prefix)
        found = self.packages[BY_IMPORT[path]].types.get(gotype) if path in BY_IMPORT else None
        if path.endswith('/types') or (found is not None and found.alias in SCALARS):
            return path.rsplit('/', 1)[-1] + '.' + gotype
        return None

    def want(self, alias, name):
        if (alias, name) not in self.wanted:
            self.wanted[(alias, name)] = None
            t = self.packages[alias].types.get(name)
            if t is not None and t.fields is not None and '%s/%s' % (alias, name) not in SPECIAL.values():
                self.wanted[(alias, name)] = self.type_lines(alias, t)

    def type_lines(self, alias, t):
        attrs = ''
        if marker(t.markers, 'structType') == 'atomic' or marker(t.markers, 'mapType') == 'atomic':
            attrs = ' map=atomic'
        lines = ['type %s%s%s' % (t.name, attrs, self.descriptions.suffix('%s/%s' % (alias, t.name)))]
        self.fields(alias, t, t, '', lines)
        return lines

    def fields(self, home, owner, t, wrapper, lines):
        for f in t.fields:
            if f.inline and not f.json:
                gotype = f.gotype.lstrip('*')
                if gotype.split('.')[-1] == 'TypeMeta':
                    lines.insert(1, ' kind string #0~')
                    lines.insert(1, ' apiVersion string #0~')
                    continue
                alias, inner = self.resolve(t.package, gotype)
                self.fields(home, owner, inner, wrapper + ('%d/' % f.proto if f.proto else ''), lines)
                continue
            if not f.json or f.json == '-':
                continue
            self.field(home, owner, t, f, wrapper, lines)

    def field(self, home, owner, t, f, wrapper, lines):
        enums = []
        word = self.word(home, t.package, f.gotype, enums)
        omit = 'omitempty' in f.options
        pointer = f.gotype.startswith('*')
        presence = '?' if 'omitzero' in f.options or (omit and pointer) else '~' if omit else '*' if pointer else ''
        optional = omit or marker(f.markers, 'optional') is not None
        if marker(f.markers, 'required') is not None:
            optional = False
        key = '%s/%s.%s' % (home, owner.name, f.json)
        parts = [f.json + ('' if optional else '!'), word, '#%s%d%s' % (wrapper, f.proto, presence)]
        named = self.scalar_name(t.package, f.gotype)
        if named:
            parts.append('go=' + named)
        default = self.defaults.get(key, marker(f.markers, 'default'))
        if default is not None and not default.startswith('ref('):
            parts.append('=' + default)
        if enums and not word.startswith('[]'):
            parts.append('enum=' + js(enums))
        list_type = marker(f.markers, 'listType')
        if list_type:
            keys = marker_all(f.markers, 'listMapKey')
            parts.append('list=' + list_type + ('(%s)' % ','.join(keys) if keys else ''))
        if 'atomic' in (marker(f.markers, 'mapType'), marker(f.markers, 'structType')):
            parts.append('map=atomic')
        if f.patch:
            strategies = f.patch.split(',')
            parts.append('patch=' + ','.join(
                s + ('(%s)' % f.merge_key if f.merge_key and s == 'merge' else '') for s in strategies))
        lines.append(' ' + ' '.join(parts) + self.descriptions.suffix(key))
        if enums and word.startswith('[]'):
            lines.append('  - string enum=' + js(enums))
