import { type Document, type DocumentOptions, openDocument } from '../document.ts';
import { emptyRecord, type RegistrationRecord } from './record.ts';

/** What the store knows of the registration. */
export const openRecord = (
  options: Pick<DocumentOptions<RegistrationRecord>, 'store' | 'clock' | 'log'>,
): Promise<Document<RegistrationRecord>> =>
  openDocument({ ...options, key: 'registration', empty: emptyRecord });
