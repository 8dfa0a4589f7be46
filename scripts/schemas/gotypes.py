"""Reads the facts about Go API types that our notation keeps: names, types, tags, markers. No prose is taken."""
import re

FIELD = re.compile(r'^\s*(?:(\w+)\s+)?([\w.*\[\]{}]+)(?:\s+`([^`]*)`)?\s*(?://.*)?$')
TAG = re.compile(r'(\w+):"([^"]*)"')
CONST = re.compile(r'^\s*(\w+)\s+(\w+)\s*=\s*"([^"]*)"')


class Field:
    def __init__(self, name, gotype, tags, markers):
        self.name, self.gotype, self.markers = name, gotype, markers
        parts = tags.get('json', '').split(',')
        self.json, self.options = parts[0], parts[1:]
        self.patch = tags.get('patchStrategy', '')
        self.merge_key = tags.get('patchMergeKey', '')
        proto = tags.get('protobuf', '').split(',')
        self.proto = int(proto[1]) if len(proto) > 1 and proto[1].isdigit() else 0
        self.inline = 'inline' in self.options or (name is None and not self.json)


class Type:
    def __init__(self, package, name, markers):
        self.package, self.name, self.markers = package, name, markers
        self.fields, self.alias, self.enum = None, None, []


class Package:
    """One Go package: the types of a file (or several), its imports."""

    def __init__(self, path, files):
        self.path, self.types, self.imports = path, {}, {}
        for f in files:
            self.read(open(f, encoding='utf-8').read())

    def read(self, text):
        markers, current = [], None
        in_import = in_const = False
        consts = []
        for line in text.split('\n'):
            bare = line.strip()
            if in_import:
                if bare == ')':
                    in_import = False
                m = re.match(r'(?:(\w+)\s+)?"([^"]+)"', bare)
                if m:
                    self.imports[m[1] or m[2].rsplit('/', 1)[-1]] = m[2]
                continue
            if bare.startswith('import ('):
                in_import = True
                continue
            m = re.match(r'import (\w+) "([^"]+)"', bare)
            if m:
                self.imports[m[1]] = m[2]
                continue
            if bare.startswith('//'):
                if bare[2:].lstrip().startswith('+'):
                    markers.append(bare[2:].strip())
                continue
            if not bare:
                if current is None:
                    markers = []
                continue
            if current is not None:
                if line.startswith('}'):
                    current = None
                    markers = []
                    continue
                m = FIELD.match(line)
                if m:
                    current.fields.append(Field(m[1], m[2], dict(TAG.findall(m[3] or '')), markers))
                markers = []
                continue
            m = re.match(r'^type (\w+) struct\s*\{(\})?', line)
            if m:
                t = self.types.setdefault(m[1], Type(self, m[1], markers))
                t.markers, t.fields, markers = markers, [], []
                current = None if m[2] else t
                continue
            m = re.match(r'^type (\w+) ([\w.*\[\]]+)', line)
            if m:
                t = self.types.setdefault(m[1], Type(self, m[1], markers))
                t.markers, t.alias, markers = markers, m[2], []
                continue
            if line.startswith('const ('):
                in_const = True
            elif line.startswith(')'):
                in_const = False
            m = CONST.match(line.replace('const ', '', 1) if line.startswith('const ') else line)
            if m and (in_const or line.startswith('const ')):
                consts.append((m[2], m[3]))
            markers = []
        for name, value in consts:
            if name in self.types and value not in self.types[name].enum:
                self.types[name].enum.append(value)


def marker(markers, key):
    for m in markers:
        m = m.lstrip('+')
        if m == key:
            return ''
        if m.startswith(key + '='):
            return m[len(key) + 1:]
    return None


def marker_all(markers, key):
    return [m.lstrip('+')[len(key) + 1:] for m in markers if m.lstrip('+').startswith(key + '=')]
