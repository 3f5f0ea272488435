/** A push with apns2. Nothing in here knows of the sandbox: docs/clients.md. */
import { readFile } from 'node:fs/promises';
import { ApnsClient, ApnsError, Host, Notification } from 'apns2';

const { APNS_KEY_FILE, APNS_KEY_ID, APNS_TEAM_ID, APNS_TOPIC, APNS_DEVICE_TOKEN } = process.env;
const client = new ApnsClient({
  team: APNS_TEAM_ID,
  keyId: APNS_KEY_ID,
  signingKey: await readFile(APNS_KEY_FILE, 'utf8'),
  defaultTopic: APNS_TOPIC,
  host: Host.development,
});
const notification = new Notification(APNS_DEVICE_TOKEN, {
  alert: { title: 'Your order is on its way', body: 'It arrives tomorrow.' },
  data: { originalLink: '/orders/42' },
});

try {
  await client.send(notification);
  console.log(`sent to …${APNS_DEVICE_TOKEN.slice(-8)}`);
} catch (error) {
  if (!(error instanceof ApnsError)) throw error;
  console.log(`refused for …${APNS_DEVICE_TOKEN.slice(-8)}: ${error.statusCode} ${error.reason}`);
  process.exitCode = 1;
}
await client.close();
