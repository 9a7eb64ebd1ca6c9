"""licence_record.py [PIN]: opens the licence application with the holder's PIN and reads its record."""
import os
import sys

sys.dont_write_bytecode = True
from reader import Card  # noqa: E402

card = Card()
if card.send("00A4040C10A0000002310600000000000000000000")[1] != "9000":
    sys.exit(print("no licence application"))
pin = sys.argv[1] if len(sys.argv) > 1 else os.environ["KARIMEN_LICENCE_PIN"]
_, status = card.send("0020008604" + pin.encode().hex())
if status != "9000":
    print(f"PIN refused, {int(status[3], 16)} tries left" if status.startswith("63C") else f"PIN refused, {status}")
    sys.exit(1)
record, status = card.send("00B09B0000")
print(f"record of {len(record)} bytes" if status == "9000" and any(record) else "no record")
