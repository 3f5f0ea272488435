import { useState } from 'react';
import { useLab } from '../lab-context.ts';
import type { Written } from './draft.ts';
import { outcomeOf, type Sending } from './result/outcome.ts';

/** To whom, and how. */
export interface Order {
  written: Written;
  /** One contact, or the members of a segment. */
  to: { contact: string } | { personIds: string[]; leftOut: number };
  test: boolean;
  /** Of everybody in the audience, by id. */
  names: ReadonlyMap<string, string>;
}

/** Sends, and keeps what became of it. */
export function useSending() {
  const { client, notices, contacts, info } = useLab();
  const [sending, setSending] = useState<Sending>();
  const deliver = async ({ written, to, test }: Order) => {
    if ('contact' in to) {
      const push = await client.sendPush({ contact: to.contact, ...written, test });
      return [outcomeOf(push)];
    }
    if (to.personIds.length === 0) return [];
    const { mobileAppId } = await info.known();
    const message = { mobileAppId, ...written };
    return client.sendStep({ message, personIds: to.personIds });
  };
  const send = async (order: Order) => {
    const outcomes = await notices.watch(deliver(order));
    const leftOut = 'leftOut' in order.to ? order.to.leftOut : 0;
    setSending(
      (before) =>
        outcomes && {
          id: (before?.id ?? 0) + 1,
          ...{ title: order.written.title, test: order.test, names: order.names, outcomes, leftOut },
        },
    );
    contacts.refresh();
  };
  return { sending, send };
}
