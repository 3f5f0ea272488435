import { rejects } from 'node:assert/strict';
import { test } from 'node:test';
import { order } from './order.mjs';

test('a push in node:test', () =>
  order((phone) =>
    rejects(phone.shows('Another', { within: 10 }), { name: 'KitFailure', code: 'nothing-sent' }),
  ));
