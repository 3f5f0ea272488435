/** What the operator asked for cannot be done; `remedy` says what to do. `code` is stable. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly remedy: string;
  constructor(code: string, { message, remedy }: { message: string; remedy: string }) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }
}
