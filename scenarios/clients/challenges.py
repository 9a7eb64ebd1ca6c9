"""challenges.py NAME [BEFORE...]: the card's random numbers, whether any of them was seen as BEFORE, and whether that was another card."""
import os
import sys
from pathlib import Path

sys.dont_write_bytecode = True
from reader import Card  # noqa: E402

card = Card()
scratch = Path(os.environ["KARIMEN_SCRATCH"])
card.send("00A4040C0AD3921000310001010100")
number = card.send("00B2010C00")[0].hex()
card.send("00A4040C0AD392F000260100000001")
drawn = {card.send("0084000008")[0].hex() for _ in range(40)}
print(f"{len(drawn)} numbers")
(scratch / f"{sys.argv[1]}.challenges").write_text("\n".join([number, *sorted(drawn)]))
for before in sys.argv[2:]:
    other, *others = (scratch / f"{before}.challenges").read_text().split()
    print(f"{len(drawn & set(others))} of them were drawn by {before}, {'the same card' if other == number else 'another card'}")
