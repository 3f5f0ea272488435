#!/bin/sh
# A push through FCM: curl sends it, openssl signs the assertion for Google's access token (RS256).
# Nothing in here knows of the sandbox: docs/clients.md.
set -eu
field() { node -p "JSON.parse(require('fs').readFileSync(process.env.GOOGLE_APPLICATION_CREDENTIALS))['$1']"; }
base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
token_url=https://oauth2.googleapis.com/token
scope=https://www.googleapis.com/auth/firebase.messaging
now=$(date +%s)
header=$(printf '{"alg":"RS256","typ":"JWT"}' | base64url)
claims=$(printf '{"iss":"%s","scope":"%s","aud":"%s","iat":%d,"exp":%d}' \
  "$(field client_email)" "$scope" "$token_url" "$now" "$((now + 3600))" | base64url)
key=$(mktemp)
trap 'rm -f "$key"' EXIT
field private_key >"$key"
signature=$(printf '%s.%s' "$header" "$claims" | openssl dgst -sha256 -sign "$key" -binary | base64url)
access=$(printf 'grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=%s' \
  "$header.$claims.$signature" | curl --silent --show-error --fail-with-body --data @- "$token_url" |
  node -p "JSON.parse(require('fs').readFileSync(0)).access_token")
printf 'header = "Authorization: Bearer %s"\n' "$access" | curl --silent --show-error --fail-with-body --config - \
  --json "{\"message\": {\"token\": \"$FCM_REGISTRATION_TOKEN\", \"notification\": {\"title\": \"From curl\"}}}" \
  "https://fcm.googleapis.com/v1/projects/$GOOGLE_CLOUD_PROJECT/messages:send"
