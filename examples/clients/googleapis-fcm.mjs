/** A push with @googleapis/fcm. Nothing in here knows of the sandbox: docs/clients.md. */
import { auth, fcm } from '@googleapis/fcm';

const { GOOGLE_CLOUD_PROJECT, FCM_REGISTRATION_TOKEN } = process.env;
const client = fcm({
  version: 'v1',
  auth: new auth.GoogleAuth({ scopes: 'https://www.googleapis.com/auth/firebase.messaging' }),
});

try {
  const { data } = await client.projects.messages.send({
    parent: `projects/${GOOGLE_CLOUD_PROJECT}`,
    requestBody: {
      message: {
        token: FCM_REGISTRATION_TOKEN,
        notification: { title: 'Your order is on its way', body: 'It arrives tomorrow.' },
        data: { originalLink: '/orders/42' },
        android: { priority: 'HIGH' },
      },
    },
  });
  console.log(`sent as ${data.name}`);
} catch (error) {
  const { status, details = [] } = error.response?.data?.error ?? {};
  if (!status) throw error;
  console.log(`refused: ${status} ${details.map(({ errorCode }) => errorCode ?? '').join(' ')}`.trim());
  process.exitCode = 1;
}
