"""write_elements.py [TAG=SIZE...] [end=TAG+N] [behind=N]: a police terminal of somebody else. It writes the licence's record and signature
as it found them first, but for elements that are to have another size. With `end` the record breaks off N bytes behind the begin of an
element, with `behind` so many bytes follow the signature.
"""
import os
import sys
from pathlib import Path

sys.dont_write_bytecode = True
from licence_files import RECORD, SIGNATURE, LicenceFiles, elements, named  # noqa: E402
from secure_channel import Channel  # noqa: E402

files = LicenceFiles()
wanted = dict(word.split("=") for word in sys.argv[1:])


def found_first(short_identifier):
    kept = Path(os.environ["KARIMEN_SCRATCH"], f"{short_identifier:X}")
    if not kept.exists():
        kept.write_bytes(files.file(short_identifier))
    return kept.read_bytes()


def written(short_identifier, tags):
    """The file, and where each element begins in it."""
    content, begins = b"", {}
    for tag, value in elements(found_first(short_identifier), tags).items():
        size = int(wanted.get(f"{tag:X}", len(value)))
        begins[f"{tag:X}"] = len(content)
        content += named(tag) + (bytes([size]) if size < 0x80 else b"\x82" + size.to_bytes(2, "big")) + value[:size].ljust(size, b"7")
    return content, begins


record, begins = written(0x1B, RECORD)
signature, _ = written(0x1C, SIGNATURE)
if "end" in wanted:
    tag, more = wanted["end"].split("+")
    record = record[:begins[tag] + int(more)]
Channel(files.card, 0x30, "TESTsafety30").store({0x1B: record, 0x1C: signature + b"7" * int(wanted.get("behind", 0))})
print("written")
