"""SCP03 as a terminal of somebody else speaks it, with the test keys that docs/chip.md F.6 publishes: AES and its CMAC, and commands with
a MAC and encrypted data.
"""
BLOCK = 16


def doubled(number, modulus, bits):
    number <<= 1
    return number ^ modulus if number >> bits else number


def substitution():
    """The S-box: the inverse in GF(256), by powers of 3, then an affine map."""
    powers = [1]
    while len(powers) < 255:
        powers.append(powers[-1] ^ doubled(powers[-1], 0x11B, 8))
    box = {}
    for exponent, number in enumerate(powers):
        inverse = powers[-exponent % 255]
        rotated = [(inverse << turn | inverse >> 8 - turn) & 0xFF for turn in range(5)]
        box[number] = 0x63 ^ rotated[0] ^ rotated[1] ^ rotated[2] ^ rotated[3] ^ rotated[4]
    return box | {0: 0x63}


SUBSTITUTED = substitution()
TWICE = [doubled(number, 0x11B, 8) for number in range(256)]


def exclusive(left, right):
    return bytes(one ^ other for one, other in zip(left, right))


def round_keys(key):
    words, constant = [key[at:at + 4] for at in range(0, BLOCK, 4)], 1
    while len(words) < 44:
        word = words[-1]
        if len(words) % 4 == 0:
            word = bytes(SUBSTITUTED[byte] for byte in word[1:] + word[:1])
            word, constant = bytes([word[0] ^ constant]) + word[1:], TWICE[constant]
        words.append(exclusive(words[-4], word))
    return [b"".join(words[at:at + 4]) for at in range(0, 44, 4)]


def encrypted(key, block):
    first, *others = round_keys(key)
    state = exclusive(block, first)
    for number, round_key in enumerate(others, 1):
        state = bytes(SUBSTITUTED[state[(at + at % 4 * 4) % BLOCK]] for at in range(BLOCK))
        if number < len(others):
            mixed = b""
            for at in range(0, BLOCK, 4):
                column = state[at:at + 4]
                whole = column[0] ^ column[1] ^ column[2] ^ column[3]
                mixed += bytes(column[row] ^ whole ^ TWICE[column[row] ^ column[(row + 1) % 4]] for row in range(4))
            state = mixed
        state = exclusive(state, round_key)
    return state


def chained(key, vector, text):
    out = b""
    for at in range(0, len(text), BLOCK):
        vector = encrypted(key, exclusive(text[at:at + BLOCK], vector))
        out += vector
    return out


def padded(text):
    return text + b"\x80" + bytes(-(len(text) + 1) % BLOCK)


def cmac(key, text):
    number = int.from_bytes(encrypted(key, bytes(BLOCK)), "big")
    for _ in range(1 if text and len(text) % BLOCK == 0 else 2):
        number = doubled(number, 1 << 128 | 0x87, 128)
    text = text if text and len(text) % BLOCK == 0 else padded(text)
    last = exclusive(text[-BLOCK:], number.to_bytes(BLOCK, "big"))
    return chained(key, bytes(BLOCK), text[:-BLOCK] + last)[-BLOCK:]


class Channel:
    """Opened with the application that is selected; security level 03."""

    def __init__(self, card, version, name):
        self.card, self.chaining, self.counter = card, bytes(BLOCK), 0
        host = b"somebody"
        answer = self.asked(f"8050{version:02X}0008{host.hex()}00")
        context = host + answer[13:21]

        def derived(key, constant, size):
            return cmac(key, bytes(11) + bytes([constant, 0, 0, size * 8, 1]) + context)[:size]

        self.encryption, self.mac = derived(f"{name}-ENC".encode(), 4, BLOCK), derived(f"{name}-MAC".encode(), 6, BLOCK)
        if derived(self.mac, 0, 8) != answer[21:29]:
            raise ValueError("the card has other keys")
        self.asked(self.signed("84820300", derived(self.mac, 1, 8)))

    def asked(self, command):
        answer, status = self.card.send(command)
        if status != "9000":
            raise ValueError(f"{command[:8]} is answered with {status}")
        return answer

    def signed(self, header, data):
        whole = bytes.fromhex(header) + bytes([len(data) + 8]) + data
        self.chaining = cmac(self.mac, self.chaining + whole)
        return (whole + self.chaining[:8]).hex()

    def send(self, header, data):
        self.counter += 1
        vector = encrypted(self.encryption, self.counter.to_bytes(BLOCK, "big"))
        return self.asked(self.signed(header, chained(self.encryption, vector, padded(data))))

    def store(self, groups):
        """STORE DATA: {tag: value}, all of them at once."""
        whole = b""
        for tag, value in groups.items():
            size = bytes([len(value)]) if len(value) < 255 else b"\xFF" + len(value).to_bytes(2, "big")
            whole += tag.to_bytes(2, "big") + size + value
        blocks = [whole[at:at + 239] for at in range(0, len(whole), 239)]
        for number, block in enumerate(blocks):
            self.send(f"84E2{0x80 if block is blocks[-1] else 0:02X}{number:02X}", block)
