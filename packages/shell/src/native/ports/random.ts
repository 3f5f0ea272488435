import { randomUUID } from 'expo-crypto';
import type { RandomPort } from '../../core/ports.ts';

/** Systems differ in the case of their UUIDs. */
export const random: RandomPort = { uuid: () => randomUUID().toLowerCase() };
