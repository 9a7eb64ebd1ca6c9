#!/bin/bash
# One run of the parts that slurm.sh left: merge.sh FOLDER. Writes FOLDER/all.sqlite, all.json, prints the run, and ends
# as it would have ended in one piece; with 6 where parts are missing.
#SBATCH --job-name=karimen-merge
#SBATCH --output=karimen-merge-%j.out
set -euo pipefail

folder=${1:?merge.sh FOLDER}
karimen runs merge "$folder"/part-*.sqlite --db "$folder/all.sqlite"
karimen runs export last --db "$folder/all.sqlite" >"$folder/all.json"
karimen runs show last --exit-code --db "$folder/all.sqlite"
