#!/bin/sh
# Registers a device with Dynamics. Nothing in here knows of the sandbox: docs/clients.md.
# The body comes from standard input: an argument could be read by everybody on this machine.
set -eu
url="$DYNAMICS_PUBLIC_ENDPOINT/api/v1.0/orgs/$DYNAMICS_ORGANIZATION_ID/pushdeviceregistration/devices"
curl --silent --show-error --fail-with-body --json @- --header 'x-ms-track-registration: true' "$url" <<EOT
{
  "MobileAppId": "$DYNAMICS_MOBILE_APP_ID",
  "ApiToken": "$DYNAMICS_API_TOKEN",
  "UserId": "$DYNAMICS_USER_ID",
  "FcmDeviceToken": "$FCM_REGISTRATION_TOKEN"
}
EOT
