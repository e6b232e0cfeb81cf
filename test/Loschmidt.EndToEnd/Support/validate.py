"""Judges YAML files by a JSON schema: validate.py SCHEMA FILE, where FILE holds many documents, each behind a line '--- #'.

Prints one line a document: 'valid', or 'invalid' and the first complaint. Scalars are read as YAML 1.2 says (as editors do), so
1e-3 is a number and 'yes' a word; PyYAML by itself follows YAML 1.1.
"""
import json
import re
import sys

import jsonschema
import yaml


class Core(yaml.SafeLoader):
    """The core schema of YAML 1.2."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", list("-+.0123456789")),
):
    Core.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(f"^(?:{pattern})$"), first)
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value, 0 if node.value[:2] in ("0x", "0o") else 10))
Core.add_constructor(
    "tag:yaml.org,2002:float",
    lambda loader, node: float(node.value.replace(".inf", "inf").replace(".nan", "nan").lower()))

schema = json.load(open(sys.argv[1], encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for text in re.split(r"^--- #\n", open(sys.argv[2], encoding="utf-8").read(), flags=re.MULTILINE)[1:]:
    error = next(validator.iter_errors(yaml.load(text, Core)), None)
    print("valid" if error is None else "invalid " + " ".join(error.message.split())[:200])
