import type { Push } from './control/wire.ts';
import type { SavedState } from './data-folder.ts';
import type { Parts } from './parts.ts';
import { jsonFileWriter } from './state-file.ts';

const SAVE_AFTER_MS = 200;

const reportSaving = (error: Error) =>
  process.stderr.write(`The state could not be saved: ${error.message}\n`);

/** Saves soon after anything has happened; the returned function ends that and saves once more. */
export function keepState(
  { folder, services, gateway, phones, timeline }: Parts,
  pushes: Push[],
): () => Promise<void> {
  const { apns, fcm, dynamics, accounts, certificates } = services;
  const snapshot = (): SavedState => ({
    ...{ certificates, accounts, pushes },
    ports: {
      apns: apns.development.port,
      fcm: fcm.port,
      dynamics: Number(new URL(dynamics.publicEndpoint).port),
      gateway: gateway.port,
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
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      save().catch(reportSaving);
    }, SAVE_AFTER_MS);
  };
  const stops = [timeline.subscribe(soon), phones.onChange(soon)];
  return async () => {
    for (const stop of stops) stop();
    clearTimeout(timer);
    await save();
  };
}
