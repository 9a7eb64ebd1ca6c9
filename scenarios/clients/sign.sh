#!/bin/sh
# sign.sh authentication|signature: pkcs11-tool signs a message on the card, OpenSSL verifies it with the card's certificate.
set -e
cd "$KARIMEN_SCRATCH"
printf 'what is signed' > message
if [ "$1" = authentication ]; then
  id=01 pin=$KARIMEN_AUTHENTICATION_PIN label='JPKI (User Authentication PIN)'
  pkcs15-tool --read-certificate 1 > certificate.pem
else
  id=02 pin=$KARIMEN_SIGNATURE_PASSWORD label='JPKI (Digital Signature PIN)'
  pkcs15-tool --read-certificate 2 --verify-pin --auth-id 2 --pin "$pin" > certificate.pem
fi
pkcs11-tool --token-label "$label" --login --pin "$pin" --sign --id "$id" -m SHA256-RSA-PKCS -i message -o signature
openssl x509 -in certificate.pem -pubkey -noout > public.pem
openssl dgst -sha256 -verify public.pem -signature signature message
