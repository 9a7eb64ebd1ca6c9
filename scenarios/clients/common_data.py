"""common_data.py: the first record of the common application, byte by byte."""
import sys

sys.dont_write_bytecode = True
from reader import Card  # noqa: E402

card = Card()
card.send("00A4040C0AD3921000310001010100")
record, status = card.send("00B2010C00")
print(f"record {record.hex().upper()}" if status == "9000" else f"no record: {status}")
