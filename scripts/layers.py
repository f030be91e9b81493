"""Checks the house: docs/architecture.md's table against the package and the imports in Sources/.

A module imports only what its row names, or what those import in turn, and every row it names stands above it.
"""

import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", re.MULTILINE)
IMPORT = re.compile(r"^\s*(?:@\w+(?:\([^)]*\))? )*(?:public |internal |package |private |fileprivate )?import (?:\w+ )?(\w+)", re.MULTILINE)
SYSTEM = {"Foundation", "FoundationEssentials", "Glibc", "Darwin", "Dispatch", "Synchronization", "Swift", "os"}
OUTSIDE = {"bonescan": {"ArgumentParser"}, "Training": {"Yams"}}  # packages, and who alone may use them


def house():
    table = (ROOT / "docs/architecture.md").read_text()
    return {name: re.findall(r"`(\w+)`", imports) for name, imports in ROW.findall(table)}


def reach(rows, name):
    """All modules that `name` may import: its row's and, in turn, theirs."""
    found = set()
    for module in rows[name]:
        found |= {module} | reach(rows, module)
    return found


def faults(rows):
    order = list(rows)
    for name, imports in rows.items():
        for module in imports:
            if module not in rows:
                yield f"{name}'s row names {module}, which has no row"
            elif order.index(module) >= order.index(name):
                yield f"{name}'s row names {module}, which does not stand above it"

    folders = {folder.name for folder in (ROOT / "Sources").iterdir() if folder.is_dir()}
    for name in sorted(folders ^ set(rows)):
        yield f"Sources/{name} and docs/architecture.md disagree about its existence"

    dump = subprocess.run(["swift", "package", "dump-package"], cwd=ROOT, capture_output=True, text=True, check=True)
    targets = [t for t in json.loads(dump.stdout)["targets"] if t["name"] in rows]
    for target in targets:
        name, allowed = target["name"], reach(rows, target["name"])
        declared = {(d.get("byName") or d.get("target") or [None])[0] for d in target["dependencies"]} - {None}
        for module in sorted(declared - allowed):
            yield f"Package.swift lets {name} depend on {module}; its row does not"
        for source in sorted((ROOT / "Sources" / name).rglob("*.swift")):
            imported = set(IMPORT.findall(source.read_text())) - SYSTEM
            imported -= OUTSIDE.get(name, set())
            for module in sorted(imported - allowed):
                yield f"{source.relative_to(ROOT)} imports {module}; {name}'s row does not"


def main():
    rows = house()
    found = list(dict.fromkeys(faults(rows)))
    for fault in found:
        print(f"layers: {fault}", file=sys.stderr)
    print(f"layers: {len(rows)} modules, {len(found)} faults")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
