"""Reads the card's number from the common application, and compares it with the printed one."""
import os
import sys

sys.dont_write_bytecode = True
from reader import Card  # noqa: E402

card = Card()
assert card.send("00A4040C0AD3921000310001010100")[1] == "9000"
record, status = card.send("00B2010C00")
assert status == "9000", status
number = record[2:17].decode()
print(number)
assert number == os.environ["KARIMEN_CARD_SERIAL"]
