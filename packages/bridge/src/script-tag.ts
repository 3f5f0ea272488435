/**
 * The bridge for a page without a bundler, as a script tag or injected by the shell: fills `window.median` with what
 * it lacks and replaces nothing. Deadlines may be given on the tag: `data-deadline-ms`, `data-prompt-deadline-ms`.
 */
import { createBridge } from './create-bridge.ts';

type Members = Record<string, unknown>;

/** The member as it is, or as it is now that it was missing. Frozen objects stay what they are. */
function supply(target: unknown, name: string, value: unknown): unknown {
  const members = Object(target) as Members;
  if (members[name] == null) Reflect.set(members, name, value);
  return members[name];
}

const { deadlineMs, promptDeadlineMs } = globalThis.document?.currentScript?.dataset ?? {};
const bridge = createBridge({
  window: globalThis,
  deadlineMs: Number(deadlineMs) || undefined,
  promptDeadlineMs: Number(promptDeadlineMs) || undefined,
});
const median = supply(globalThis, 'median', {});
supply(median, 'msdynamics', bridge.msdynamics);
supply(median, 'deviceInfo', bridge.deviceInfo);
supply(supply(median, 'open', {}), 'appSettings', bridge.open.appSettings);
supply(supply(median, 'permissions', {}), 'status', bridge.permissions.status);
