import type { PhoneExpectations } from '../kit.ts';
import type { PhoneGround } from '../phone.ts';
import { asks } from './asks.ts';
import { opens } from './opens.ts';
import { isNotRegistered, isRegistered } from './registered.ts';
import { shows } from './shows.ts';
import { showsNothing } from './shows-nothing.ts';
import { until } from './until.ts';

/** What a test expects of a phone. */
export const createExpectations = (ground: PhoneGround): PhoneExpectations => ({
  shows: (wanted, wait) => shows(ground, wanted, wait),
  showsNothing: (wanted, wait) => showsNothing(ground, wanted, wait),
  opens: (pathOrUrl, wait) => opens(ground, pathOrUrl, wait),
  asks: (wait) => asks(ground, wait),
  isRegistered: (userId, wait) => isRegistered(ground, userId, wait),
  isNotRegistered: (wait) => isNotRegistered(ground, wait),
  until: (what, holds, wait) => until(ground, { what, holds }, wait),
});
