import type { PushData } from '@journeys-push/contract/dynamics-phone';
import type { PageNotification } from '@journeys-push/contract/page-shell';
import type { Arrival } from './ports.ts';

/** A push of Dynamics, the same for APNs and both FCM formats. */
export interface Notification {
  title: string;
  body: string;
  imageUrl?: string;
  /** The tracked redirect. Absent: the push opens the app only. */
  link?: string;
  /** The URL as authored. */
  originalLink?: string;
  trackingId?: string;
}

/**
 * Reads whatever the system handed over (facts: dynamics.md §5). Lenient key by key, unlike the contract's schema:
 * one odd field must not cost the person the link.
 */
export function readNotification(payload: unknown): Notification {
  const { aps, data, notification } = record(payload);
  const dynamics: Partial<Record<keyof PushData, unknown>> = record(data);
  const shown = record(notification);
  const alert = record(aps).alert;
  const { title, body } = typeof alert === 'string' ? { title: '', body: alert } : record(alert);
  return {
    // Microsoft's Android sample reads the notification part first and lets data override it.
    title: text(dynamics.title) ?? text(shown.title) ?? text(title) ?? '',
    body: text(dynamics.body) ?? text(shown.body) ?? text(body) ?? '',
    ...present('imageUrl', text(dynamics.imageUrl) ?? text(shown.image)),
    ...present('link', text(dynamics.link)),
    ...present('originalLink', text(dynamics.originalLink)),
    ...present('trackingId', text(dynamics.trackingId)),
  };
}

/** Nothing to show: Dynamics' dry run at registration, or a background push (facts: dynamics.md §5). */
export const isSilent = ({ title, body }: Notification): boolean => title === '' && body === '';

/** What a page is told of it. Without a link the push opens the app only, whatever else it carries. */
export function forPage({ id }: Pick<Arrival, 'id'>, notification: Notification): PageNotification {
  const { title, body, imageUrl, link, originalLink } = notification;
  return {
    id,
    title,
    body,
    ...present('imageUrl', imageUrl),
    ...present('url', link && (originalLink ?? link)),
  };
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

const present = <K extends string>(key: K, value: string | undefined): { [P in K]?: string } =>
  value ? ({ [key]: value } as { [P in K]: string }) : {};
