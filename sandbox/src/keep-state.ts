import type { Push } from './control/wire.ts';
import type { SavedState } from './data-folder.ts';
import type { Parts } from './parts.ts';
import { jsonFileWriter } from './state-file.ts';

/** From a change to its saving, in milliseconds; longer where saving takes long. */
const SAVE_AFTER_MS = 200;
/** Of all time, saving may take one part in so many. */
const SHARE = 20;

const reportSaving = (error: Error) =>
  process.stderr.write(`The state could not be saved: ${error.message}\n`);

/** Saves soon after anything has happened; the returned function ends that and saves once more. */
export function keepState(
  { folder, services, gateway, phones, timeline, clock, site }: Parts,
  pushes: Push[],
): () => Promise<void> {
  const { apns, fcm, dynamics, accounts, certificates } = services;
  const snapshot = (): SavedState => ({
    ...{ certificates, accounts, pushes, aheadMs: clock.ahead(), site: site.choice() },
    ports: {
      apns: apns.development.port,
      fcm: fcm.port,
      dynamics: Number(new URL(dynamics.publicEndpoint).port),
      dataverse: dynamics.dataverse?.port,
      gateway: gateway?.port,
    },
    ...{
      apns: apns.snapshot(),
      fcm: fcm.snapshot(),
      dynamics: dynamics.snapshot(),
      phones: phones.records(),
    },
  });
  const save = jsonFileWriter(folder.stateFile, snapshot);
  let timer: NodeJS.Timeout | undefined;
  let took = 0;
  const saveAndTime = async () => {
    const began = performance.now();
    await save();
    took = performance.now() - began;
  };
  const soon = () => {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        saveAndTime().catch(reportSaving);
      },
      Math.max(SAVE_AFTER_MS, took * SHARE),
    );
  };
  const stops = [timeline.subscribe(soon), phones.onChange(soon)];
  return async () => {
    for (const stop of stops) stop();
    clearTimeout(timer);
    await save();
  };
}
