"""licence_elements.py: what the licence application holds, byte by byte: the PIN setting, then each element that is not empty."""
import hashlib
import sys

sys.dont_write_bytecode = True
from licence_files import LicenceFiles  # noqa: E402

files = LicenceFiles()
print(f"setting {files.setting.hex().upper()}")
for tag, value in [*files.record().items(), *files.signature().items()]:
    if len(value) > 96:
        print(f"{tag:X} {len(value)} bytes, {hashlib.sha256(value).hexdigest()[:16]}")
    elif value:
        print(f"{tag:X} {value.hex().upper()}")
