import { expect, it, vi } from 'vitest';
import { pickPhones } from '../../../../src/control/pick-phones.ts';
import type { Phone, Profile } from '../../../../src/control/wire.ts';
import type { Address } from '../../address.ts';
import { type ConnectionStatus, NOT_TOLD } from '../../connection/connection.ts';
import { createNotices } from '../../notices.ts';
import { createStore } from '../../store.ts';
import { createWall } from './create-wall.ts';
import { phonesOn } from './order.ts';
import { linkOf } from './setup.ts';

const phone = (id: string, profile: string) => ({ id, profile }) as Phone;
const PHONES = [phone('p1', 'iphone'), phone('p2', 'android-14'), phone('p3', 'iphone')];

/** A lab that is opened with this query, on a sandbox with these phones. */
function open(search: string, there: readonly Phone[] = PHONES) {
  const query = createStore(search);
  const address: Address = { get: query.get, set: query.set, subscribe: query.subscribe };
  const status = createStore<ConnectionStatus>('connecting');
  const phones = createStore<readonly Phone[]>(NOT_TOLD);
  const made: string[] = [];
  const client = {
    profiles: async () => ['iphone', 'android-14', 'ipad'].map((id) => ({ id }) as Profile),
    setUpPhones: async (wanted: { profile: string; id?: string | undefined }[]) =>
      pickPhones(wanted, there).map((found, at) => {
        if (found) return found;
        const { profile = '' } = wanted[at] ?? {};
        made.push(profile);
        return phone(`new-${profile}`, profile);
      }),
  };
  const wall = createWall({ address, client, connection: { phones, status }, notices: createNotices() });
  const connect = async (now: readonly Phone[] = there) => {
    status.set('open');
    phones.set(now);
    await vi.waitFor(() => expect(wall.get().settingUp).toBe(false));
  };
  const shown = () => phonesOn(wall.get().order, phones.get());
  return { wall, query, phones, made, connect, shown, ids: () => shown().map(({ id }) => id) };
}

it('without a setup in the address the wall has what there is, and the address stays as it is', async () => {
  const lab = open('?panel=push');
  await lab.connect();
  expect(lab.ids()).toEqual(['p1', 'p2', 'p3']);
  expect(lab.query.get()).toBe('?panel=push');
});

it('the address follows what the person puts on the wall, and finds the same phones again', async () => {
  const lab = open('');
  await lab.connect();
  lab.wall.hide('p1');
  expect(lab.ids()).toEqual(['p2', 'p3']);
  // “iphone” alone would be p1.
  expect(lab.query.get()).toBe('?phones=android-14:p2,iphone:p3');
  const again = open(lab.query.get());
  await again.connect();
  expect(again.ids()).toEqual(['p2', 'p3']);
  expect(linkOf(again.shown(), undefined)).toBe('?phones=android-14,iphone');
  lab.wall.show('p1');
  lab.wall.move('p1', 0);
  expect(lab.query.get()).toBe('?phones=iphone,android-14,iphone');
});

it('the phones that the address names are made where they are lacking, and waited for', async () => {
  const lab = open('?phones=ipad,iphone');
  const made = phone('new-ipad', 'ipad');
  await lab.connect([...PHONES, made]);
  expect(lab.made).toEqual(['ipad']);
  expect(lab.ids()).toEqual(['new-ipad', 'p1']);
  expect(lab.query.get()).toBe('?phones=ipad,iphone');
  expect(lab.wall.get().problem).toBeUndefined();
});

it('what nobody knows, and what has no room, is said; the rest is shown', async () => {
  const lab = open(`?phones=nokia,${'android-14,'.repeat(7)}`, PHONES);
  await lab.connect([...PHONES, phone('new-android-14', 'android-14')]);
  expect(lab.wall.get().problem).toEqual({
    ...{ unknown: ['nokia'], known: ['iphone', 'android-14', 'ipad'] },
    tooMany: 1,
  });
  expect(lab.ids()[0]).toBe('p2');
  lab.wall.dismissProblem();
  expect(lab.wall.get().problem).toBeUndefined();
});

it('with nothing but unknown profiles the wall is as without a setup', async () => {
  const lab = open('?phones=nokia');
  await lab.connect();
  expect(lab.ids()).toEqual(['p1', 'p2', 'p3']);
  expect(lab.wall.get().problem?.unknown).toEqual(['nokia']);
});

it('“back” leads to another panel, not to another wall', async () => {
  const lab = open('?phones=iphone&panel=push');
  await lab.connect();
  lab.query.set('?phones=android-14&panel=timeline');
  expect(lab.query.get()).toBe('?phones=iphone&panel=timeline');
});

it('a phone that is thrown away leaves the wall and the address', async () => {
  const lab = open('?phones=iphone,android-14');
  await lab.connect();
  lab.phones.set(PHONES.slice(1));
  expect(lab.ids()).toEqual(['p2']);
  expect(lab.query.get()).toBe('?phones=android-14');
});

it('phones that are put on the wall before they are told all get there', async () => {
  const lab = open('');
  await lab.connect();
  lab.wall.showAll(['p1', 'p3']);
  expect(lab.query.get()).toBe('');
  const made = ['p4', 'p5', 'p6'].map((id) => phone(id, 'ipad'));
  for (const { id } of made) lab.wall.show(id);
  for (const told of [1, 2, 3]) lab.phones.set([...PHONES, ...made.slice(0, told)]);
  expect(lab.ids()).toEqual(['p1', 'p2', 'p3', 'p4', 'p5', 'p6']);
  // One that is gone makes room: only what was never told is waited for.
  lab.phones.set([...PHONES, ...made.slice(1)]);
  lab.wall.showAll(['p1', 'p7']);
  lab.phones.set([...PHONES, ...made.slice(1), phone('p7', 'ipad')]);
  expect(lab.ids()).toEqual(['p1', 'p2', 'p3', 'p5', 'p6', 'p7']);
  expect(lab.wall.get().picked).toBe('p7');
  const others = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6'];
  lab.wall.showAll(others);
  lab.phones.set([...PHONES, ...others.map((id) => phone(id, 'ipad'))]);
  expect(lab.ids()).toEqual(others);
});

it('a phone that is added before the wall is known stands beside those that come then', async () => {
  const lab = open('?phones=ipad,android-14');
  lab.wall.show('p3');
  const made = phone('new-ipad', 'ipad');
  await lab.connect([...PHONES.slice(0, 1), made]);
  lab.phones.set([...PHONES, made]);
  expect(lab.ids()).toEqual(['new-ipad', 'p2', 'p3']);
  for (const search of ['', '?phones=nokia']) {
    const early = open(search);
    early.wall.show('p4');
    await early.connect([...PHONES, phone('p4', 'ipad')]);
    expect(early.ids()).toEqual(['p1', 'p2', 'p3', 'p4']);
  }
});
