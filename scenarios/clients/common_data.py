"""common_data.py: the first record of the common application, byte by byte, and the last day that the card manager knows."""
import sys

sys.dont_write_bytecode = True
from reader import Card  # noqa: E402

card = Card()
card.send("00A4040C0AD3921000310001010100")
record, status = card.send("00B2010C00")
print(f"record {record.hex().upper()}" if status == "9000" else f"no record: {status}")
card.send("00A4040C08A000000151000000")
validity, status = card.send("00CA00F200")
print(f"validity {validity.decode()}" if status == "9000" else f"no validity: {status}")
