import { randomBytes } from 'node:crypto';

const text = (length: number) => randomBytes(length).toString('base64url').slice(0, length);

/**
 * A registration token in today's form (facts: apns-fcm-phones.md §2.5): the installation id (`fid`, 22 characters),
 * a colon, 140 characters that begin with APA91b.
 */
export const createFcmToken = (fid = text(22)): string => `${fid}:APA91b${text(134)}`;

/** The installation id in a token. */
export const fidOf = (token: string): string => token.split(':')[0] ?? token;

/** Whether an unknown token could once have been one; validated loosely, as real ones differ in length. */
export const looksLikeToken = (token: string): boolean => /^[\w-]{8,}:[\w-]{100,}$/.test(token);
export const looksLikeFid = (fid: string): boolean => /^[\w-]{22}$/.test(fid);
