#!/bin/sh
# verify.sh: the authentication certificate against the authority's that the card carries, at the scenario's moment.
set -e
cd "$KARIMEN_SCRATCH"
pkcs15-tool --read-certificate 1 > certificate.pem
pkcs15-tool --read-certificate 3 > authority.pem
openssl verify -attime "$KARIMEN_AT_EPOCH" -partial_chain -CAfile authority.pem certificate.pem
