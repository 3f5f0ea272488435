import type { Interaction } from './records.ts';

/** §9: what the pages show goes back 12 months. */
export const KEPT_MS = 365 * 24 * 3600 * 1000;
/** Ours: a laptop's memory is not a data lake. */
const MAX_ROWS = 500_000;
/** Rows between two looks at the oldest. */
const LOOK_EVERY = 1_000;

export type InteractionLog = ReturnType<typeof createInteractionLog>;

/** The interaction data, oldest first; what is older than 12 months goes, and the oldest of more than 500,000 rows. */
export function createInteractionLog(saved: Interaction[] = [], maxRows = MAX_ROWS) {
  let rows = saved;
  const sent = new Map<string, Interaction>();
  const underWay = new Map<string, Interaction>();
  const reported = new Set<string>();
  const learn = (row: Interaction) => {
    if (row.name === 'Push Notification Sent') sent.set(keyOf(row), row);
    else if (row.name !== 'Push Notification Not Sent') reported.add(`${row.name} ${keyOf(row)}`);
  };
  for (const row of rows) learn(row);

  function forget(now: number): void {
    const excess = Math.max(0, rows.length - maxRows);
    const fresh = rows.findIndex((row) => row.at > now - KEPT_MS);
    const gone = Math.max(excess, fresh < 0 ? rows.length : fresh);
    if (gone === 0) return;
    for (const row of rows.slice(0, gone)) {
      if (sent.get(keyOf(row)) === row) sent.delete(keyOf(row));
      reported.delete(`${row.name} ${keyOf(row)}`);
    }
    rows = rows.slice(gone);
  }
  return {
    rows: (): readonly Interaction[] => rows,
    /** … and the pushes that are under way. */
    *sends(): Iterable<Interaction> {
      yield* rows;
      yield* underWay.values();
    },
    /** The push of a tracking id, from the moment its sending begins. */
    pushOf: (trackingId: string) => sent.get(keyOf({ trackingId })) ?? underWay.get(keyOf({ trackingId })),
    /** Whether a device, or its link, has told this of a push. */
    isReported: (trackingId: string, name: Interaction['name']) =>
      reported.has(`${name} ${keyOf({ trackingId })}`),
    /** A phone may be faster than its provider's answer: its report must find the push. */
    begin: (row: Interaction) => void underWay.set(keyOf(row), row),
    add(row: Interaction): void {
      underWay.delete(keyOf(row));
      rows.push(row);
      learn(row);
      if (rows.length % LOOK_EVERY === 0) forget(row.at);
    },
    forget,
  };
}

/** Tracking ids are written in lower case here; a report may come in another. */
const keyOf = ({ trackingId }: Pick<Interaction, 'trackingId'>) => trackingId.toLowerCase();
