#!/bin/bash
# Random walks as a Slurm job array: sbatch --array=1-8 walk.sh [karimen explore's arguments]
# Each task walks its part and leaves in $KARIMEN_RESULTS (default: ./karimen-JOB) what it found. Findings do not fail a task. Then
#   karimen explore --merge karimen-JOB/part-*.ndjson
# says what one machine would have found, and ends as it would have ended; with 6 where parts are missing.
#SBATCH --job-name=karimen-walk
#SBATCH --array=1-4
#SBATCH --cpus-per-task=1
#SBATCH --time=02:00:00
#SBATCH --output=karimen-walk-%A_%a.out
set -uo pipefail

results=${KARIMEN_RESULTS:-karimen-$SLURM_ARRAY_JOB_ID}
part=$results/part-$SLURM_ARRAY_TASK_ID
mkdir -p "$results"

karimen explore "$@" --shard auto -j "${SLURM_CPUS_PER_TASK:-1}" --findings "$part.ndjson" --out "$part"
code=$?
case $code in
  0 | 1) exit 0 ;; # nothing, or something: both are results
  *) exit "$code" ;;
esac
