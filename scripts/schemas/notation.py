"""Writes the schema notation. README.md has the grammar."""
import json
import os


def js(value):
    return json.dumps(value, ensure_ascii=False, separators=(',', ':'), sort_keys=False)


class Descriptions:
    """Our own words for types and fields: lines `core/PodSpec.containers: …` or `core/PodSpec: …`."""

    def __init__(self, path):
        self.words, self.used = {}, set()
        if os.path.exists(path):
            for line in open(path, encoding='utf-8'):
                line = line.rstrip('\n')
                if line and not line.startswith('#'):
                    key, _, words = line.partition(': ')
                    self.words[key] = words

    def suffix(self, key):
        words = self.words.get(key)
        if words is None:
            return ''
        self.used.add(key)
        return ' ; ' + words


def write_swift(folder, name, lines, note):
    """A Swift file that holds nothing but one text of notation."""
    ident = name[0].lower() + name[1:]
    with open(os.path.join(folder, name[0].upper() + name[1:] + '.swift'), 'w', encoding='utf-8') as f:
        f.write('// Written by scripts/schemas/extract.py from %s. Descriptions: scripts/schemas/facts.\n\n' % note)
        f.write('extension Notation {\n    static let %s: StaticString = #"""\n' % ident)
        for line in lines:
            assert '"""#' not in line and '\\#' not in line, line
            f.write('        ' + line + '\n' if line else '\n')
        f.write('        """#\n}\n')
