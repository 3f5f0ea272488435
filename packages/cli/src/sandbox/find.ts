import type { RunningRecord, RunningSandbox } from '@journeys-push/sandbox/running';
import { Refusal } from '../refusal.ts';

/** The sandbox that runs, or of several the one with this port. Throws Refusal `sandbox-…` where it cannot be told. */
export async function findSandbox(port: number | undefined): Promise<RunningSandbox> {
  const { findRunning } = await import('@journeys-push/sandbox/running');
  const { running, silent } = await findRunning();
  const meant = (one: RunningRecord) => port === undefined || one.port === port;
  const [found, ...others] = running.filter(meant);
  if (found && others.length === 0) return found;
  if (found) throw ambiguous(running);
  const quiet = silent.find(meant);
  if (quiet) throw notAnswering(quiet);
  throw running.length === 0 ? notRunning() : notOnPort(port, running);
}

const listOf = (sandboxes: RunningRecord[]) =>
  sandboxes.map(({ port, pid }) => `port ${port} (process ${pid})`).join(', ');

const notRunning = () =>
  new Refusal('sandbox-not-running', {
    message: 'sandbox-not-running: no sandbox of this user runs on this machine.',
    remedy: 'Start one with "npm start" in another terminal, then run this again.',
  });

const notOnPort = (port: number | undefined, running: RunningRecord[]) =>
  new Refusal('sandbox-not-running', {
    message: `sandbox-not-running: no sandbox has port ${port}. There is: ${listOf(running)}.`,
    remedy: `Choose one of these with --port, or start one with "npm start -- --port ${port}".`,
  });

const ambiguous = (running: RunningRecord[]) =>
  new Refusal('sandbox-ambiguous', {
    message: `sandbox-ambiguous: ${running.length} sandboxes run: ${listOf(running)}.`,
    remedy: `Choose one with --port, e.g. --port ${running[0]?.port}.`,
  });

const notAnswering = ({ port, pid }: RunningRecord) =>
  new Refusal('sandbox-not-answering', {
    message: `sandbox-not-answering: the sandbox on port ${port} (process ${pid}) did not answer within 3 s.`,
    remedy: 'Run this again when it is less busy, or end it and start another one with "npm start".',
  });
