/**
 * One journey to 100,000 addresses, half iOS and half Android: a whole sandbox in one process (twins, gateway, lab, 100
 * live phones), PostgreSQL in another. Phones register through the gateway; all other addresses through Dynamics' own
 * API, in batches of 100, each with its dry run. Nothing but their address is there: what comes is taken and not shown.
 * Then a segment journey with one push step, to everybody.
 *
 * `node --conditions=journeys-push-source --import tsx bench/journey-scale.ts [ROUNDS] [PEOPLE]`; without
 * `--import tsx` where Node runs TypeScript by itself. Each round is a process of its own, with the flags that
 * `npm start` gives to the sandbox.
 */
import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { APP } from '../sandbox/src/app.ts';
import { openVmPage } from '../sandbox/src/phone/vm-page.ts';
import { type Sandbox, startSandbox } from '../sandbox/src/sandbox.ts';

const LIMIT = { seconds: 180, mb: 500 };
/** As in tools/start.mjs. */
const LEAN = ['--heap-growing-percent=10', '--max-semi-space-size=2'];
const PHONES = 100;
const BATCH = 100;
/** Batches on their way at once. */
const BATCHES_AT_ONCE = 4;
const TITLE = 'Hello {{contact.firstname}}';

interface Round {
  /** Until all addresses were registered. */
  registering: number;
  /** From publishing the journey until everybody has left it; and what of it the process computed. */
  seconds: number;
  cpu: number;
  sent: number;
  /** Live phones whose tray shows the push. */
  shown: number;
  timeline: number;
  /** Megabytes: the most that the process ever had, and what it had while the journey ran. */
  peak: number;
  journeyPeak: number;
  heap: number;
}

/** A phone of which there is nothing but its address: it takes what comes. */
const deliver = () => 'delivered' as const;

const mb = (bytes: number) => Math.round(bytes / 2 ** 20);
const median = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

async function runRound(people: number): Promise<Round> {
  const sandbox = await startSandbox();
  const { dynamics } = sandbox;
  const ids = Array.from({ length: people }, () => randomUUID());
  ids.forEach((contactid, index) => {
    dynamics.addContact({ contactid, fullname: `Person ${index}`, trackingConsent: index % 2 === 0 });
  });
  await registerPhones(sandbox, ids.slice(0, PHONES));
  const began = performance.now();
  await registerAddresses(sandbox, ids.slice(PHONES));
  const registering = (performance.now() - began) / 1000;
  return { registering, ...(await runJourney(sandbox, people)) };
}

/** As a person does it: allow notifications, then sign in. */
async function registerPhones(sandbox: Sandbox, userIds: string[]): Promise<void> {
  const first = sandbox.phones.all().map((phone) => phone.view().profile);
  for (let index = first.length; index < userIds.length; index += 1) {
    await sandbox.phones.create(index % 2 ? 'iphone' : 'android-14').launch();
  }
  for (const [index, phone] of sandbox.phones.all().entries()) {
    const page = openVmPage(phone);
    const granted = page.evaluate('median.msdynamics.promptNotificationPermission()');
    while (!phone.view().dialog && phone.view().permission.status === 'undetermined') await turn();
    if (phone.view().dialog) phone.answerDialog('allow');
    await granted;
    const call = `median.msdynamics.registerDevice({ userId: '${userIds[index]}' })`;
    const answer = await page.evaluate<{ success: boolean }>(call);
    if (!answer.success) throw new Error(`phone ${index}: ${JSON.stringify(answer)}`);
    page.close();
    // In the background a phone shows what comes.
    await phone.background();
  }
}

async function registerAddresses({ apns, fcm, dynamics }: Sandbox, userIds: string[]): Promise<void> {
  const mobileAppId = dynamics.mobileApps()[0]?.mobileAppId ?? '';
  const { publicEndpoint, organizationId, accessTokens } = dynamics.developerInformation(mobileAppId);
  const url = `${publicEndpoint}/api/v1.0/orgs/${organizationId}/pushdeviceregistration/devices/batch`;
  const addressOf = (index: number) => {
    if (index % 2 === 0) {
      const token = randomBytes(32).toString('hex');
      apns.registerDevice({ token, bundleId: APP.id, environment: 'development', deliver });
      return { ApnsDeviceToken: token };
    }
    const token = fcm.createFcmToken();
    fcm.registerDevice({ token, packageName: APP.id, projectId: APP.firebaseProject, deliver });
    return { FcmDeviceToken: token };
  };
  const registerBatch = async (from: number) => {
    const items = userIds.slice(from, from + BATCH).map((UserId, index) => ({
      ...{ MobileAppId: mobileAppId, ApiToken: accessTokens[0], UserId },
      ...addressOf(index),
    }));
    const headers = { 'content-type': 'application/json', 'x-ms-track-registration': 'true' };
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(items) });
    if (answer.status !== 202) throw new Error(`batch: ${answer.status}`);
    await dynamics.settled();
  };
  const starts = Array.from({ length: Math.ceil(userIds.length / BATCH) }, (_, batch) => batch * BATCH);
  const queue = starts.values();
  const work = async () => {
    for (const from of queue) await registerBatch(from);
  };
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, work));
}

async function runJourney(sandbox: Sandbox, people: number): Promise<Omit<Round, 'registering'>> {
  const { dynamics, phones, timeline } = sandbox;
  const mobileAppId = dynamics.mobileApps()[0]?.mobileAppId ?? '';
  const segmentId = dynamics.segments.add({
    name: 'Everybody',
    rule: { column: 'fullname', is: 'begins-with', value: 'Person' },
  });
  const content = { title: TITLE, body: 'Ten per cent off, this week only.', link: '/offers/1' };
  const messageId = dynamics.messages.create({ name: 'Offer', mobileAppId, ...content });
  dynamics.messages.publish(messageId);
  const start = { by: 'segment' as const, segmentIds: [segmentId] };
  const journeyId = dynamics.journeys.create({ name: 'Offer', start, steps: [{ do: 'push', messageId }] });
  let journeyPeak = 0;
  const sample = setInterval(() => {
    journeyPeak = Math.max(journeyPeak, process.memoryUsage.rss());
  }, 50);
  const [began, cpuBefore] = [performance.now(), process.cpuUsage()];
  dynamics.journeys.publish(journeyId);
  await dynamics.settled();
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  clearInterval(sample);
  const { state, entered } = dynamics.journeys.get(journeyId);
  if (state !== 'completed' || entered !== people) throw new Error(`the journey is ${state} with ${entered}`);
  // What the providers have handed over, the phones show a moment later.
  const shows = () =>
    phones.all().filter((phone) => phone.view().tray.some(({ title }) => title.startsWith('Hello '))).length;
  for (let tries = 0; shows() < PHONES && tries < 100; tries += 1) await sleep(100);
  return {
    ...{
      seconds,
      cpu: (user + system) / 1e6,
      sent: dynamics.analytics.journey(journeyId).sent,
      shown: shows(),
    },
    ...{ timeline: timeline.list().length, heap: mb(process.memoryUsage().heapUsed) },
    ...{ peak: Math.round(process.resourceUsage().maxRSS / 1024), journeyPeak: mb(journeyPeak) },
  };
}

function inItsOwnProcess(people: number): Promise<Round> {
  const execArgv = [...process.execArgv, ...LEAN];
  const child = fork(new URL(import.meta.url), ['round', String(people)], { execArgv });
  return new Promise((resolve, reject) => {
    child.once('message', (round: Round) => resolve(round));
    child.once('exit', (code) => reject(new Error(`the round ended with ${code}`)));
  });
}

const write = (text: string) => process.stdout.write(`${text}\n`);

if (process.argv[2] === 'round') {
  const round = await runRound(Number(process.argv[3]));
  process.send?.(round, () => process.exit(0));
} else {
  const [rounds, people] = [Number(process.argv[2] ?? 3), Number(process.argv[3] ?? 100_000)];
  const done: Round[] = [];
  for (let index = 0; index < rounds; index += 1) {
    const round = await inItsOwnProcess(people);
    done.push(round);
    write(JSON.stringify(round));
  }
  const of = (key: keyof Round) => median(done.map((round) => round[key]));
  write(
    `median: ${of('sent')} of ${people} sent in ${of('seconds').toFixed(1)} s (limit ${LIMIT.seconds}), ` +
      `${(of('sent') / of('seconds')).toFixed(0)}/s, ${of('cpu').toFixed(1)} s of computing; registered in ${of('registering').toFixed(1)} s; ` +
      `peak ${of('peak')} MB (limit ${LIMIT.mb}); timeline ${of('timeline')} events; ` +
      `${of('shown')} of ${PHONES} live phones show it`,
  );
}
