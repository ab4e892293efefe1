# SPDX-License-Identifier: Apache-2.0
"""Marked people, and where a trace of them stands.

Numbers lie in a region that does not exist (119999) with right check digits; no two share a birth date, so that region and date
(14 characters) stand for the number, also where its end was changed or masked. Names are of two rare characters after a surname."""
import base64
import binascii
import ctypes
import ctypes.util
import datetime
import hashlib
import pathlib
import re
import sqlite3
import subprocess
import zipfile

REGION, DAY, MASKED = "119999", datetime.timedelta(days=1), 14
SM3 = "sm3" in hashlib.algorithms_available


def check_digit(first17):
    return "10X98765432"[sum(int(d) * 2 ** (17 - i) for i, d in enumerate(first17)) % 11]


def is_registration_number(n):
    """Fifteen digits whose last one fits a firm's number of old, or an organisation code, are read as that."""
    p = 10
    for d in n[:14]:
        p = ((p + int(d)) % 10 or 10) * 2 % 11
    code = 11 - sum(int(d) * w for d, w in zip(n[6:14], (3, 7, 9, 10, 5, 8, 4, 2))) % 11
    return (p + int(n[14])) % 10 == 1 or code % 11 == int(n[14])


class Person:
    def __init__(self, i, born=datetime.date(1950, 1, 1)):
        for serial in range(i * 37 % 900 + 50, 1000):
            body = f"{REGION}{born + i * DAY:%Y%m%d}{serial:03}"
            self.old = body[:6] + body[8:17]  # the fifteen digits of before 1999
            if not is_registration_number(self.old):
                break
        self.number = body + check_digit(body)
        self.wrong = body + check_digit(body[:16] + str((int(body[16]) + 1) % 10))  # a slip in the last place
        self.name = "洛" + chr(0x7280 + i % 40) + chr(0x73A0 + i // 40)

    @property
    def wide(self):
        return self.number.translate({ord("0") + d: 0xFF10 + d for d in range(10)})

    @property
    def spaced(self):
        return f"{self.number[:6]} {self.number[6:14]} {self.number[14:]}"


def shifted(text):
    """Base64 of a text that begins at any of three places; only what does not depend on its neighbours."""
    for at in range(3):
        whole = base64.b64encode(b"\0" * at + text)
        yield whole[-(-8 * at // 6):8 * (at + len(text)) // 6]


def written(text):
    """A text as it may stand in a file or in memory."""
    plain = text.encode()
    yield "utf-8", plain
    yield "utf-16-le", text.encode("utf-16-le")
    yield "utf-16-be", text.encode("utf-16-be")
    yield from (("base64", x) for x in shifted(plain))
    yield "hex", plain.hex().encode()


def digested(text):
    for name in ["md5", "sha1", "sha256"] + ["sm3"] * SM3:
        raw = hashlib.new(name, text.encode()).digest()
        yield name, max(raw.split(b"\n"), key=len)  # patterns are lines
        yield name, raw.hex()[:24].encode()
        yield name, raw.hex()[:24].upper().encode()
        yield name, base64.b64encode(raw)[:20]


def of_number(p):
    n = p.number
    yield from written(n[:MASKED])
    yield "15 digits", p.old[:12].encode()
    for text in (p.wide[:MASKED], p.spaced[:15], n[:6] + "-" + n[6:14]):
        yield "utf-8", text.encode()
    for text in (n, n.lower(), p.old):
        yield from digested(text)


def of_name(p):
    yield from written(p.name)
    yield "gb18030", p.name.encode("gb18030")
    yield "json", "".join(f"\\u{ord(c):04x}" for c in p.name).encode()
    yield "address", "".join(f"%{b:02X}" for b in p.name.encode()).encode()


class Needles:
    """Patterns of people; search() tells (file, kind, person, pattern) of each that is found."""

    def __init__(self, people, patterns, scratch):
        self.of, self.path = {}, scratch / f"needles-{patterns.__name__}"
        for i, p in enumerate(people):
            for kind, pattern in patterns(p):
                self.of.setdefault(pattern, (kind, i))
        self.path.write_bytes(b"".join(x + b"\n" for x in self.of))

    def search(self, *folders):
        done = subprocess.run(["grep", "-raoFH", "-f", self.path, *folders], capture_output=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
        if done.returncode > 1:
            raise RuntimeError(done.stderr.decode(errors="replace"))
        for line in done.stdout.split(b"\n"):
            name, _, found = line.partition(b":")
            if found:
                kind, i = self.of[found]
                yield name.decode(), kind, i, found


# ---- what is packed: workbooks, blocks of the journal, rows of a database ----
class Zstd:
    def __init__(self):
        self.lib = ctypes.CDLL(ctypes.util.find_library("zstd"))
        self.lib.ZSTD_decompress.restype = self.lib.ZSTD_getFrameContentSize.restype = ctypes.c_ulonglong
        self.lib.ZSTD_decompress.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t]
        self.lib.ZSTD_findFrameCompressedSize.restype = ctypes.c_size_t
        self.lib.ZSTD_findFrameCompressedSize.argtypes = self.lib.ZSTD_getFrameContentSize.argtypes = [ctypes.c_char_p, ctypes.c_size_t]

    def frame(self, data):
        """The content of the frame that data begins with; None where it is none or torn."""
        size = self.lib.ZSTD_getFrameContentSize(data, len(data))
        packed = self.lib.ZSTD_findFrameCompressedSize(data, len(data))
        if size > 1 << 26 or packed > len(data):
            return None
        raw = ctypes.create_string_buffer(size or 1)
        return raw.raw[:size] if self.lib.ZSTD_decompress(raw, size, data[:packed], packed) == size else None


def opened(folder, out):
    """Unpacks what files of a folder hold packed into `out`, so that it is searched too. Returns how many pieces there were."""
    zstd, pieces = Zstd(), []
    for path in sorted(p for p in pathlib.Path(folder).rglob("*") if p.is_file()):
        data = path.read_bytes()
        if data[:4] == b"PK\3\4":
            with zipfile.ZipFile(path) as z:
                pieces += [z.read(n) for n in z.namelist()]
        if data[:16] == b"SQLite format 3\0":
            pieces += list(rows(path, zstd))
        # also frames in pages that nothing refers to any more, and in the log
        pieces += [x for m in re.finditer(rb"\x28\xb5\x2f\xfd", data) if (x := zstd.frame(data[m.start():m.start() + (1 << 16)]))]
    out.mkdir()
    for n, piece in enumerate(pieces):
        (out / f"{pathlib.Path(folder).name}-{n}").write_bytes(piece)
    return len(pieces)


def rows(path, zstd):
    """Each table's rows, texts as they are and blocks unpacked: a value that spans pages is whole here."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    db.text_factory = bytes
    for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'").fetchall():
        values = [v for row in db.execute(f'SELECT * FROM "{name.decode()}"') for v in row if isinstance(v, bytes)]
        yield b"\n".join(values)
        yield from (x for v in values if v[:4] == b"\x28\xb5\x2f\xfd" and (x := zstd.frame(v)))
    db.close()


def memory(pid, out):
    """What a process holds in memory, written to a file; how many bytes."""
    total = 0
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, open(f"/proc/{pid}/mem", "rb", 0) as mem, open(out, "wb") as image:
        for line in maps:
            span, rights, rest = line.split(None, 2)
            if "r" not in rights or "[v" in rest:
                continue
            start, end = (int(x, 16) for x in span.split("-"))
            for at in range(start, end, 1 << 20):
                try:
                    mem.seek(at)
                    total += image.write(mem.read(min(1 << 20, end - at)))
                except OSError:  # pages of a file that has grown shorter
                    break
    return total


def candidates(mask, region=REGION):
    """How many numbers a mask leaves: every birth date of 1900 to 2020, every serial, the check digit fitting."""
    hidden = [i for i, c in enumerate(mask) if c == "*"]
    assert hidden == list(range(6, 14)) and mask.startswith(region)
    day, n = datetime.date(1900, 1, 1), 0
    while day <= datetime.date(2020, 12, 31):
        n += check_digit(f"{region}{day:%Y%m%d}{mask[14:17]}") == mask[17]
        day += DAY
    return n
