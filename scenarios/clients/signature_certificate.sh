#!/bin/sh
# signature_certificate.sh FILE: reads the certificate by OpenSC, keeps it, and says what OpenSSL finds in it.
set -e
pkcs15-tool --read-certificate 2 --verify-pin --auth-id 2 --pin "$KARIMEN_SIGNATURE_PASSWORD" > "$KARIMEN_SCRATCH/$1"
openssl x509 -in "$KARIMEN_SCRATCH/$1" -noout -enddate -serial
