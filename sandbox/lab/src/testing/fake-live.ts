import type { ServerResponse } from 'node:http';
import type { LiveEvents, TimelineEvent } from '../../../src/control/wire.ts';
import type { FakeState } from './fake-state.ts';

/** `GET /api/events` of the fake sandbox. */
export function createFakeLive(state: FakeState) {
  const streams = new Set<ServerResponse>();
  const send = <K extends keyof LiveEvents>(to: ServerResponse, event: K, data: LiveEvents[K]) =>
    to.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  return {
    open(response: ServerResponse): void {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      // A lost connection is tried again soon.
      response.write('retry: 50\n\n');
      streams.add(response);
      response.on('close', () => streams.delete(response));
      send(response, 'phones', state.phones);
      for (const event of state.timeline) send(response, 'timeline', event);
    },
    sendPhones(): void {
      for (const to of streams) send(to, 'phones', state.phones);
    },
    tell(events: TimelineEvent[]): void {
      state.timeline.push(...events);
      for (const to of streams) for (const event of events) send(to, 'timeline', event);
    },
    break(): void {
      for (const to of streams) to.destroy();
    },
  };
}
