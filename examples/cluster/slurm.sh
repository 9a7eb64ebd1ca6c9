#!/bin/bash
# A run as a Slurm job array: sbatch --array=1-8 slurm.sh [karimen run's arguments]
# Each task runs its part and leaves in $KARIMEN_RESULTS (default: ./karimen-JOB) a history and a JUnit report of its own;
# merge.sh makes one run of them. Verdicts do not fail a task, for merge.sh tells them: what fails it is a task that could not run.
#SBATCH --job-name=karimen
#SBATCH --array=1-4
#SBATCH --cpus-per-task=1
#SBATCH --time=02:00:00
#SBATCH --output=karimen-%A_%a.out
set -uo pipefail

results=${KARIMEN_RESULTS:-karimen-$SLURM_ARRAY_JOB_ID}
part=$results/part-$SLURM_ARRAY_TASK_ID
mkdir -p "$results"

# A part may be empty; a history and a report that only this task writes need no lock that all nodes agree on.
karimen run "$@" --shard auto --allow-empty -j "${SLURM_CPUS_PER_TASK:-1}" \
  --db "$part.sqlite" --reporter terminal --reporter "junit=$part.xml"
code=$?
case $code in
  0 | 1 | 5) exit 0 ;; # passed, failed, undecided: all of them are results
  *) exit "$code" ;;
esac
