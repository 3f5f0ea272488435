/** Who and what is registered in the measurements: made from a number, the same in every process. */
import { createHash } from 'node:crypto';

const hex = (text: string) => createHash('sha256').update(text).digest('hex');

/** Scattered like a random one. */
const uuid = (text: string): string => {
  const digits = hex(text);
  return [8, 12, 16, 20, 32].map((end, index) => digits.slice([0, 8, 12, 16, 20][index], end)).join('-');
};

export const userOf = (n: number): string => uuid(`user ${n}`);

/** What is kept of a device. */
export const facts = {
  appVersion: '4.12.0',
  appBuild: '41200',
  distribution: 'release',
  hardware: 'arm64',
  language: 'en-GB',
  model: 'iPhone 15 Pro',
  modelId: 'iPhone16,1',
  os: 'iOS',
  osVersion: '18.1.1',
  timeZone: 'America/New_York',
  isFirstLaunch: false,
  carrierName: 'Example Wireless',
  deviceName: 'iPhone',
};

/** What `registrationInfo()` answers: about 400 bytes, 600 with the rest of the body. */
export const infoOf = (n: number) => ({
  installationId: uuid(`installation ${n}`),
  apnsToken: hex(`token ${n}`),
  platform: 'ios' as const,
  appId: 'com.example.shop',
  ...facts,
});

/** Devices that are there before anything is measured, and the people who take turns with them. */
export const DEVICES = 20_000;
const PEOPLE = 20_000;

/** One body of the server route: every other one is a device's first contact, the rest brings another owner. */
export function bodyOf(turn: number, fresh: number): { userId: string; info: ReturnType<typeof infoOf> } {
  if (turn % 2 === 0) return { userId: userOf(fresh), info: infoOf(fresh) };
  // Each device in its turn, in a scattered order: two requests about one device at once would supersede each other.
  const device = (turn * 7_919) % DEVICES;
  return { userId: userOf(Math.floor(Math.random() * PEOPLE)), info: infoOf(device) };
}
