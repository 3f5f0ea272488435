import type { Phone } from '../../../src/control/wire.ts';
import type { PhoneActions } from './use-phone.ts';

/** What every screen of a phone gets. */
export interface DeviceProps {
  phone: Phone;
  actions: PhoneActions;
  /** The app's name, as the system writes it. */
  appName: string;
}
