import { describe, expect, it } from 'vitest';
import type { Phone } from '../../../../src/control/wire.ts';
import { registrationWords } from './registration.ts';

const phone = (registration: Phone['registration'], status: Phone['permission']['status'] = 'granted') =>
  ({ registration, permission: { status, canAskAgain: true } }) as Phone;

describe('the words for a registration', () => {
  it('say what a waiting one waits for, and what to do', () => {
    expect(registrationWords(phone({ state: 'waiting', for: 'permission' }))).toMatchObject({
      label: 'Waiting for permission',
      advice: expect.stringContaining('promptNotificationPermission'),
    });
  });
  it('send the person to Settings once the system does not ask again', () => {
    const denied = {
      registration: { state: 'waiting', for: 'permission' },
      permission: { status: 'denied' },
    };
    expect(registrationWords(denied as Phone).advice).toContain('median.open.appSettings()');
  });
  it('give the reason of a refusal and its remedy', () => {
    expect(registrationWords(phone({ state: 'refused', reason: 'user-id-unmapped' }))).toMatchObject({
      tone: 'danger',
      reason: expect.stringContaining('no mapping rule'),
      advice: expect.stringContaining('add a mapping rule'),
    });
  });
  it('prefer the message of the one who refused', () => {
    const words = registrationWords(
      phone({ state: 'refused', reason: 'dynamics-refused', message: 'TokenExpired' }),
    );
    expect(words.reason).toBe('TokenExpired');
  });
  it('warn of a registered phone that shows nothing', () => {
    expect(registrationWords(phone({ state: 'registered' }, 'denied')).label).toBe('Registered, but silent');
  });
  it('cope with a state and a reason of a newer sandbox', () => {
    expect(registrationWords(phone({ state: 'dreaming', reason: 'toString' }))).toMatchObject({
      label: 'dreaming',
      reason: 'toString',
    });
  });
});
