/**
 * `node wait-for.mjs URL SECONDS [PID]` waits until a server answers at the URL. Exit code 1, and why, when it does not
 * within that time, or when the process PID has ended before. 0 seconds: one try.
 */
import { setTimeout as pause } from 'node:timers/promises';

const [url = '', seconds = '', pid] = process.argv.slice(2);
/** A port that takes a connection and says nothing must not keep the one try. */
const SHORTEST_MS = 2000;
const end = Date.now() + Number(seconds) * 1000;
let last = '';

if (!URL.canParse(url)) giveUp(`${url} is not an address.`);
if (!/^\d+$/.test(seconds)) giveUp(`"${seconds}" is not a number of seconds.`);
if (pid) setInterval(stopWithProcess, 100, Number(pid)).unref();
while (!(await answers())) {
  if (Date.now() >= end) giveUp(`${url} did not answer within ${seconds} s: ${last}`);
  await pause(200);
}
// What a server still sends is of no interest.
process.exit(0);

/** Any answer counts but that of a server that is not ready. */
async function answers() {
  try {
    const signal = AbortSignal.timeout(Math.max(end - Date.now(), SHORTEST_MS));
    const { status } = await fetch(url, { redirect: 'manual', signal });
    last = `it answers ${status}`;
    return status < 500;
  } catch (error) {
    last = error.cause?.code ?? error.message;
    return false;
  }
}

function stopWithProcess(id) {
  try {
    process.kill(id, 0);
  } catch {
    giveUp(`The start command ended before ${url} answered.`);
  }
}

function giveUp(why) {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}
