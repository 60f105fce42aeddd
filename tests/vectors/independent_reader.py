#!/usr/bin/env python3
"""Reads the vectors from docs/vault-format.md alone: Python's standard library, its own XChaCha20-Poly1305.

Argon2id is not in the standard library, so of passphrase slots only the valid file's MAC is checked.
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


# --- Curve25519: RFC 7748, RFC 8032; libsodium's sealed box: X25519, HSalsa20, XSalsa20-Poly1305 -----------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def x25519(scalar, point):
    k = int.from_bytes(scalar, "little") & ~7 & ((1 << 254) - 1) | (1 << 254)
    u = int.from_bytes(point, "little") & ((1 << 255) - 1)
    x2, z2, x3, z3, swap = 1, 0, u, 1, 0
    for place in range(254, -1, -1):
        bit = (k >> place) & 1
        if swap ^ bit:
            x2, x3, z2, z3 = x3, x2, z3, z2
        swap = bit
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        da, cb = d * a % P, c * b % P
        x3, z3 = (da + cb) ** 2 % P, u * (da - cb) ** 2 % P
        aa, bb = a * a % P, b * b % P
        e = aa - bb
        x2, z2 = aa * bb % P, e * (aa + 121665 * e) % P
    if swap:
        x2, z2 = x3, z3
    return (x2 * pow(z2, P - 2, P) % P).to_bytes(32, "little")


def edwards_point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return (P - x if x & 1 != sign else x, y)


def edwards_add(one, other):
    (x1, y1), (x2, y2) = one, other
    t = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + t, P - 2, P) % P
    return (x, (y1 * y2 + x1 * x2) * pow(1 - t, P - 2, P) % P)


def edwards_times(count, point):
    total = (0, 1)
    while count:
        if count & 1:
            total = edwards_add(total, point)
        point, count = edwards_add(point, point), count >> 1
    return total


BASE = edwards_point(bytes([0x58]) + b"\x66" * 31)


def is_signed(public_key, signature, message):
    key, r, s = edwards_point(public_key), edwards_point(signature[:32]), int.from_bytes(signature[32:], "little")
    if key is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % L
    return edwards_times(s, BASE) == edwards_add(r, edwards_times(h, key))


def salsa20_words(key, nonce16):
    c, k, n = struct.unpack("<4I", b"expand 32-byte k"), struct.unpack("<8I", key), struct.unpack("<4I", nonce16)
    return [c[0], *k[:4], c[1], *n, c[2], *k[4:], c[3]]


def salsa20_rounds(state):
    s = list(state)
    for _ in range(10):
        for a, b, c, d in ((0, 4, 8, 12), (5, 9, 13, 1), (10, 14, 2, 6), (15, 3, 7, 11),
                           (0, 1, 2, 3), (5, 6, 7, 4), (10, 11, 8, 9), (15, 12, 13, 14)):
            s[b] ^= rotate((s[a] + s[d]) & 0xFFFFFFFF, 7)
            s[c] ^= rotate((s[b] + s[a]) & 0xFFFFFFFF, 9)
            s[d] ^= rotate((s[c] + s[b]) & 0xFFFFFFFF, 13)
            s[a] ^= rotate((s[d] + s[c]) & 0xFFFFFFFF, 18)
    return s


def hsalsa20(key, nonce16):
    s = salsa20_rounds(salsa20_words(key, nonce16))
    return struct.pack("<8I", *(s[place] for place in (0, 5, 10, 15, 6, 7, 8, 9)))


def salsa20_stream(key, nonce8, length):
    stream = b""
    for counter in range((length + 63) // 64):
        state = salsa20_words(key, nonce8 + struct.pack("<Q", counter))
        stream += struct.pack("<16I", *((a + b) & 0xFFFFFFFF for a, b in zip(state, salsa20_rounds(state))))
    return stream[:length]


def box_key_pair(seed):
    secret = hashlib.sha512(seed).digest()[:32]
    return secret, x25519(secret, (9).to_bytes(32, "little"))


def box_seal_open(seed, sealed):
    secret, public = box_key_pair(seed)
    ephemeral, tag, ciphertext = sealed[:32], sealed[32:48], sealed[48:]
    nonce = hashlib.blake2b(ephemeral + public, digest_size=24).digest()
    key = hsalsa20(hsalsa20(x25519(secret, ephemeral), bytes(16)), nonce[:16])
    stream = salsa20_stream(key, nonce[16:], 32 + len(ciphertext))
    if not hmac.compare_digest(poly1305(stream[:32], ciphertext), tag):
        return None
    return bytes(a ^ b for a, b in zip(ciphertext, stream[32:]))


def read_recovery_slot(slot, secret, vault_id):
    """The master key, or None when the words that spell `secret` are not this slot's."""
    fields = Fields(slot)
    fields.take(1)
    slot_id, public, signer, anchor = fields.take(16), fields.take(32), fields.take(32), fields.take(32)
    sealed, signature, made = fields.take(80), fields.take(64), fields.take(8)
    if int.from_bytes(made, "big") >= 2**53 or any(fields.take(fields.rest())):
        raise Failure("integrity/record-malformed")
    seed = derive(secret, "recovery seed", vault_id, slot_id)
    if box_key_pair(seed)[1] != public:
        return None
    mac_key = derive(secret, "recovery mac key", vault_id, slot_id)
    if mac(mac_key, "recovery anchor", vault_id, slot_id, public, signer, made) != anchor:
        return None
    if not is_signed(signer, signature, labelled("recovery signature", vault_id, slot_id, public, sealed)):
        return None
    return box_seal_open(seed, sealed)


def read_sheet(data, secret, master_key):
    fields = Fields(data)
    fields.begin(b"SottoSlt")
    vault_id = fields.take(16)
    slots = [fields.take(512) for _ in range(fields.number(2))]
    stored = fields.take(32)
    fields.end()
    opened = [read_recovery_slot(slot, secret, vault_id) for slot in slots if slot[0] == 2]
    if opened == [] or opened[0] is None:
        raise Failure("vault/unlock-failed")
    if stored != mac(derive(opened[0], "slots mac key"), "slots mac", data[:-32]):
        raise Failure("vault/slots-damaged")
    if opened[0] != master_key:
        raise Failure("another master key")


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
    elif folder == "sheets":
        read_sheet(data, key["recovery"], bytes.fromhex(manifest["keys"]["vaultMaster"]))
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
