import { randomUUID as uuid } from 'node:crypto';

/** In upper case, as Apple writes them. */
export const randomUUID = (): string => uuid().toUpperCase();
