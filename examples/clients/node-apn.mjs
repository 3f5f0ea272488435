/** A push with @parse/node-apn. Nothing in here knows of the sandbox: docs/clients.md. */
import apn from '@parse/node-apn';

const { APNS_KEY_FILE, APNS_KEY_ID, APNS_TEAM_ID, APNS_TOPIC, APNS_DEVICE_TOKEN } = process.env;
const provider = new apn.Provider({
  token: { key: APNS_KEY_FILE, keyId: APNS_KEY_ID, teamId: APNS_TEAM_ID },
  production: false,
});
const notification = new apn.Notification({
  topic: APNS_TOPIC,
  pushType: 'alert',
  alert: { title: 'Your order is on its way', body: 'It arrives tomorrow.' },
  payload: { originalLink: '/orders/42' },
});

const { sent, failed } = await provider.send(notification, APNS_DEVICE_TOKEN);
for (const { device } of sent) console.log(`sent to …${device.slice(-8)}`);
for (const { device, status, response, error } of failed) {
  console.log(`refused for …${device.slice(-8)}: ${status ?? ''} ${response?.reason ?? error?.message}`);
  process.exitCode = 1;
}
await provider.shutdown();
