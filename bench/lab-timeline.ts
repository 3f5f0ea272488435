/**
 * The longest task of the lab's page, against the limit of 50 ms, while the timeline has much to do: 100,000 events are
 * there when it is opened; then somebody searches, filters and scrolls; then 8,000 more come in every second. Told by
 * the clock, and in time on the processor: a machine that does other things as well stretches that less.
 * `node --conditions=journeys-push-source --import tsx bench/lab-timeline.ts [SECONDS]`, after `npm start` has built once.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { startSandbox } from '../sandbox/src/sandbox.ts';

const LIMIT_MS = 50;
const EVENTS = 100_000;
const A_SECOND = 8_000;
const seconds = Number(process.argv[2] ?? 5);

const sandbox = await startSandbox({ gateway: false });
const { timeline } = sandbox;
let pushes = 0;

/** One push to one phone, as the twins tell it: eight events. */
function push(): void {
  pushes += 1;
  const number = pushes;
  const traceId = number.toString(16).padStart(32, '0');
  const token = `…${number.toString(16).padStart(8, '0')}`;
  const { record } = timeline;
  const refused = number % 20 === 0;
  record({ traceId, hop: 'lab', kind: 'journey.started', summary: 'Somebody sends a push.' });
  record({
    ...{ traceId, hop: 'dynamics', kind: 'journey.reached', outcome: 'ok', detail: { devices: 1 } },
    summary: `Dynamics sends “Offer ${number}” to 1 device of this person`,
  });
  record({
    ...{ traceId, hop: 'apns', detail: { token, environment: 'development', priority: 10 } },
    kind: refused ? 'push.refused' : 'push.accepted',
    summary: `APNs ${refused ? 'refused' : 'accepted'} a push for ${token}`,
    outcome: refused ? 'failed' : 'ok',
  });
  for (const kind of ['push.arrived', 'push.shown', 'push.tapped', 'app.resumed'])
    record({
      ...{ traceId, hop: 'phone', phone: 'p1', kind, summary: `The phone tells of ${kind}` },
      detail: { id: traceId, app: 'background' },
    });
  record({
    ...{ traceId, hop: 'dynamics', kind: 'journey.sent', outcome: 'ok', detail: { token } },
    summary: 'Dynamics handed the push to the provider',
  });
}

for (let event = 0; event < EVENTS; event += 8) push();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(`${sandbox.connection().lab}?panel=timeline`);
await page.getByText('Live', { exact: true }).waitFor();
await begin();
const count = page.locator('.timeline-count > :first-child');
await count.filter({ hasText: /1[12],\d{3} traces/ }).waitFor({ timeout: 120_000 });
await line('reading 100,000 events');

await begin();
const search = page.getByRole('searchbox', { name: 'Search the timeline' });
await search.pressSequentially('offer 77', { delay: 40 });
await settled();
await search.fill('');
await page.getByRole('combobox', { name: 'State' }).selectOption('stopped');
await settled();
await page.getByRole('combobox', { name: 'State' }).selectOption('');
await settled();
const list = page.getByRole('listbox');
for (let turn = 0; turn < 20; turn++) await list.evaluate((box) => box.scrollBy(0, 20_000));
await line('search, filter, scroll');

await begin();
for (let tick = 0; tick < seconds * 20; tick++) {
  for (let event = 0; event < A_SECOND / 20; event += 8) push();
  await sleep(50);
}
await settled();
await line(`${A_SECOND} events a second for ${seconds} s`);
const heap = await page.evaluate(
  () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
);
process.stdout.write(`the page keeps ${(heap / 2 ** 20).toFixed(0)} MB\n`);
await browser.close();
await sandbox.close();

async function settled(): Promise<void> {
  await count.filter({ hasNotText: 'searching' }).waitFor({ timeout: 120_000 });
  await sleep(500);
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds: by the clock, and on the processor. */
  dur?: number;
  tdur?: number;
  args: { name?: string };
}

async function begin(): Promise<void> {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
}

/** The tasks of the page's main thread since `begin`. */
async function line(what: string): Promise<void> {
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name.endsWith('RunTask') && mains.has(`${pid} ${tid}`),
  );
  const longest = (times: number[]) => times.reduce((one, other) => Math.max(one, other), 0) / 1000;
  const clock = longest(tasks.map(({ dur = 0 }) => dur));
  const cpu = longest(tasks.map(({ tdur = 0 }) => tdur));
  process.stdout.write(
    `${what}: longest task ${clock.toFixed(0)} ms, on the processor ${cpu.toFixed(0)} ms; of ${LIMIT_MS} ms: ${(cpu / LIMIT_MS).toFixed(2)}\n`,
  );
}
