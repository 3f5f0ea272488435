import { CodedError } from '@journeys-push/contract/problems';
import type { Pool } from 'pg';
import QueryStream from 'pg-query-stream';
import { appendAudit } from '../access/audit.ts';
import type { Clock } from '../clock.ts';
import { borrow } from '../db/borrow.ts';
import { UNHURRIED } from '../db/connect.ts';
import { AfterAll } from '../http/cut.ts';
import type { Log } from '../log.ts';
import type { ExportKind, ExportQuery, ExportRow } from './columns.ts';
import { type ExportFormat, headOf, tailOf, textOf } from './format.ts';
import { streamOf } from './stream.ts';

export interface ExportsOptions {
  pool: Pool;
  clock: Clock;
  log: Log;
}

export interface Export {
  kind: ExportKind;
  query: ExportQuery;
  format: ExportFormat;
  /** `key:<id>`. */
  actor: string;
  traceId: string;
  /** For the audit trail: what was asked for. */
  details: object;
}

/** Streams tables of any size. */
export interface Exports {
  /** Resolves when the first rows are there. @throws CodedError `export-busy` */
  open(order: Export): Promise<ReadableStream<Uint8Array>>;
  /** Ends those under way: their readers see a broken connection, not a file that looks whole. */
  close(): Promise<void>;
}

/** Each holds one of the pool's ten connections for as long as its reader takes. */
const AT_ONCE = 2;

const INCOMPLETE = 'Not everything in an export could be read: its last record says what';

/** Rows read and written at a time: about 200 kB. */
const ROWS = 500;

export function createExports({ pool, clock, log }: ExportsOptions): Exports {
  const running = new Map<AbortController, Promise<void>>();

  const audit = (order: Export, action: string, result: object = {}): Promise<void> => {
    const { actor, kind, traceId } = order;
    const details = { ...order.details, format: order.format, ...result };
    return appendAudit(pool, { at: clock.now(), actor, action, subject: `export:${kind}`, details, traceId });
  };

  /** The text, chunk by chunk. However it ends, the connection is given back and the audit trail told. */
  async function* chunks(order: Export, signal: AbortSignal): AsyncGenerator<string, void> {
    const { query, format } = order;
    const told: { rows: number; outcome: string; problems?: object } = { rows: 0, outcome: 'cut' };
    const { client, giveBack } = await borrow(pool);
    const stream = client.query(cursorOf(query));
    stream.on('error', () => undefined);
    try {
      let head = headOf(format, query.columns);
      const pages = batches(stream);
      for (;;) {
        const { done, value: rows } = await unlessAborted(signal, pages.next());
        if (done) break;
        told.rows += rows.length;
        yield head + textOf(format, query.columns, rows.map(query.rowOf));
        head = '';
      }
      if (head) yield head;
      const { unread } = query;
      if (!unread?.size) {
        told.outcome = 'whole';
        return;
      }
      Object.assign(told, { outcome: 'incomplete', problems: Object.fromEntries(unread) });
      log.error({ code: 'export-incomplete', ...told, kind: order.kind, traceId: order.traceId }, INCOMPLETE);
      yield tailOf(format, told.rows, unread);
      throw new AfterAll(INCOMPLETE);
    } finally {
      end(stream);
      // A cursor that was cut short ends with its connection.
      giveBack(told.outcome === 'cut');
      await audit(order, 'export-ended', told);
    }
  }

  return {
    async open(order) {
      if (running.size >= AT_ONCE) throw new CodedError('export-busy');
      const ending = new AbortController();
      let isOver = () => {};
      running.set(
        ending,
        new Promise((resolve) => {
          isOver = resolve;
        }),
      );
      try {
        await audit(order, 'export-begun');
        const line = { code: 'export-cut', kind: order.kind, traceId: order.traceId };
        return await streamOf(chunks(order, ending.signal), {
          clock,
          ending,
          onEnd(error) {
            running.delete(ending);
            isOver();
            if (error && !(error instanceof AfterAll))
              log.warn({ ...line, error: error.message }, 'An export was cut short');
          },
        });
      } catch (error) {
        running.delete(ending);
        isOver();
        throw error;
      }
    },
    async close() {
      const over = [...running.values()];
      for (const ending of running.keys()) ending.abort(new Error('the gateway is closing'));
      await Promise.all(over);
    },
  };
}

/** Open for as long as its reader takes. */
const cursorOf = ({ sql, values }: ExportQuery): QueryStream =>
  Object.assign(new QueryStream(sql, values, { batchSize: ROWS }), UNHURRIED);

function end(cursor: QueryStream): void {
  cursor.destroy();
  // Of one that is cut short, pg's timer does not learn by itself.
  cursor.callback();
}

/** Does not wait for the work any longer once the signal is aborted: a query may bring no row for long. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave);
    if (signal.aborted) leave();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

async function* batches(stream: AsyncIterable<ExportRow>): AsyncGenerator<ExportRow[]> {
  let rows: ExportRow[] = [];
  for await (const row of stream) {
    rows.push(row);
    if (rows.length < ROWS) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}
