#!/usr/bin/env python3
"""Reads upstream facts and writes Sources/Schemas/Notation/Texts.

  extract.py builtins --root DIR     work trees api, apimachinery, apiextensions-apiserver, kube-aggregator of
                                     kubernetes/* at one version tag
  extract.py crds FILE...            CustomResourceDefinition YAML (Gateway API, Envoy Gateway, ServiceImport)

What is taken: names, types, required, enums, patterns, limits, defaults, list and patch keys, protobuf numbers, CEL
rules with their messages. Descriptions are ours: facts/descriptions.txt.
"""
import argparse
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, '..', '..', 'Sources', 'Schemas', 'Notation', 'Texts')


def facts(name):
    with open(os.path.join(HERE, 'facts', name), encoding='utf-8') as f:
        return [line.rstrip('\n') for line in f if line.strip() and not line.startswith('#')]


def read_defaults():
    return dict(line.split(' = ', 1) for line in facts('defaults.txt'))


def read_kinds():
    """[(alias, kind line, [subresource lines])]"""
    kinds = []
    for line in facts('kinds.txt'):
        if line.startswith(' '):
            kinds[-1][2].append(' sub ' + line.strip())
        else:
            alias, rest = line.split(' ', 1)
            kinds.append((alias, 'kind ' + rest, []))
    return kinds


def builtins(root, descriptions):
    from kubernetes import PACKAGES, Builtins
    from notation import write_swift
    b = Builtins(root, read_defaults(), descriptions)
    kinds = read_kinds()
    for alias, line, _ in kinds:
        b.want(alias, line.split()[1])
    for line in facts('bodies.txt'):
        b.want(*line.split())
    for alias in PACKAGES:
        _, _, version, prefix = PACKAGES[alias]
        lines = ['package %s %s' % (version, prefix)]
        for kind_alias, line, subs in kinds:
            if kind_alias == alias:
                lines += [line] + subs
        by_hand = facts(alias + '.txt') if os.path.exists(os.path.join(HERE, 'facts', alias + '.txt')) else []
        lines += [''] + by_hand
        named = {line.split()[1] for line in by_hand if line.startswith('type ')}
        for (a, name), text in sorted(b.wanted.items()):
            if a == alias and name not in named:
                if text is None and name == 'ExtraValue':
                    text = ['type ExtraValue []string wrapped']
                lines += text
        write_swift(OUT, alias, lines, 'the Go types of Kubernetes 1.36')


def main():
    p = argparse.ArgumentParser()
    sub = p.add_subparsers(dest='what', required=True)
    q = sub.add_parser('builtins')
    q.add_argument('--root', required=True)
    q = sub.add_parser('crds')
    q.add_argument('files', nargs='+')
    a = p.parse_args()
    from notation import Descriptions
    descriptions = Descriptions(os.path.join(HERE, 'facts', 'descriptions.txt'))
    os.makedirs(OUT, exist_ok=True)
    if a.what == 'builtins':
        builtins(a.root, descriptions)
    else:
        from crds import write_crds
        write_crds(a.files, OUT, descriptions)
    unused = sorted(set(descriptions.words) - descriptions.used)
    if unused and a.what == 'crds':
        print('descriptions of nothing here:', len(unused))


if __name__ == '__main__':
    main()
