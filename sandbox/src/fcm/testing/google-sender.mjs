/**
 * Google's clients as they are on npm, in a process of their own: it does what its parent asks for and answers with
 * what became of it. See `sender-process.ts`.
 */
import { auth, fcm } from '@googleapis/fcm';
import { cert, initializeApp } from 'firebase-admin/app';
import { getMessaging } from 'firebase-admin/messaging';

const keyFile = process.env.FCM_KEY_FILE;
const http2 = getMessaging(initializeApp({ credential: cert(keyFile) }, 'http2'));
const legacy = getMessaging(initializeApp({ credential: cert(keyFile) }, 'legacy'));
legacy.enableLegacyHttpTransport();
const generated = fcm({
  version: 'v1',
  rootUrl: process.env.FCM_ROOT_URL,
  auth: new auth.GoogleAuth({ keyFile, scopes: ['https://www.googleapis.com/auth/firebase.messaging'] }),
});

const outcomes = ({ responses }) => responses.map(({ messageId, error }) => messageId ?? error?.code);
const counted = ({ successCount, errors }) => ({
  successCount,
  codes: errors.map(({ error }) => error.code),
});
const codeOf = ({ error }) => error?.details?.find((detail) => detail.errorCode)?.errorCode;

const actions = {
  send: ([message, dryRun]) => http2.send(message, dryRun),
  sendEach: async ([messages, dryRun]) => outcomes(await http2.sendEach(messages, dryRun)),
  sendEachForMulticast: async ([message]) => outcomes(await http2.sendEachForMulticast(message)),
  sendEachLegacy: async ([messages]) => outcomes(await legacy.sendEach(messages)),
  subscribeToTopic: async ([tokens, topic]) => counted(await http2.subscribeToTopic(tokens, topic)),
  unsubscribeFromTopic: async ([tokens, topic]) => counted(await http2.unsubscribeFromTopic(tokens, topic)),
  async generated([message, validateOnly]) {
    const requestBody = { message, validateOnly };
    const parent = `projects/${process.env.FCM_PROJECT}`;
    return (await generated.projects.messages.send({ parent, requestBody })).data.name;
  },
};

process.on('message', async ({ id, action, given }) => {
  const answer = await actions[action](given).then(
    (result) => ({ result }),
    (error) => ({
      error: error.response ? `${error.response.status} ${codeOf(error.response.data ?? {})}` : error.code,
    }),
  );
  process.send({ id, ...answer });
});
process.on('disconnect', () => process.exit());
process.send({ ready: true });
