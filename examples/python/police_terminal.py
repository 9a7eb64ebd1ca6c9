#!/usr/bin/env python3
"""A police terminal as a system under test: written from the published documents and docs/, not from Karimen's own institutions.

    karimen run scenarios --sut "python3 examples/python/police_terminal.py"
    karimen run scenarios --sut "python3 examples/python/police_terminal.py" --transport pcsc     # python3-pyscard

Needs python3-cryptography.
"""
import importlib.util
import os
import sys

# Both packages are Debian's: another Python that comes first in the path makes way for the one that has them.
DEBIANS = "/usr/bin/python3"
if importlib.util.find_spec("smartcard") is None and sys.executable != DEBIANS and os.access(DEBIANS, os.X_OK):
    os.execv(DEBIANS, [DEBIANS, *sys.argv])

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from karimen_sut import System, failed  # noqa: E402
from police import chip  # noqa: E402
from police.reading import Reading  # noqa: E402
from police.register import status_on  # noqa: E402

PROCEDURES = ("integrate_licence", "submit_signature_certificate", "re_record_licence", "rewrite_licence_record", "renew_licence",
              "erase_licence_record", "roadside_check", "read_with_app")

# Registries and papers that these procedures change.
KEPT = ("driver_registry.holding_form", "driver_registry.record_card", "driver_registry.history_card", "licence.expires", "licence.record", "licence.photo",
        "licence.renewed_on", "licence_document.status", "licence_document.issued_on", "signature_submission.state",
        "signature_submission.at", "signature_submission.items", "one_stop.started", "one_stop.address", "one_stop.name",
        "one_stop.birth_date", "online_lecture.state", "elderly_lecture.state", "reservation.state", "delivery_notice.used",
        "record_printout.record")


# What stands on papers that an errand hands over; none where it hands over none.
PRINTED = ("record_printout.number", "record_printout.expires", "record_printout.colour_class", "issued_document.number",
           "issued_document.expires", "receipt.at")


def terminal_system(terminal_class=Reading, name="police terminal in Python"):
    """The System of a terminal: every procedure is a method of its class."""
    system = System(name, "1.0")
    terminal = terminal_class(system)
    for procedure in PROCEDURES:
        system.procedure(procedure)(_guarded(getattr(terminal, procedure)))
    system.observe(*KEPT)
    system.observe("licence.status", by=lambda person, _name, at: status_on(person, at.date(), system.assumptions))
    return system


def _guarded(errand):
    def run(visit):
        for line in PRINTED:
            visit.show(line, None)
        try:
            return errand(visit)
        except chip.Refused as trouble:
            return failed(str(trouble))

    return run


if __name__ == "__main__":
    terminal_system().run()
