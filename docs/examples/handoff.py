#!/usr/bin/env python3
"""Proves what a user came back to a portal with: KEY.pem ORIGIN NONCE, the statement on standard input (docs/portals.md)."""
import base64
import json
import subprocess
import sys
import tempfile
import time


def unpacked(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def proven(statement, key, origin, nonce):
    """What the statement says, or an exception for one that a window did not sign for this portal and this visit."""
    head, claims, signature = statement.split(".")
    with tempfile.NamedTemporaryFile() as signed, tempfile.NamedTemporaryFile() as mark:
        signed.write(f"{head}.{claims}".encode())
        signed.flush()
        mark.write(unpacked(signature))
        mark.flush()
        subprocess.run(
            ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", key, "-rawin", "-in", signed.name,
             "-sigfile", mark.name], check=True, stdout=subprocess.DEVNULL)
    said = json.loads(unpacked(claims))
    if (json.loads(unpacked(head))["alg"], said["aud"], said["nonce"]) != ("EdDSA", origin, nonce):
        raise ValueError("another portal's, or another visit's")
    if not said["iat"] - 60 <= time.time() < said["exp"]:
        raise ValueError("its time is over")
    return said


if __name__ == "__main__":
    print(json.dumps(proven(sys.stdin.readline().strip(), *sys.argv[1:4])))
