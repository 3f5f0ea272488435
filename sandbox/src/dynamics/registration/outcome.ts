import type { Registration } from '../records.ts';
import type { Twin } from '../twin.ts';
import { storeDevice, type Verdict } from './verdict.ts';

/** How a registration ended, and who learns of it. */
export interface Outcome {
  verdict: Verdict;
  /** The result could not be written: the status stays Pending for ever. */
  givenUp: boolean;
  /** Whether a callback URL is told. */
  told: boolean;
}

const MINUTE = 60_000;
/** Waits between attempts to write while Dataverse is throttled, about an hour in all. The real ones are unknown. */
const RETRIES = [1, 2, 4, 8, 16, 32].map((minutes) => minutes * MINUTE);

/**
 * Writes what became of a registration: the device if nothing refused it, and the outcome. Both wait while Dataverse is
 * throttled; after the last attempt the outcome is given up (facts: dynamics.md §2, reason 2 for Pending). The device
 * is then stored all the same and a callback told (assumed; switch `throttledDevice`). Undefined when the twin was
 * closed meanwhile: everything is as it was.
 */
export async function settleOutcome(
  twin: Twin,
  registration: Registration,
  refused: Verdict | undefined,
): Promise<Outcome | undefined> {
  const written = await untilWritable(twin, registration);
  if (!twin.background.open) return undefined;
  twin.state.queue.delete(registration.requestId);
  const lost = !written && twin.switches.get().throttledDevice === 'lost';
  const verdict = refused ?? (lost ? notStored : storeDevice(twin, registration));
  const history = historyOf(twin, registration);
  if (registration.tracked && written && history.status) keepResult(twin, registration, verdict);
  if (verdict.status === 'Failed') markFailed(twin, registration, verdict);
  return { verdict, givenUp: !written, told: history.webhook && !lost };
}

const notStored: Verdict = {
  status: 'Failed',
  reason: 'FailedToStoreDevice',
  details: 'Dataverse was throttled until the device was given up',
};

async function untilWritable(twin: Twin, { token }: Registration): Promise<boolean> {
  const throttled = () => twin.faults.strikeWork('outcome', token) !== undefined;
  for (const wait of RETRIES) {
    if (!throttled()) return true;
    await twin.wait(wait);
    if (!twin.background.open) return false;
  }
  return !throttled();
}

/** Where the outcome is told: nowhere with a bad ApiToken, unless the switch says so (§10 #5). */
function historyOf({ switches }: Twin, { authorized }: Registration): { status: boolean; webhook: boolean } {
  const { invalidTokenOutcome } = switches.get();
  return {
    status: authorized || ['status', 'status-and-webhook'].includes(invalidTokenOutcome),
    webhook: authorized || ['webhook', 'status-and-webhook'].includes(invalidTokenOutcome),
  };
}

function keepResult({ state }: Twin, registration: Registration, verdict: Verdict): void {
  const { requestId, mobileAppId } = registration;
  state.results.put({ requestId, mobileAppId, ...verdict });
}

/** The device table shows why, unless the device was stored by another registration. */
function markFailed({ state }: Twin, registration: Registration, { reason, details }: Verdict): void {
  const row = state.devices.get(registration);
  if (row && row.result !== 'Success') state.devices.put({ ...row, result: 'Failed', reason, details });
}
