import type { CreateShell, NetRequest, Observation } from '@journeys-push/shell/core';
import type { TimelinePort } from '../../timeline.ts';
import { traceIdFrom } from '../../trace.ts';

type See = TimelinePort['exchange'];
type Answered = ReturnType<See>;

/**
 * A core whose messages are kept for whoever wants to read them: what a page has sent over the bridge and which script
 * answered it. The gateway keeps what it gets; of its own requests the shell tells only those that nobody answered.
 */
export const watchShell =
  (createShell: CreateShell, see: See): CreateShell =>
  (options) => {
    const { ports } = options;
    const calls = watchCalls(see);
    const shell = createShell({
      ...options,
      ports: {
        ...ports,
        observe(observation) {
          calls.observe(observation);
          ports.observe?.(observation);
        },
        web: {
          ...ports.web,
          run(script) {
            calls.ran(script);
            return ports.web.run(script);
          },
        },
        net: {
          ...ports.net,
          send: (request) =>
            ports.net.send(request).catch((error: Error) => {
              unanswered(see, request, error);
              throw error;
            }),
        },
      },
    });
    return {
      ...shell,
      receive: (incoming) => calls.during(incoming.message, () => shell.receive(incoming)),
    };
  };

function unanswered(see: See, { method, url, headers, body }: NetRequest, error: Error): void {
  see({
    ...{
      traceId: traceIdFrom(headers.traceparent),
      from: 'shell',
      to: 'gateway',
      protocol: 'HTTP/1.1',
      method,
      url,
    },
    headers: Object.entries(headers).flat(),
    ...(body === undefined ? {} : { body }),
  })({ failure: error.message });
}

interface Open {
  traceId: string;
  /** The page's function for the answer, if it named one. */
  callback: string | undefined;
  answered: Answered;
}

/** Joins a message, the call that the core makes of it, and the script that answers. */
function watchCalls(see: See) {
  let message: unknown;
  const open: Open[] = [];
  const close = (one: Open, answer: Parameters<Answered>[0]) => {
    open.splice(open.indexOf(one), 1);
    one.answered(answer);
  };
  return {
    /** The core tells of a call before it waits for anything. */
    during<T>(incoming: unknown, work: () => T): T {
      message = incoming;
      try {
        return work();
      } finally {
        message = undefined;
      }
    },
    observe(observation: Observation) {
      if (observation.kind === 'page.call' && message !== undefined) {
        const { traceId, command } = observation;
        const body = typeof message === 'string' ? message : JSON.stringify(message);
        const answered = see({
          ...{ traceId, from: 'page', to: 'shell', protocol: 'bridge', method: 'CALL' },
          ...{ url: command, headers: [], body },
        });
        open.push({ traceId, callback: callbackIn(body), answered });
      }
      if (observation.kind !== 'page.answer') return;
      const one = open.find(({ traceId }) => traceId === observation.traceId);
      if (one && one.callback === undefined) close(one, {});
    },
    ran(script: string) {
      const [, name = '', payload] = CALL_SCRIPT.exec(script) ?? [];
      const one = payload === undefined ? undefined : open.find(({ callback }) => callback === name);
      if (one) close(one, { body: payload });
    },
  };
}

/** A script of the core that hands one value to a function of the page: the function's name and the value. */
const CALL_SCRIPT = /\.call\(window,"([^"\\]*)"\).*?\btry\{f\((.*)\)\}catch/s;

/** By the spellings of the wire (facts: median-bridge.md). */
const callbackIn = (message: string): string | undefined =>
  /["?&](?:callback|callbackFunction|statuscallback)(?:"\s*:\s*"|=)([^"&\\]+)/.exec(message)?.[1];
