"""A build of the program with every mutant in it: the chosen files are written anew into a folder that the compiler looks into first."""
import hashlib
import json
import re
import subprocess
import sys

from cpp import enumerations
from places import File, Rendered

HEADER = '#include "tests/mutation/mutant.hpp"\n'
SILENT = "#pragma GCC system_header\n"  # a header's mutants compile among sources whose warnings are errors
BLOCK = 3000  # numbers of a file
ERROR = re.compile(r"^(?:\S*/)?overlay/(\S+?):(\d+):(\d+): error", re.MULTILINE)


class Overlay:
    def __init__(self, root, build):
        self.root, self.build = root, build
        self.folder, self.memory = build / "overlay", build / "mutants.json"
        known = json.loads(self.memory.read_text()) if self.memory.exists() else {}
        self.order = known.get("order", [])  # of the files, which gives their mutants' numbers
        self.refused = known.get("refused", {})  # file -> (checksum, names of those that do not compile)
        self.enums = enumerations((str(path.relative_to(root)), path.read_text()) for path in sorted(root.glob("sim/**/*.?pp")))
        self.files, self.rendered = {}, {}

    def add(self, name):
        """The mutants of a file that compile, as far as is known, and those that do not."""
        text = (self.root / name).read_text()
        checksum = hashlib.sha256(text.encode()).hexdigest()
        if self.refused.get(name, [""])[0] != checksum:
            self.refused[name] = [checksum, []]
        if name not in self.order:
            self.order.append(name)
        self.files[name] = file = File(name, text, self.enums)
        for n, mutant in enumerate(file.mutants):
            mutant.number = self.order.index(name) * BLOCK + n

    def compiling(self, name):
        refused = set(self.refused[name][1])
        return [mutant for mutant in self.files[name].mutants if mutant.name not in refused]

    def size(self):
        return (len(self.order) + 1) * BLOCK

    def write(self):
        """Returns whether there is a file that was not there."""
        new = False
        for name, file in self.files.items():
            path = self.folder / name
            header = HEADER if name.endswith(".cpp") else HEADER + SILENT
            rendered = self.rendered[name] = Rendered(file, self.compiling(name), header)
            new = new or not path.exists()
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_text() != rendered.text:
                path.write_text(rendered.text)
        self.build.mkdir(parents=True, exist_ok=True)
        self.memory.write_text(json.dumps({"order": self.order, "refused": self.refused}))
        return new

    def make(self, targets):
        """Builds; what the compiler refuses is left out, and built again."""
        for path in sorted(self.folder.rglob("*.?pp")) if self.folder.exists() else []:
            name = str(path.relative_to(self.folder))
            if name not in self.files:  # of an earlier call: kept as it is in the tree today
                if (self.root / name).exists():
                    self.add(name)
                else:
                    path.unlink()
        for attempt in range(12):
            if self.write() or not (self.build / "build.ninja").exists():
                subprocess.run(["cmake", "--preset", "mutate"], cwd=self.root, check=True, stdout=subprocess.DEVNULL)
            print(f"mutate: building {', '.join(targets)}" + (f", attempt {attempt + 1}" if attempt else ""), file=sys.stderr)
            done = subprocess.run(["cmake", "--build", str(self.build), "--target", *targets, "--", "-k", "0"], capture_output=True, text=True)
            if done.returncode == 0:
                return
            if not self.leave_out(done.stdout + done.stderr):
                sys.exit(f"mutate: this does not compile, and no mutant is to blame:\n{done.stdout[-6000:]}")
        sys.exit("mutate: still something that does not compile")

    def leave_out(self, complaints):
        found = 0
        for name, line, column in ERROR.findall(complaints):
            rendered = self.rendered.get(name)
            for mutant in rendered.blamed(int(line), int(column)) if rendered else []:
                found += self.refuse(name, mutant)
        if not found:
            for name, file in self.files.items():  # a constant that the compiler wanted to know
                for *_, owner in file.constants:
                    if re.search(r"[‘'](?:\w+::)*%s[’']" % re.escape(owner), complaints):
                        found += sum(self.refuse(name, mutant) for mutant in file.mutants if mutant.owner == owner)
        return found

    def refuse(self, name, mutant):
        if mutant.name in self.refused[name][1]:
            return 0
        self.refused[name][1].append(mutant.name)
        return 1
