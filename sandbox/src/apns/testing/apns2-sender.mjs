/**
 * A sender with apns2, in a process of its own for the tests: sends to the tokens in its argument and prints what
 * became of each.
 */
import { ApnsClient, Errors, Host, Notification } from 'apns2';

const { key, topic, tokens, host = 'development' } = JSON.parse(process.argv[2] ?? '{}');
const client = new ApnsClient({
  team: key.teamId,
  keyId: key.keyId,
  signingKey: key.key,
  defaultTopic: topic,
  host: Host[host],
});
const known = new Set(Object.values(Errors));
const sent = await client.sendMany(tokens.map((token) => new Notification(token, { alert: 'Hi' })));
const outcomes = sent.map(({ error }) => {
  if (!error) return { sent: true };
  const { reason, statusCode: status, timestamp } = error;
  return reason ? { reason, status, timestamp, known: known.has(reason) } : { error: error.message };
});
process.stdout.write(JSON.stringify(outcomes));
await client.close();
