/** What the provider said. `gone`: the token has expired and will never work again. */
export type SendResult = { ok: true } | { ok: false; reason: string; gone?: boolean };

/** One platform's connection for one mobile app. */
export interface ChannelSender<P> {
  send(push: { token: string; traceId: string; push: P }): Promise<SendResult>;
  close(): Promise<void>;
}
