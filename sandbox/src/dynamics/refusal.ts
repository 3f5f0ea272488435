/** Why the twin did not do what an admin or a test asked of it. The mistake is always the caller's. */
type DynamicsRefusalCode =
  | 'service-account-incorrect'
  | 'signing-key-incorrect'
  | 'certificate-incorrect'
  | 'credentials-not-valid'
  | 'mobile-app-incomplete'
  | 'mobile-app-incorrect'
  | 'mobile-app-unknown'
  | 'access-token-unknown'
  | 'contact-incorrect'
  | 'person-incorrect'
  | 'person-unknown'
  | 'snapshot-unreadable'
  | 'app-registration-unknown'
  | 'roles-incorrect'
  | 'segment-incorrect'
  | 'segment-unknown'
  | 'message-unknown'
  | 'journey-incorrect'
  | 'journey-unknown'
  | 'message-incorrect';

/** A refused action of the channel, the people or a journey; `remedy` says what to do. Holds no secret. */
export class DynamicsRefusal extends Error {
  override readonly name = 'DynamicsRefusal';
  readonly code: DynamicsRefusalCode;
  readonly remedy: string;
  constructor(code: DynamicsRefusalCode, message: string, remedy: string) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }
}
