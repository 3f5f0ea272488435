/** Pushes with firebase-admin: one by send, two by sendEach. Nothing in here knows of the sandbox: docs/clients.md. */
import { applicationDefault, deleteApp, initializeApp } from 'firebase-admin/app';
import { getMessaging } from 'firebase-admin/messaging';

const app = initializeApp({ credential: applicationDefault() });
const messaging = getMessaging(app);
const to = (title) => ({
  token: process.env.FCM_REGISTRATION_TOKEN,
  notification: { title, body: 'It arrives tomorrow.' },
  data: { originalLink: '/orders/42' },
  android: { priority: 'high' },
});

const refused = ({ code, message }) => {
  console.log(`refused: ${code} (${message})`);
  process.exitCode = 1;
};

await messaging
  .send(to('Your order is on its way'))
  .then((name) => console.log(`sent as ${name}`))
  .catch(refused);

const { responses } = await messaging.sendEach([to('First of two'), to('Second of two')]);
for (const { success, messageId, error } of responses) {
  if (success) console.log(`sent as ${messageId}`);
  else refused(error);
}
await deleteApp(app);
