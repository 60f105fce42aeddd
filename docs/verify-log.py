#!/usr/bin/env python3
"""Checks a log that Sotto exported, by docs/log-export.md. Needs nothing but Python 3.8 or later.

    python3 verify-log.py FILE [--digest DIGEST]

Ends with 0 and "ok" when the file is whole, with 1 and what is wrong when it is not.
"""

import argparse
import hashlib
import json
import re
import sys

SUBJECTS = {"vault": 1, "person": 2, "recording": 3, "session": 4}
NOTHING = "0" * 64


class Wrong(Exception):
    pass


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


def link_of(before, entry, place):
    what = f"entry {place}: "
    if entry.get("subject") not in SUBJECTS:
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


def verify(exported, known):
    """The digest and how many entries there are. Raises Wrong with what is not right."""
    if not isinstance(exported, dict) or exported.get("format") != "sotto-log":
        raise Wrong("this is no log that Sotto exported")
    if exported.get("version") != 1:
        raise Wrong("this is of a version that this program does not know")
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
        if entry.get("n") != place:
            raise Wrong(f"entry {place}: one was cut out, put in or moved here (it says that it is entry {entry.get('n')})")
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
    if known is not None and known.replace(" ", "").lower() != found:
        raise Wrong("this is another file than the one with the digest that you gave")
    return found, count


def main():
    parser = argparse.ArgumentParser(description="Checks a log that Sotto exported.")
    parser.add_argument("file")
    parser.add_argument("--digest", help="what Sotto showed when it wrote the file, or keeps in the vault's own log")
    given = parser.parse_args()
    try:
        with open(given.file, encoding="utf-8") as file:
            exported = json.load(file)
        found, count = verify(exported, given.digest)
    except (OSError, ValueError, RecursionError) as error:
        print(f"wrong: the file cannot be read as JSON in UTF-8 ({error})")
        return 1
    except Wrong as wrong:
        print(f"wrong: {wrong}")
        return 1
    print(f"ok: {count} entries, whole and in order; digest {found}")
    if given.digest is None:
        print("It agrees with itself. Give --digest with what Sotto showed, to see that nobody made it anew.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
