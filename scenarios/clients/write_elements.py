"""write_elements.py [TAG=SIZE...]: a police terminal of somebody else. It writes the licence's record and signature as they are, but for
the elements that are to have another size, and as many bytes behind them as `behind` says.
"""
import sys

sys.dont_write_bytecode = True
from licence_files import LicenceFiles, named  # noqa: E402
from secure_channel import Channel  # noqa: E402

files = LicenceFiles()
wanted = {tag: int(size) for tag, size in (word.split("=") for word in sys.argv[1:])}


def written(elements):
    content = b""
    for tag, value in elements.items():
        size = wanted.get(f"{tag:X}", len(value))
        content += named(tag) + (bytes([size]) if size < 0x80 else b"\x82" + size.to_bytes(2, "big")) + value[:size].ljust(size, b"7")
    return content


signature = written(files.signature()) + b"7" * wanted.get("behind", 0)
Channel(files.card, 0x30, "TESTsafety30").store({0x1B: written(files.record()), 0x1C: signature})
print("written")
