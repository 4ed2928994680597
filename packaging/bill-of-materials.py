#!/usr/bin/env python3
"""The bill of materials of the package, as SPDX 2.3: what the programs link or open, with Debian's versions and licences.

    bill-of-materials.py VERSION PROGRAM...
"""

import json
import os
import pathlib
import re
import subprocess
import sys


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def libraries(programs):
    """Paths of the shared libraries that the programs name, to be loaded with them or to be opened later."""
    names = set()
    for program in programs:
        names |= set(re.findall(rb"(?<![\w.+/-])lib[\w.+-]+\.so\.[\d.]+(?=\0)", pathlib.Path(program).read_bytes()))
    places = dict(re.findall(r"^\s+(\S+) \(libc6,x86-64.*\) => (\S+)$", output("/sbin/ldconfig", "-p"), re.M))
    names = {name.decode() for name in names}
    if unknown := names - places.keys():
        raise SystemExit(f"no such libraries: {', '.join(sorted(unknown))}")
    return {os.path.realpath(places[name]) for name in names}


def package_of(path):
    """Debian's package of a file; its place may be told under /usr or without."""
    for candidate in (path, path.removeprefix("/usr"), "/usr" + path):
        answer = subprocess.run(["dpkg-query", "-S", candidate], capture_output=True, text=True)
        if answer.returncode == 0:
            return answer.stdout.split(":")[0]
    raise SystemExit(f"no package owns {path}")


def licences(package):
    """The short names in the package's copyright file."""
    try:
        text = pathlib.Path(f"/usr/share/doc/{package}/copyright").read_text(errors="replace")
    except OSError:
        return []
    return sorted(set(re.findall(r"^License: *(\S.*?) *$", text, re.M)))


def entry(name, version, comment):
    return {
        "SPDXID": "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", name),
        "name": name,
        "versionInfo": version,
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION",
        "licenseComments": comment,
    }


def main():
    version, *programs = sys.argv[1:]
    swift = re.search(r"Swift version (\S+)", output("swift", "--version")).group(1)
    parts = [
        entry("idkiosk", version, "see the copyright file"),
        entry("swift-runtime", swift, "linked statically; Apache-2.0 with Runtime Library Exception"),
    ]
    for package in sorted({package_of(path) for path in libraries(programs)}):
        parts.append(
            entry(
                package,
                output("dpkg-query", "-W", "-f=${Version}", package),
                "linked dynamically, or opened when it is needed; in Debian's copyright file: " + ", ".join(licences(package) or ["see there"]),
            )
        )
    epoch = int(os.environ["SOURCE_DATE_EPOCH"])
    created = output("date", "-u", "-d", f"@{epoch}", "+%Y-%m-%dT%H:%M:%SZ").strip()
    print(
        json.dumps(
            {
                "spdxVersion": "SPDX-2.3",
                "dataLicense": "CC0-1.0",
                "SPDXID": "SPDXRef-DOCUMENT",
                "name": f"idkiosk-{version}",
                "documentNamespace": f"https://idkiosk.invalid/spdx/idkiosk-{version}",
                "creationInfo": {"created": created, "creators": ["Tool: packaging/bill-of-materials.py"]},
                "packages": parts,
                "relationships": [
                    {
                        "spdxElementId": "SPDXRef-DOCUMENT",
                        "relationshipType": "DESCRIBES",
                        "relatedSpdxElement": "SPDXRef-idkiosk",
                    }
                ]
                + [
                    {
                        "spdxElementId": "SPDXRef-idkiosk",
                        "relationshipType": "DEPENDS_ON",
                        "relatedSpdxElement": part["SPDXID"],
                    }
                    for part in parts[1:]
                ],
            },
            indent=2,
            ensure_ascii=False,
        )
    )


main()
