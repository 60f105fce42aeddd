#!/usr/bin/env python3
"""Checks a log that Sotto exported, by docs/log-export.md. Needs nothing but Python 3.8 or later.

    python3 verify-log.py FILE [--digest DIGEST] [--fingerprint FINGERPRINT]

Ends with 0 and "ok" when the file is whole, with 1 and what is wrong when it is not.
"""

import argparse
import hashlib
import json
import re
import sys

MEMBERS = ("format", "version", "vault", "exported_at", "count", "entries", "digest", "signature")
OF_ENTRY = ("n", "time", "subject", "id", "previous", "evidence", "head", "body", "link")
OF_SIGNATURE = ("algorithm", "public_key", "signature")
SUBJECTS = {"vault": 1, "person": 2, "recording": 3, "session": 4}
NOTHING = "0" * 64


class Wrong(Exception):
    pass


def once(pairs):
    """Of a member that is there twice, one reader shows the first and another the last."""
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Wrong("a member is there twice")
    return members


def only(value, members, what):
    """What no digest covers anybody can put in."""
    added = sorted(set(value) - set(members))
    if added:
        raise Wrong(f"{what} has a member that does not belong there: {ascii(added[0])}")


def digest(label, *parts):
    return hashlib.blake2b(b"sotto/v1 " + label.encode() + b"\0" + b"".join(parts), digest_size=32).digest()


def number(value, what):
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
        raise Wrong(f"{what} is no number")
    return value


def u64(value):
    return value.to_bytes(8, "big")


def digits(value, length, what):
    if not isinstance(value, str) or re.fullmatch(f"[0-9a-f]{{{length}}}", value) is None:
        raise Wrong(f"{what} is not {length} hexadecimal digits")
    return bytes.fromhex(value)


# Ed25519, RFC 8032, section 5.1: slow and plain, to verify one signature of public bytes.
P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(a, b):
    s, t = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    u, v = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = t - s, v - u, v + u, t + s
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar, point):
    result = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def are_equal(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point_of(encoded):
    """Null for what is no point."""
    y = int.from_bytes(encoded, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT % P
    if (x * x - square) % P != 0 or (x == 0 and sign == 1):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(key, message, signature):
    a, r = point_of(key), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    return are_equal(times(s, BASE), add(r, times(h, a)))


def link_of(before, entry, place):
    what = f"entry {place}: "
    if not isinstance(entry.get("subject"), str) or entry["subject"] not in SUBJECTS:
        raise Wrong(what + "its subject is none")
    if not isinstance(entry.get("body"), str):
        raise Wrong(what + "its body is no text")
    return digest(
        "log export entry",
        before,
        u64(number(entry.get("n"), what + "n")),
        u64(number(entry.get("time"), what + "time")),
        bytes([SUBJECTS[entry["subject"]]]),
        digits(entry.get("id"), 32, what + "id"),
        digits(entry.get("previous"), 64, what + "previous"),
        digits(entry.get("evidence"), 64, what + "evidence"),
        digits(entry.get("head"), 64, what + "head"),
        entry["body"].encode("utf-8", "surrogatepass"),
    )


def verify(exported, known, fingerprint):
    """The digest, the fingerprint of the key, and how many entries there are. Raises Wrong with what is not right."""
    if not isinstance(exported, dict) or exported.get("format") != "sotto-log":
        raise Wrong("this is no log that Sotto exported")
    if number(exported.get("version"), "version") != 1:
        raise Wrong("this is of a version that this program does not know")
    only(exported, MEMBERS, "the file")
    number(exported.get("exported_at"), "exported_at")
    vault = digits(exported.get("vault"), 32, "the id of the vault")
    count = number(exported.get("count"), "count")
    entries = exported.get("entries")
    if not isinstance(entries, list):
        raise Wrong("there are no entries")
    link = digest("log export", vault)
    heads = {}
    for place, entry in enumerate(entries):
        if not isinstance(entry, dict):
            raise Wrong(f"entry {place}: is none")
        only(entry, OF_ENTRY, f"entry {place}")
        n = number(entry.get("n"), f"entry {place}: n")
        if n != place:
            raise Wrong(f"entry {place}: one was cut out, put in or moved here (it says that it is entry {n})")
        link = link_of(link, entry, place)
        if entry.get("link") != link.hex():
            raise Wrong(f"entry {place}: it was edited, or its link was")
        subject = (entry["subject"], entry["id"])
        if entry["previous"] != heads.get(subject, NOTHING):
            raise Wrong(f"entry {place}: it does not follow the last entry of its subject")
        heads[subject] = entry["head"]
    if len(entries) != count:
        raise Wrong(f"there are {len(entries)} entries and should be {count}: the end was cut off or added to")
    found = digest("log export end", vault, u64(count), link).hex()
    if exported.get("digest") != found:
        raise Wrong("the digest is not that of these entries: vault, count or digest were edited")
    signed = exported.get("signature")
    if not isinstance(signed, dict) or signed.get("algorithm") != "ed25519":
        raise Wrong("there is no signature")
    only(signed, OF_SIGNATURE, "the signature")
    key = digits(signed.get("public_key"), 64, "the public key")
    signature = digits(signed.get("signature"), 128, "the signature")
    if not is_signed(key, b"sotto/v1 log export signature\0" + bytes.fromhex(found), signature):
        raise Wrong("the signature is not that of this file: signature or key were replaced")
    named = digest("signing key fingerprint", key)[:12].hex()
    if fingerprint is not None and re.sub(r"\s", "", fingerprint).lower() != named:
        raise Wrong("another vault has signed this than the one with the fingerprint that you gave")
    if known is not None and known.replace(" ", "").lower() != found:
        raise Wrong("this is another file than the one with the digest that you gave")
    return found, named, count


def main():
    parser = argparse.ArgumentParser(description="Checks a log that Sotto exported.")
    parser.add_argument("file")
    parser.add_argument("--digest", help="what Sotto showed when it wrote the file, or keeps in the vault's own log")
    parser.add_argument("--fingerprint", help="of the vault's key, from its recovery sheet")
    given = parser.parse_args()
    try:
        with open(given.file, encoding="utf-8") as file:
            exported = json.load(file, object_pairs_hook=once)
        found, named, count = verify(exported, given.digest, given.fingerprint)
    except (OSError, ValueError, RecursionError) as error:
        print(f"wrong: the file cannot be read as JSON in UTF-8 ({error})")
        return 1
    except Wrong as wrong:
        print(f"wrong: {wrong}")
        return 1
    print(f"ok: {count} entries, whole and in order; digest {found}")
    print("signed by " + " ".join(named[at : at + 4] for at in range(0, 24, 4)))
    if given.digest is None and given.fingerprint is None:
        print("It agrees with itself. Give --digest or --fingerprint, to see that nobody made it anew.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
