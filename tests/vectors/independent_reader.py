#!/usr/bin/env python3
"""Reads the vectors from docs/vault-format.md alone: Python's standard library, its own XChaCha20-Poly1305.

Argon2id is not in the standard library, so of the slots only the valid file's MAC is checked.
Usage: independent_reader.py FOLDER
"""

import hashlib
import hmac
import json
import os
import struct
import sys


class Failure(Exception):
    """Its text is an error code of the format."""


# --- Primitives: RFC 8439 and draft-irtf-cfrg-xchacha-03 -------------------------------------------------------------


def rotate(value, count):
    return ((value << count) & 0xFFFFFFFF) | (value >> (32 - count))


def quarter(s, a, b, c, d):
    for x, y, z, count in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        s[x] = (s[x] + s[y]) & 0xFFFFFFFF
        s[z] = rotate(s[z] ^ s[x], count)


def rounds(state):
    s = list(state)
    for _ in range(10):
        for column in range(4):
            quarter(s, column, 4 + column, 8 + column, 12 + column)
        for diagonal in range(4):
            quarter(s, diagonal, 4 + (diagonal + 1) % 4, 8 + (diagonal + 2) % 4, 12 + (diagonal + 3) % 4)
    return s


def words(text):
    return list(struct.unpack("<%dI" % (len(text) // 4), text))


CONSTANTS = words(b"expand 32-byte k")


def hchacha20(key, nonce16):
    s = rounds(CONSTANTS + words(key) + words(nonce16))
    return struct.pack("<8I", *(s[:4] + s[12:]))


def chacha20_block(key, counter, nonce12):
    state = CONSTANTS + words(key) + [counter] + words(nonce12)
    return struct.pack("<16I", *((a + b) & 0xFFFFFFFF for a, b in zip(state, rounds(state))))


def poly1305(key, message):
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    s = int.from_bytes(key[16:], "little")
    total = 0
    for start in range(0, len(message), 16):
        total = (total + int.from_bytes(message[start : start + 16] + b"\x01", "little")) * r % (2**130 - 5)
    return ((total + s) & (2**128 - 1)).to_bytes(16, "little")


def padded(data):
    return data + bytes(-len(data) % 16)


def aead_open(key, nonce, sealed, associated):
    """The plaintext, or None."""
    ciphertext, tag = sealed[:-16], sealed[-16:]
    subkey, nonce12 = hchacha20(key, nonce[:16]), bytes(4) + nonce[16:]
    lengths = struct.pack("<QQ", len(associated), len(ciphertext))
    message = padded(associated) + padded(ciphertext) + lengths
    if not hmac.compare_digest(poly1305(chacha20_block(subkey, 0, nonce12)[:32], message), tag):
        return None
    stream = b"".join(chacha20_block(subkey, 1 + i, nonce12) for i in range((len(ciphertext) + 63) // 64))
    return bytes(a ^ b for a, b in zip(ciphertext, stream))


# --- Conventions ------------------------------------------------------------------------------------------------------


def labelled(label, *parts):
    return b"sotto/v1 " + label.encode() + b"\0" + b"".join(parts)


def mac(key, label, *parts):
    return hashlib.blake2b(labelled(label, *parts), key=key, digest_size=32).digest()


derive = mac


def digest(label, *parts):
    return hashlib.blake2b(labelled(label, *parts), digest_size=32).digest()


def unwrap(key, wrapped, label, *context):
    secret = aead_open(key, wrapped[:24], wrapped[24:], labelled(label, *context))
    if secret is None:
        raise Failure("integrity/record-unauthentic")
    return secret


class Fields:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        if self.at + count > len(self.data):
            raise Failure("integrity/record-malformed")
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self, count):
        value = int.from_bytes(self.take(count), "big")
        if value >= 2**53:
            raise Failure("integrity/record-malformed")
        return value

    def begin(self, magic):
        if self.take(8) != magic:
            raise Failure("integrity/record-malformed")
        found = self.number(2)
        if found > 1:
            raise Failure("vault/newer-version")
        if found != 1:
            raise Failure("integrity/record-malformed")

    def rest(self):
        return len(self.data) - self.at

    def end(self):
        if self.rest():
            raise Failure("integrity/record-malformed")


# --- Files ------------------------------------------------------------------------------------------------------------

KINDS = {"audio": 1, "levels": 2}


def read_segment(data, recording_key, vault_id, recording_id, segment, kind):
    fields = Fields(data[:68])
    fields.begin(b"SottoSeg")
    code = fields.number(1)
    if code not in KINDS.values() or fields.number(1) != 0:
        raise Failure("integrity/record-malformed")
    ids, number, size, salt = fields.take(32), fields.number(4), fields.number(4), fields.take(16)
    if not 64 <= size <= 1024 * 1024:
        raise Failure("integrity/record-malformed")
    if (code, ids, number) != (KINDS[kind], vault_id + recording_id, segment):
        raise Failure("integrity/header-foreign")
    key = derive(recording_key, "segment key", struct.pack(">I", segment))
    if kind == "levels":
        key = derive(key, "levels key")
    key = derive(key, "chunk key", salt)
    header_digest = digest("header digest", data[:68])

    def open_chunk(index, sealed, final):
        place = struct.pack(">IQB", segment, index, final)
        return aead_open(key, sealed[:24], sealed[24:], labelled("chunk", header_digest, place))

    full, tail = divmod(len(data) - 68, size + 40)
    if tail < 40:
        raise Failure("integrity/final-missing")
    last = open_chunk(full, data[-tail:], 1)
    if last is None:
        raise Failure("integrity/final-unauthentic")
    chunks = []
    for index in range(full):
        start = 68 + index * (size + 40)
        chunk = open_chunk(index, data[start : start + size + 40], 0)
        if chunk is None:
            raise Failure("integrity/chunk-unauthentic")
        chunks.append(chunk)
    return b"".join(chunks) + last


def read_state(data, master_key):
    Fields(data).begin(b"SottoSta")
    if len(data) != 330:
        raise Failure("integrity/record-malformed")
    if not hmac.compare_digest(mac(derive(master_key, "state mac key"), "state mac", data[:-32]), data[-32:]):
        raise Failure("integrity/record-unauthentic")
    vault_id = data[10:26]
    wrap_key = derive(master_key, "state wrap key")
    return (
        unwrap(wrap_key, data[106:178], "state wrap key-table key", vault_id, data[66:74]),
        unwrap(wrap_key, data[186:258], "state wrap index key", vault_id, data[178:186]),
    )


def read_key_table(data, key_table_key):
    fields = Fields(data)
    fields.begin(b"SottoKey")
    vault_id, _, count = fields.take(16), fields.number(8), fields.number(4)
    if fields.rest() != 88 * count:
        raise Failure("integrity/record-malformed")
    entries = [(fields.take(16), fields.take(72)) for _ in range(count)]
    if any(a[0] >= b[0] for a, b in zip(entries, entries[1:])):
        raise Failure("integrity/record-malformed")
    return [unwrap(key_table_key, wrapped, "key-table entry", vault_id, id_) for id_, wrapped in entries]


def read_log(data, master_key, vault_id):
    fields = Fields(data[:26])
    fields.begin(b"SottoLog")
    if fields.take(16) != vault_id:
        raise Failure("integrity/header-foreign")
    key = derive(master_key, "log key")
    head_key = derive(key, "log head key")
    heads, records, sequence = {}, Fields(data[26:]), 0
    while records.rest():
        sealed = records.take(records.number(4))
        if not 40 + 89 <= len(sealed) <= 40 + 89 + 4096:
            raise Failure("integrity/record-malformed")
        place = struct.pack(">Q", sequence)
        entry = aead_open(key, sealed[:24], sealed[24:], labelled("log entry", vault_id, place))
        if entry is None:
            raise Failure("integrity/record-unauthentic")
        parts = Fields(entry)
        _, kind, id_, previous = parts.number(8), parts.number(1), parts.take(16), parts.take(32)
        if not 1 <= kind <= 4:
            raise Failure("integrity/record-malformed")
        if previous != heads.get((kind, id_), bytes(32)):
            raise Failure("integrity/chain-broken")
        heads[kind, id_] = mac(head_key, "log head", vault_id, place, entry)
        sequence += 1


def read_notes(data, notes_key, vault_id, notes_id, version):
    place = labelled("notes text", vault_id, notes_id, struct.pack(">Q", version))
    plaintext = aead_open(derive(notes_key, "notes text key"), data[:24], data[24:], place) if len(data) >= 40 else None
    if plaintext is None:
        raise Failure("integrity/record-unauthentic")
    fields = Fields(plaintext)
    fields.take(16)
    text = fields.take(fields.rest())
    try:
        text.decode()
    except UnicodeDecodeError:
        raise Failure("integrity/record-malformed")
    return text


def check_slots(data, master_key):
    fields = Fields(data)
    fields.begin(b"SottoSlt")
    fields.take(16)
    fields.take(512 * fields.number(2))
    if fields.take(32) != mac(derive(master_key, "slots mac key"), "slots mac", data[:-32]):
        raise Failure("vault/slots-damaged")
    fields.end()


def read(manifest, vector, data):
    keys = manifest["otherKeys" if vector["isOtherKey"] else "keys"]
    key = {name: bytes.fromhex(value) for name, value in keys.items()}
    vault_id, recording_id = bytes.fromhex(manifest["vaultId"]), bytes.fromhex(manifest["recordingId"])
    folder = vector["file"].split("/")[0]
    if folder == "segment":
        return read_segment(data, key["recording"], vault_id, recording_id, manifest["segment"], vector["kind"]).hex()
    if folder == "notes":
        notes_id, version = bytes.fromhex(manifest["notesId"]), manifest["notesVersion"]
        return read_notes(data, key["notes"], vault_id, notes_id, version).hex()
    if folder == "state":
        if read_state(data, key["vaultMaster"]) != (key["keyTable"], key["index"]):
            raise Failure("other keys")
    elif folder == "key-table":
        read_key_table(data, key["keyTable"])
    elif folder == "log":
        read_log(data, key["vaultMaster"], vault_id)
    else:
        check_slots(data, key["vaultMaster"])
    return None


def main(folder):
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    agree = differ = 0
    for vector in manifest["vectors"]:
        if vector["file"].startswith("slots/") and vector["file"] != "slots/valid.bin":
            continue
        with open(os.path.join(folder, *vector["file"].split("/")), "rb") as file:
            data = file.read()
        try:
            outcome = (None, read(manifest, vector, data))
        except Failure as failure:
            outcome = (str(failure), None)
        if outcome == (vector["error"], vector["plaintext"]):
            agree += 1
        else:
            differ += 1
            print(vector["file"], "expected", vector["error"], "found", outcome)
    print("%d agree, %d differ" % (agree, differ))


main(sys.argv[1])
