#!/usr/bin/env python3
"""examples/cluster: the job array on a real Slurm of one node, and the pods' commands of the indexed job, each merged to the digest of
the run in one piece. Where Slurm cannot be started here, that part is skipped, and says why."""
import getpass
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

import yaml

from program import KARIMEN, ROOT, InFolder, environment

EXAMPLES = ROOT / "examples/cluster"
WHAT = ["scenarios/loss", "scenarios/lectures"]
DIGEST = r"(?m)^  digest (\w{64})$"
CONFIGURATION = """ClusterName=karimen
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CredType=cred/munge
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,sched_min_interval=0
PlugStackConfig=/dev/null
NodeName={host} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES State=UP
"""


def free_ports(number):
    sockets = [socket.socket() for _ in range(number)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


class Slurm:
    """slurmctld, slurmd and munged of our own, in `folder`. `why_not`: what stands in the way, or None."""

    def __init__(self, folder):
        self.folder, self.processes, self.why_not = Path(folder), [], None
        self.environment = environment(folder, SLURM_CONF=str(self.folder / "slurm.conf"),
                                       PATH=f"{KARIMEN.parent}:{os.environ['PATH']}:/usr/sbin:/sbin")
        missing = [each for each in ("munged", "slurmctld", "slurmd", "sbatch") if not self.which(each)]
        if missing:
            self.why_not = f"not installed: {', '.join(missing)} (Debian: munge slurmctld slurmd slurm-client)"
            return
        host = socket.gethostname().split(".")[0]
        for name in "state", "spool":
            (self.folder / name).mkdir()
        (self.folder / "munge.key").write_bytes(os.urandom(128))
        (self.folder / "munge.key").chmod(0o600)
        (self.folder / "slurm.conf").write_text(CONFIGURATION.format(
            folder=folder, host=host, user=getpass.getuser(), ports=free_ports(2)))
        self.start("munged", "--foreground", "--force", *(f"--{what}={self.folder}/munge.{end}" for what, end in (
            ("key-file", "key"), ("socket", "socket"), ("pid-file", "pid"), ("log-file", "log"), ("seed-file", "seed"))))
        self.start("slurmctld", "-D", "-i")
        self.start("slurmd", "-D", "-N", host)
        self.await_node()

    def which(self, name):
        return shutil.which(name, path=self.environment["PATH"])

    def start(self, *command):
        log = open(self.folder / f"{command[0]}.out", "wb")
        self.processes.append(subprocess.Popen([self.which(command[0]), *command[1:]], stdout=log, stderr=log,
                                               env=self.environment, cwd=self.folder))
        log.close()
        time.sleep(1)

    def await_node(self, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            done = subprocess.run(["sinfo", "-h", "-o", "%T"], env=self.environment, capture_output=True, text=True)
            if done.stdout.strip() in ("idle", "mixed", "allocated"):
                return
            if any(each.poll() is not None for each in self.processes):
                break
            time.sleep(0.5)
        said = [f"{path.name}: {path.read_text(errors='replace')[-600:]}" for path in sorted(self.folder.glob("*.out"))]
        self.why_not = "Slurm does not start here:\n" + "\n".join(said)

    def stop(self):
        for each in reversed(self.processes):
            each.terminate()
        for each in self.processes:
            try:
                each.wait(timeout=20)
            except subprocess.TimeoutExpired:
                each.kill()
                each.wait()


class Cluster(InFolder):
    def whole(self):
        self.karimen("run", *(ROOT / each for each in WHAT), "--db", "whole.sqlite")
        return re.search(DIGEST, self.karimen("runs", "show", "--db", "whole.sqlite").stdout)[1]

    def test_a_job_array_on_a_real_slurm_gives_the_digest_of_the_whole_run(self):
        whole = self.whole()
        with tempfile.TemporaryDirectory(prefix="karimen-slurm-") as folder:
            slurm = Slurm(folder)
            self.addCleanup(slurm.stop)
            if slurm.why_not:
                self.skipTest(slurm.why_not)
            submit = lambda *command: subprocess.run(["sbatch", *map(str, command)], env=slurm.environment, cwd=self.folder,
                                                     capture_output=True, text=True, timeout=240)
            done = submit("--parsable", "--wait", "--array=1-3", EXAMPLES / "slurm.sh", *(ROOT / each for each in WHAT))
            job = done.stdout.strip()
            outputs = "".join(path.read_text() for path in sorted(self.folder.glob("*.out")))
            self.assertEqual(done.returncode, 0, done.stderr + outputs)
            self.assertEqual(sorted(path.name for path in (self.folder / f"karimen-{job}").glob("*.sqlite")),
                             ["part-1.sqlite", "part-2.sqlite", "part-3.sqlite"])
            merged = submit("--parsable", "--wait", f"--dependency=afterany:{job}", EXAMPLES / "merge.sh", f"karimen-{job}")
            said = (self.folder / f"karimen-merge-{merged.stdout.strip()}.out").read_text()
            self.assertEqual(merged.returncode, 0, merged.stderr + said)
            self.assertIn("3 of 3 shards", said)
            self.assertEqual(re.search(DIGEST, said)[1], whole)
            slurm.stop()

    def test_the_pods_of_the_indexed_job_give_it_too(self):
        whole = self.whole()
        job = yaml.safe_load((EXAMPLES / "kubernetes.yaml").read_text().split("---\n")[1])["spec"]
        merge = yaml.safe_load((EXAMPLES / "kubernetes-merge.yaml").read_text())["spec"]
        self.assertEqual((job["completionMode"], job["parallelism"]), ("Indexed", job["completions"]))
        container = lambda spec: spec["template"]["spec"]["containers"][0]
        results = container(job)["volumeMounts"][0]["mountPath"]

        def pod(spec, **variables):
            command = container(spec)["args"][0].replace(results + "/", str(self.folder) + "/").replace(
                "karimen run ", "karimen run " + " ".join(str(ROOT / each) for each in WHAT) + " ")
            return subprocess.run([*container(spec)["command"], command], capture_output=True, text=True, cwd=self.folder,
                                  env=environment(self.folder, PATH=f"{KARIMEN.parent}:{os.environ['PATH']}", **variables))

        for index in range(job["completions"]):
            done = pod(job, JOB_COMPLETION_INDEX=str(index), KARIMEN_PIPELINE="karimen")
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        done = pod(merge)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn(f"{job['completions']} of {job['completions']} shards", done.stdout)
        self.assertEqual(re.search(DIGEST, done.stdout)[1], whole)

    def test_an_array_of_walks_finds_what_one_machine_does(self):
        what = ("--walks", 60, "--defect", "first_obstacle_only")
        for task in (1, 2):
            done = subprocess.run([EXAMPLES / "walk.sh", *map(str, what)], capture_output=True, text=True, cwd=self.folder,
                                  env=environment(self.folder, PATH=f"{KARIMEN.parent}:{os.environ['PATH']}", SLURM_ARRAY_JOB_ID="7",
                                                  SLURM_ARRAY_TASK_ID=str(task), SLURM_ARRAY_TASK_MIN="1", SLURM_ARRAY_TASK_COUNT="2"))
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        merged = self.karimen("explore", "--merge", *(f"karimen-7/part-{task}.ndjson" for task in (1, 2)))
        whole = self.karimen("explore", *what)
        self.assertEqual((merged.returncode, merged.stdout), (1, whole.stdout), merged.stderr)

    def test_a_missing_part_is_told_by_the_exit_code(self):
        parts = self.folder / "parts"
        parts.mkdir()
        self.karimen("run", ROOT / WHAT[0], "--shard", "1/2", "--db", "parts/part-1.sqlite")
        done = subprocess.run([EXAMPLES / "merge.sh", parts], capture_output=True, text=True,
                              env=environment(self.folder, PATH=f"{KARIMEN.parent}:{os.environ['PATH']}"))
        self.assertEqual(done.returncode, 6, done.stdout + done.stderr)
        self.assertIn("1 of 2 shards", done.stdout)


if __name__ == "__main__":
    unittest.main()
