import type { PermissionAnswer, RegisterAnswer, RegistrationInfo } from '@journeys-push/contract/page-shell';
import type { Msdynamics } from './api.ts';
import { consentData, registerData } from './checks.ts';
import { createDisplayAnswer } from './display.ts';
import { createEvent } from './event.ts';
import { facts, outcome, permission } from './failure.ts';
import type { CreateMethod } from './method.ts';
import type { GetPage } from './page.ts';
import type { Post } from './post.ts';

export interface MsdynamicsOptions {
  getPage: GetPage;
  post: Post;
  method: CreateMethod;
  /** Milliseconds that a person may take to answer the system's dialog. */
  promptDeadlineMs: number;
}

/** Every function of the plugin with its command, on one screen. */
export const createMsdynamics = ({
  getPage,
  post,
  method,
  promptDeadlineMs,
}: MsdynamicsOptions): Msdynamics => ({
  promptNotificationPermission: method('msdynamics/promptNotificationPermission', {
    read: permission<PermissionAnswer>,
    deadlineMs: promptDeadlineMs,
  }),
  areNotificationsEnabled: method('msdynamics/areNotificationsEnabled', {
    read: permission<PermissionAnswer>,
  }),
  registerDevice: method('msdynamics/registerDevice', {
    read: outcome<RegisterAnswer>,
    check: registerData,
  }),
  registrationInfo: method('msdynamics/registrationInfo', { read: facts<RegistrationInfo> }),
  unregisterDevice: method('msdynamics/unregisterDevice', { read: outcome<RegisterAnswer> }),
  setTrackingConsent: method('msdynamics/setTrackingConsent', {
    read: outcome<{ success: true }>,
    check: consentData,
  }),
  notificationOpened: createEvent('_median_msdynamics_notification_opened', { getPage, post }),
  notificationReceived: createEvent('_median_msdynamics_notification_received', {
    getPage,
    post,
    heard: createDisplayAnswer(getPage, post),
  }),
  registrationChanged: createEvent('_median_msdynamics_registration_changed', { getPage, post }),
});
