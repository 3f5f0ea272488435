import type { MobileDevice } from '../../../../src/control/channel-wire.ts';
import type { Contact, Phone } from '../../../../src/control/wire.ts';
import type { Trace } from '../../timeline/trace/traces.ts';

const plain = (id: string) => id.replaceAll('-', '').toLowerCase();

/** The person's name, where Dynamics' contacts have one. */
export const nameOf = ({ userId }: Pick<MobileDevice, 'userId'>, contacts: readonly Contact[]) =>
  contacts.find(({ contactId }) => plain(contactId) === plain(userId))?.fullName;

/** The phone of the lab that has or had this token; a row tells only the token's end. */
export function phoneOf({ token, platform }: MobileDevice, phones: readonly Phone[]): Phone | undefined {
  const ending = token.replace('…', '');
  return phones.find(
    (phone) =>
      phone.platform === platform &&
      (phone.token.endsWith(ending) || phone.tokens.some((one) => one.ending.endsWith(ending))),
  );
}

const known = new WeakMap<Trace, string[]>();

/** The registration's own trace, where the timeline still has it. */
export function tracesByRequest(traces: readonly Trace[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const trace of traces) for (const id of requestsOf(trace)) found.set(id, trace.id);
  return found;
}

function requestsOf(trace: Trace): string[] {
  const before = known.get(trace);
  if (before) return before;
  const ids = trace.events.flatMap(({ hop, detail }) =>
    hop === 'dynamics' && typeof detail?.requestId === 'string' ? [detail.requestId] : [],
  );
  known.set(trace, ids);
  return ids;
}

/** Rows that contain every word of a search, newest first. */
export function search(
  rows: readonly MobileDevice[],
  text: string,
  name: (row: MobileDevice) => string | undefined,
): MobileDevice[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows
    .filter((row) => {
      const said = [
        row.userId,
        name(row),
        row.platform,
        row.token,
        row.result,
        row.reason,
        row.details,
        row.requestId,
      ]
        .join(' ')
        .toLowerCase();
      return words.every((word) => said.includes(word));
    })
    .sort((a, b) => b.registeredAt - a.registeredAt);
}
