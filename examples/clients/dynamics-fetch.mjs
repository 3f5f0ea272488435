/** Registers a device with Dynamics and follows it up. Nothing in here knows of the sandbox: docs/clients.md. */
import { setTimeout as pause } from 'node:timers/promises';

const { DYNAMICS_PUBLIC_ENDPOINT, DYNAMICS_ORGANIZATION_ID, DYNAMICS_MOBILE_APP_ID } = process.env;
const { DYNAMICS_API_TOKEN, DYNAMICS_USER_ID, FCM_REGISTRATION_TOKEN } = process.env;
const endpoint = DYNAMICS_PUBLIC_ENDPOINT.replace(/^(?!https?:\/\/)/, 'https://').replace(/\/+$/, '');
const devices = `${endpoint}/api/v1.0/orgs/${DYNAMICS_ORGANIZATION_ID}/pushdeviceregistration/devices`;
const app = { MobileAppId: DYNAMICS_MOBILE_APP_ID, ApiToken: DYNAMICS_API_TOKEN };

async function post(url, body, headers = {}) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return answer.json();
}

const device = { ...app, UserId: DYNAMICS_USER_ID, FcmDeviceToken: FCM_REGISTRATION_TOKEN };
const { RegistrationRequestId } = await post(devices, device, { 'x-ms-track-registration': 'true' });
console.log(`accepted as ${RegistrationRequestId}`);

for (;;) {
  const ids = { RegistrationRequestIds: [RegistrationRequestId] };
  const [{ Status, FailureReason }] = await post(`${devices}/status/`, { ...app, ...ids });
  if (Status !== 'Pending') {
    console.log(Status === 'Success' ? 'registered' : `refused: ${FailureReason}`);
    process.exitCode = Status === 'Success' ? 0 : 1;
    break;
  }
  await pause(500);
}
