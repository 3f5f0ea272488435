import type { Phone, TimelineEvent } from '../control/wire.ts';
import { unregistered } from './causes/phone.ts';
import { causeOf, type Line } from './causes/words.ts';
import { explain } from './explain.ts';
import type { Explanation, Stop } from './explanation.ts';

const REGISTER = 'msdynamics/registerDevice';

/** Why nobody, or somebody else, is registered on this phone; `events` are all of the traces that touch it. */
export function explainRegistration(
  phone: Phone,
  {
    events,
    userId,
    gateway,
  }: { events: readonly TimelineEvent[]; userId?: string | undefined; gateway: boolean },
): Explanation {
  const call = events
    .filter(({ kind, detail }) => kind === 'page.call' && detail?.command === REGISTER)
    .at(-1);
  if (!call) return stopped('register-not-called', 'page');
  const trace = explain(events.filter(({ traceId }) => traceId === call.traceId));
  if (trace.stop) return trace;
  const { registration } = phone;
  const said = `The registration is ${registration.state}${registration.for ? `, for ${registration.for}` : ''}.`;
  if (userId !== undefined && registration.userId !== undefined && registration.userId !== userId)
    return { ...trace, ...stopped('other-user', 'shell', `${said} The user is ${registration.userId}.`) };
  if (!gateway) return { ...trace, ...stopped('own-backend', 'shell', said) };
  return registration.state === 'waiting' ? { ...trace, ...stopped('waiting-for', 'shell', said) } : trace;
}

/** Why Dynamics holds a phone that it should not. */
export const explainStillHeld = (): Explanation =>
  stopped('still-held', 'dynamics', 'The device table has the token.');

function stopped(code: keyof typeof unregistered, hop: Stop['hop'], said = ''): Explanation {
  const [cause, ...rest] = unregistered[code] as Line;
  const stop = { ...causeOf(code, [`${cause} ${said}`.trimEnd(), ...rest]), hop, said };
  return { traceId: '', about: 'call', state: 'stopped', hops: [], stop };
}
