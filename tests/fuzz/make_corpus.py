#!/usr/bin/env python3
"""Writes the seed corpora tests/fuzz/corpus/TARGET/ from the conformance table, the worked examples and the
personas. Usage: tests/fuzz/make_corpus.py; the same tree gives the same files."""
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests/fuzz/corpus"
MANAGER, JPKI, COMMON, RESIDENCE, FACE, TEXT, LICENCE = range(7)
LETTER = {"I": MANAGER, "J": JPKI, "C": COMMON, "R": RESIDENCE, "V": FACE, "T": TEXT, "L": LICENCE}
# Rows of the secrets in the order of application and file (tests/fuzz/play.hpp).
SECRET = {(JPKI, "AUTH"): 0, (JPKI, "SIGN"): 1, (COMMON, "PIN"): 2, (RESIDENCE, "PIN"): 3, (FACE, "BIRTH"): 4,
          (FACE, "B"): 5, (FACE, "A"): 6, (TEXT, "PIN"): 7, (TEXT, "A"): 8, (TEXT, "B"): 9, (LICENCE, "PIN"): 10}
SEND, CHANNEL, SESSION, SELECT, PRESENT, OPEN_CHANNEL, OPEN_SESSION, POWER, RESET, CUT, SAVE = range(11)
MOST = 36  # files of a target


def vectors():
    found, name = {}, None
    for line in (ROOT / "tests/sim/vectors.txt").read_text().splitlines():
        if line.startswith("["):
            name = line[1:-1]
            found[name] = ""
        elif name and line and not line.startswith("#"):
            found[name] += line.strip()
    return {name: bytes.fromhex(text) for name, text in found.items()}


VECTORS = vectors()


def expand(text):
    out = ""
    for word in text.split():
        run = re.fullmatch(r"([0-9A-F]{2})\*(\d+)", word)
        named = re.match(r"\[(\w+)\](.*)", word)
        out += run[1] * int(run[2]) if run else VECTORS[named[1]].hex() + named[2] if named else word
    return bytes.fromhex(out)


def run(command):
    size = bytes([len(command)]) if len(command) < 0xFF else b"\xff" + len(command).to_bytes(2, "big")
    return size + command


def rows():
    for line in (ROOT / "tests/conformance/conformance.txt").read_text().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if line.startswith(("#", "[")) or len(cells) < 4:
            continue
        try:
            yield cells[0], cells[1].split(), expand(cells[2])
        except (KeyError, ValueError):
            continue


def script(before, command):
    """The deeds of a row; None where the table says more than this script knows."""
    out, application = b"", MANAGER
    for word in before:
        if word in LETTER:
            application = LETTER[word]
            out += bytes([SELECT, application])
        elif word == "+SM":
            out += bytes([OPEN_SESSION])
        elif word.startswith("+"):
            if (application, word[1:]) not in SECRET:
                return None
            out += bytes([PRESENT, SECRET[application, word[1:]]])
        elif word.startswith("ef="):
            out += bytes([SEND]) + run(bytes.fromhex("00A4020C02" + word[3:]))
        elif word == ">>":
            out += bytes([POWER])
        elif word == "~":
            out += bytes([RESET])
        elif re.fullmatch(r">[0-9A-F]+=[0-9A-F]{4}", word):
            out += bytes([SEND]) + run(bytes.fromhex(word[1:-5]))
        elif word not in ("S0",) and not word.startswith("knob="):
            return None
    # What was enciphered by hand is no command of the script's own session.
    deed = SESSION if "+SM" in before and command[:1] == b"\x00" else SEND
    return out + bytes([deed]) + run(command)


def card_scripts():
    """Several rows in one script, with power cycles between them."""
    scripts = [s for _, before, command in rows() if (s := script(before, command)) and b"\x08\x20" not in s]
    size = -(-len(scripts) // MOST)
    for i in range(0, len(scripts), size):
        yield f"rows{i // size:02}", bytes([0]) + bytes([POWER]).join(scripts[i:i + size])
    wrong = bytes([PRESENT, 0x80]) * 3 + bytes([PRESENT, 0x00])
    yield "blocked", b"\x00" + wrong
    yield "cut", b"\x00" + bytes([CUT, 1, PRESENT, 0x80, CUT, 0, PRESENT, 1, CUT, 1, PRESENT, 1, SAVE, RESET])
    yield "contactless", b"\x02" + bytes([PRESENT, 0, RESET, SELECT, JPKI, SEND]) + run(bytes.fromhex("00B08A00000000"))
    session = [bytes.fromhex(text) for text in ("00A4020C020001", "00B0000000", "0020009404303132", "00200094")]
    yield "session", b"\x00" + bytes([OPEN_SESSION]) + b"".join(bytes([SESSION]) + run(each) for each in session)


ADMINISTRATION = {
    "install": ["80E60C003910A000000231040000000000000000000010A000000231050000000000000000000010A00000023106"
                "00000000000000000000010002C9000000"],
    "delete": ["80E40000124F10A0000002310600000000000000000000"],
    "pin": ["80E2800007800604" + "39393939"],
    "pin_of_jpki": ["80E62000100000" + "0AD392F000260100000001" + "000000", "80E280000780180439393939",
                    "80E2800007801B0441424344"],
    "resources": ["80CAFF2100", "80F240000A4F0000", "80F24002024F0000", "80F22000024F00"],
    "read": ["00B09B00000000", "00B09C0000", "00B09A0000"],
    "verify": ["00200086", "002000860438363432"],
    "raw": [],
}


def channel_scripts():
    for name, commands in ADMINISTRATION.items():
        for how in ((0, 1, 2, 3) if name in ("install", "delete", "resources") else (1, 4 | 1, 4 | 1 | 2)):
            body = b"".join(bytes([CHANNEL]) + run(bytes.fromhex(each)) for each in commands)
            raw = bytes([SEND]) + run(bytes.fromhex("84E2800010") + bytes(16))
            yield f"{name}{how}", bytes([how | (8 if name == "install" else 0)]) + body + (b"" if body else raw)
    record = bytes.fromhex("001BFF") + len(VECTORS["wef02"]).to_bytes(2, "big") + VECTORS["wef02"]
    record += bytes.fromhex("001CFF") + len(VECTORS["wef03"]).to_bytes(2, "big") + VECTORS["wef03"]
    blocks = [record[i:i + 200] for i in range(0, len(record), 200)]
    store = b"".join(bytes([CHANNEL]) + run(bytes([0x80, 0xE2, 0x80 if i == len(blocks) - 1 else 0, i, len(block)])
                                            + block) for i, block in enumerate(blocks))
    yield "record", bytes([4 | 1]) + store
    yield "record_cut", bytes([4 | 1]) + bytes([CUT, 30]) + store


def apdus():
    seen = {}
    for _, before, command in rows():
        letters = [LETTER[word] for word in before if word in LETTER]
        seen.setdefault((command[:2], len(command) > 6), bytes([letters[-1] if letters else 0]) + command)
    yield from ((f"row{i:02}", each) for i, each in enumerate(list(seen.values())[:MOST - 8]))
    yield "extended_le", bytes.fromhex("01 00B0000000 0000")
    yield "extended_lc", bytes.fromhex("01 00A4040C 000005 D392F00026")
    yield "extended_lc_le", bytes.fromhex("01 00A40400 000005 D392F00026 0000")
    yield "header", bytes.fromhex("00 00A40000")
    yield "short", bytes.fromhex("00 00A4")


def ber(tag, value):
    head = bytes([tag])
    if len(value) < 0x80:
        return head + bytes([len(value)]) + value
    if len(value) < 0x100:
        return head + b"\x81" + bytes([len(value)]) + value
    return head + b"\x82" + len(value).to_bytes(2, "big") + value


def simple(head, value):
    return head + (bytes([len(value)]) if len(value) < 0xFF else b"\xff" + len(value).to_bytes(2, "big")) + value


def tlvs():
    sizes = (0, 1, 3, 0x7F, 0x80, 0xFE, 0xFF, 0x100, 300)
    for size in sizes:
        value = bytes(range(256)) * 2
        yield f"ber{size}", b"\x00" + ber(0x86, value[:size]) + ber(0x96, b"\x00\x10\x00")
        yield f"group{size}", b"\x01" + simple(b"\x00\x1b", value[:size]) + simple(b"\x80\x06", b"8642")
        yield f"record{size}", b"\x02" + simple(b"\x01", value[:size]) + simple(b"\x02", b"\x31")
    yield "counted", b"\x03\x07" + b"A" * 7 + b"\x00\x02BC"
    yield "install", b"\x03" + bytes.fromhex(ADMINISTRATION["install"][0][10:])
    for name in ("card_text_0002", "card_text_0003", "card_face_0001", "jpki_0006"):
        yield name, b"\x01" + VECTORS[name][:600]


def frame(content):
    return len(content).to_bytes(2, "big") + content


def streams():
    commands = [command for _, _, command in rows()]
    for i in range(0, 24):
        part = commands[i * 5:i * 5 + 5]
        yield f"session{i:02}", bytes([(0, 1, 6, 63, 255)[i % 5]]) + b"".join(
            map(frame, [b"\x01", b"\x04", *part, b"\x02", b"\x00"]))
    yield "empty_frame", b"\x00\x00\x00"
    yield "cut_length", b"\x05\x00\x01\x04\x00"
    yield "cut_body", b"\x05\x00\x05\x00\xa4"
    yield "long", b"\xff" + frame(bytes(5000)) + frame(b"\x00")


def licence_files():
    wef02, wef03 = VECTORS["wef02"], VECTORS["wef03"]
    yield "wef02", b"\x00" + wef02
    yield "wef02_filler", b"\x00" + wef02 + b"\xff" * 20
    yield "wef03", b"\x01" + wef03
    yield "both", b"\x02" + len(wef02).to_bytes(2, "big") + wef02 + wef03
    tags = [*range(0xC2, 0x100), *range(0x100, 0x108)]
    elements = {tag: b"" for tag in tags}
    yield "empty", b"\x00" + encode(elements)
    texts = {0xC4: "優良　", 0xC6: "眼鏡等", 0xC7: "準中型車（５ｔ）と普通車に限る", 0xD7: "条件"}
    for i, (tag, text) in enumerate(texts.items()):
        jis = text.encode("iso2022_jp").replace(b"\x1b$B", b"").replace(b"\x1b(B", b"")
        yield f"text{i}", b"\x00" + encode(elements | {tag: jis})
    for i, date in enumerate(("1450101", "2150730", "3010107", "4010501", "5010501", "5080720")):
        yield f"date{i}", b"\x00" + encode(elements | {0xC2: date.encode(), 0xC5: date.encode()})
    for tag in (0xC3, 0xEC, 0xFA):
        yield f"one{tag:02x}", b"\x00" + encode(elements | {tag: b"\x01"})
    for size in (1, 0x7F, 0x80, 0x100):
        yield f"glyph{size}", b"\x00" + encode(elements | {0xCA: bytes(size)})
        yield f"photograph{size}", b"\x00" + encode(elements | {0x107: bytes(size)})
    for size in (1, 100, 700):
        yield f"part{size}", b"\x00" + wef02[:size]


def encode(elements):
    out = b""
    for tag, value in elements.items():
        out += tag.to_bytes(2 if tag > 0xFF else 1, "big")
        out += (bytes([len(value)]) if len(value) < 0x80 else b"\x82" + len(value).to_bytes(2, "big")) + value
    return out


def card_files():
    for path in sorted((ROOT / "fixtures/personas").glob("*.yaml"))[:MOST - 8]:
        yield path.stem, path.read_bytes()
    small = {
        "one_line": "persona: hanako\n",
        "pins": "persona: hanako\npins: {authentication: {value: \"1357\", tries_left: 1}, licence: none}\n",
        "person": "persona: hanako\nperson: {name: 試験　太郎, birth_date: 2004-02-29, sex: male}\n",
        "card": "persona: hanako\ncard:\n  expires: 2035-07-08\n  extension: {capacity: 8000, used: 1400}\n",
        "defects": "persona: hanako\ncard: {defects: [tampered_record, foreign_signer]}\n",
        "knobs": "persona: hanako\ncard: {knobs: {lost_first_command: true}, seed: other}\n",
        "wrong": "persona: hanoko\nperson: {nme: x}\n",
        "two": "persona: hanako\n---\npersona: hanako\n",
    }
    yield from ((name, text.encode()) for name, text in small.items())


def patches():
    yield "none", b"\xff"
    yield "shorter", b"\x01"
    for offset in range(0, 400, 20):
        yield f"head{offset:03}", b"\xff" + offset.to_bytes(3, "big") + b"\x01\x01"
    for offset in (1000, 5000, 20000, 40000, 60000):
        yield f"image{offset}", b"\xff" + offset.to_bytes(3, "big") + b"\x04" + bytes(4)


def traces():
    head = '{"recording":"karimen","schema":2,"title":"hanako"%s}\n{"event":"power_on","atr":"3BE000FF8131FE4514"}\n'
    exchanges = [(command, answer) for command, answer in answers()][:120]
    for i in range(0, len(exchanges), 6):
        lines = "".join('{"event":"apdu","command":"%s","response":"%s"}\n' % (command.hex().upper(), answer)
                        for command, answer in exchanges[i:i + 6])
        masked = ',"masked":true' if i % 12 else ""
        yield f"recording{i // 6:02}", b"\x00" + (head % masked + lines + '{"event":"power_off"}\n').encode()
    yield "reset", b"\x00" + (head % "" + '{"event":"reset","atr":""}\n').encode()
    yield "wrong", b"\x00" + (head % "" + '{"event":"apdu","command":"0"}\n').encode()
    for i, (command, answer) in enumerate(exchanges[::12]):
        yield f"words{i:02}", b"\x01" + bytes([len(command)]) + command + bytes.fromhex(answer)
    yield "words_tlv", b"\x01\x00" + bytes.fromhex("6F108408A000000151000000A5049F6501FF9000")
    for i, text in enumerate(("123456789018", "1234-5678-9018", "１２３４　５６７８　９０１８", "A123456789018",
                              "00 1234 5678 9018 123456789018")):
        yield f"number{i}", b"\x02" + text.encode()


def answers():
    """Commands whose answer the table knows to the byte."""
    for line in (ROOT / "tests/conformance/conformance.txt").read_text().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if not line.startswith(("#", "[")) and len(cells) == 4 and re.fullmatch(r"([0-9A-F]{2})+", cells[3]):
            try:
                yield expand(cells[2]), cells[3]
            except (KeyError, ValueError):
                continue


def messages():
    """What a system under test answers, well and badly."""
    done = '{"outcome":"done","obstacles":[],"warnings":["INCIDENT"],"outcomes":{"fee.charged":true,"fee.amount":%s},' \
           '"papers":[{"kind":"receipt","lines":[["a","b"]]}],"changed":{"holder":{"licence.expires":"2030-01-01"}}}'
    results = ['{"protocol":1,"name":"x","version":"1","procedures":["renew_licence"],"observes":["licence.expires"]}', '{}',
               done % "1500", done % '"none"', done % '"free"', done % "1.5", '{"outcome":"refused","obstacles":["CHIP_FULL"]}',
               '{"facts":{"portal.services":["notices"],"licence.record":2,"portal_link.licence_ended":false}}']
    texts = ['{"jsonrpc":"2.0","id":3,"result":%s}' % result for result in results]
    texts += ['{"jsonrpc":"2.0","id":"a1","method":"transmit","params":{"command":"00A4040C"}}',
              '{"jsonrpc":"2.0","method":"log","params":{"text":"a"}}', '{"jsonrpc":"2.0","id":null,"error":{"code":-32700}}',
              '{"jsonrpc":"2.0","id":3,"result":' + "[" * 40 + "]" * 40 + "}", "", "{"]
    for i, text in enumerate(texts):
        yield f"frame{i:02}", b"\x10" + f"Content-Length: {len(text)}\r\n\r\n{text}".encode()
        yield f"text{i:02}", b"\xff" + text.encode()
    yield "two", b"\x00" + b"".join(f"Content-Type: json\r\ncontent-length:{len(t)} \r\n\r\n{t}".encode() for t in texts[:2])
    for i, head in enumerate(("Content-Length: -1", "Content-Length: 99999999999999999999", "Content-Length: 2\r\nContent-Length: 2",
                              "nonsense", "a: b")):
        yield f"header{i}", b"\xff" + head.encode() + b"\r\n\r\n{}"


def requests():
    """What a test suite asks of `karimen serve`: a route and its body, and connections byte by byte."""
    bodies = ['{"card":"sato_hanako","words":["tries authentication 1","licence stale"],"warm":true}',
              '{"card_file":"persona: yamada_taro\\npins: {text: \\"9753\\"}","contactless":true}', '{"saved":"004B"}', '{"to":"r1"}',
              '{"arguments":["authentication","1"]}', '{"arguments":["expires","2030-01-01"]}', '{"arguments":["tampered_record","on"]}',
              '{"arguments":["spurious_error","instruction=verify"]}', '{"arguments":["6982"]}', '{"patience":1}', "{}", "", "[[", '{"card":1}']
    for route in range(1, 15):
        yield f"route{route:02}", bytes([route, route]) + bodies[route % len(bodies)].encode()
    for i, body in enumerate(bodies):
        yield f"insert{i:02}", bytes([9, 0]) + body.encode()
        yield f"word{i:02}", bytes([12, i]) + body.encode()
    head = "Host: localhost\r\nAuthorization: Bearer fuzz-token-0001\r\n"
    streams = [f"GET /readers/r1 HTTP/1.1\r\n{head}\r\n", f"GET /readers/r1/events?after=1 HTTP/1.1\r\n{head}Last-Event-ID: 2\r\n\r\n",
               f"POST /readers/r1/insert HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n",
               f"POST /readers/r1/words/show HTTP/1.1\r\n{head}Content-Length: 2\r\n\r\n{{}}GET / HTTP/1.1\r\n{head}\r\n",
               f"GET / HTTP/1.0\r\nOrigin: null\r\n{head}Accept-Language: ja\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "G"]
    for i, stream in enumerate(streams):
        yield f"stream{i}", b"\0" + stream.encode()


TARGETS = {"card": card_scripts, "scp03": channel_scripts, "apdu": apdus, "tlv": tlvs, "vpcd": streams,
           "licence": licence_files, "card_file": card_files, "saved_card": patches, "trace": traces,
           "port": messages, "serve": requests}

for target, seeds in TARGETS.items():
    folder = CORPUS / target
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    count = 0
    for name, content in seeds():
        (folder / name).write_bytes(content)
        count += 1
    print(f"{target}: {count} files, {sum(p.stat().st_size for p in folder.iterdir())} bytes")
