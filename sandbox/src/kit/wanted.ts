import type { Push, TrayItem } from '../control/wire.ts';
import type { Wanted, WantedNotification } from './kit.ts';

type Field = string | RegExp | undefined;

/** As it reads in a message. */
export function inWords(wanted: Wanted): string {
  if (typeof wanted === 'string') return `“${wanted}”`;
  if (wanted instanceof RegExp) return `a title like ${wanted}`;
  if (isPush(wanted))
    return 'title' in wanted ? `“${String(wanted.title)}”` : `the push of trace ${wanted.traceId}`;
  const fields = Object.entries(wanted).map(([name, field]) => `${name} ${fieldInWords(field)}`);
  return fields.length > 0 ? `a notification with ${fields.join(', ')}` : 'any notification';
}

const fieldInWords = (field: string | RegExp) => (typeof field === 'string' ? `“${field}”` : `like ${field}`);

/** Whether a notification in the tray is the one that is wanted. */
export function isWanted(item: TrayItem, wanted: Wanted): boolean {
  if (isPush(wanted)) return item.traceId === wanted.traceId;
  const { title, body, imageUrl } = fieldsOf(wanted);
  return fits(item.title, title) && fits(item.body, body) && fits(item.imageUrl, imageUrl);
}

/** The newest push that may become it. Its title is the message's own, before anything is personalised. */
export function pushFor(pushes: readonly Push[], wanted: Wanted): Pick<Push, 'traceId'> | undefined {
  if (isPush(wanted)) return wanted;
  const { title } = fieldsOf(wanted);
  return title === undefined ? undefined : pushes.find((push) => fits(push.title, title));
}

/** What its title is, where that can be looked for in a text. */
export function titleOf(wanted: Wanted): string | undefined {
  if (isPush(wanted)) return undefined;
  const { title } = fieldsOf(wanted);
  return typeof title === 'string' ? title : undefined;
}

const isPush = (wanted: Wanted): wanted is Pick<Push, 'traceId'> =>
  typeof wanted === 'object' && 'traceId' in wanted;

const fieldsOf = (wanted: Exclude<Wanted, Pick<Push, 'traceId'>>): WantedNotification =>
  typeof wanted === 'string' || wanted instanceof RegExp ? { title: wanted } : wanted;

function fits(text: string | undefined, field: Field): boolean {
  if (field === undefined) return true;
  return typeof field === 'string' ? text === field : field.test(text ?? '');
}
