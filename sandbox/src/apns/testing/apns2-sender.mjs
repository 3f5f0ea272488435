/**
 * A sender with apns2, in a process of its own for `../clients.test.ts`: sends to the tokens in its argument and prints
 * what became of each.
 */
import { ApnsClient, Host, Notification } from 'apns2';

const { key, topic, tokens } = JSON.parse(process.argv[2] ?? '{}');
const client = new ApnsClient({
  team: key.teamId,
  keyId: key.keyId,
  signingKey: key.key,
  defaultTopic: topic,
  host: Host.development,
});
const sent = await client.sendMany(tokens.map((token) => new Notification(token, { alert: 'Hi' })));
process.stdout.write(JSON.stringify(sent.map((each) => each.error?.reason ?? 'sent')));
await client.close();
