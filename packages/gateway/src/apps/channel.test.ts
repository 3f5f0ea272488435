import { expect, test } from 'vitest';
import { shop } from '../../test/gateway.ts';
import { type GatewayConfigInput, parseConfig } from '../config.ts';
import { channelOf } from './channel.ts';

const { android, ...base } = shop;
const ios = (id: string, environment?: 'development' | 'production'): GatewayConfigInput['apps'][number] => ({
  ...base,
  id,
  ios: { bundleId: 'com.example.shop', ...(environment && { environment }) },
});
const apps = (...list: GatewayConfigInput['apps']) => parseConfig({ apps: list }).apps;
const claim = (environment?: 'development' | 'production') => ({
  platform: 'ios' as const,
  appId: 'com.example.shop',
  token: { value: 'token', ...(environment && { environment }) },
});

test('the platform and the bundle id or package decide', () => {
  const both = apps({ ...shop, android: { packageName: 'com.example.shop.android' } });
  expect(channelOf(both, claim())?.id).toBe('shop');
  expect(channelOf(both, { platform: 'android', appId: 'com.example.shop', token: null })).toBeUndefined();
  expect(channelOf(both, { platform: 'android', appId: 'com.example.shop.android', token: null })?.id).toBe(
    'shop',
  );
});

test('a token of the other APNs environment has no channel', () => {
  expect(channelOf(apps(ios('live', 'production')), claim('development'))).toBeUndefined();
  expect(
    channelOf(apps(ios('live', 'production'), ios('test', 'development')), claim('development'))?.id,
  ).toBe('test');
});

test('a channel without an environment takes tokens of both', () => {
  expect(channelOf(apps(ios('any')), claim('development'))?.id).toBe('any');
  expect(channelOf(apps(ios('any')), claim())?.id).toBe('any');
});

test('without news of the token the channel stays, if it still serves the app', () => {
  const both = apps(ios('test', 'development'), ios('live', 'production'));
  const silent = { ...claim(), token: null };
  expect(channelOf(both, { ...silent, known: 'live' })?.id).toBe('live');
  expect(channelOf(both, { ...silent, known: 'gone' })?.id).toBe('test');
  expect(channelOf(both, silent)?.id).toBe('test');
  expect(channelOf(both, { ...claim('development'), known: 'live' })?.id).toBe('test');
});
