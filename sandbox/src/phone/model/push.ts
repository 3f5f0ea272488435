/** A push as its sender made it, as far as §6 lets it matter. */
export interface Push {
  id: string;
  /** APNs: 10 or 5. */
  priority: 'high' | 'normal';
  /**
   * Where its text for the person is. iOS: `system` is an alert. Android: `system` is the notification part, `data`
   * text in the data alone, `both` both. `none`: the app only.
   */
  text: 'system' | 'data' | 'both' | 'none';
  /** `apns-collapse-id`; FCM's `collapse_key`. */
  collapse?: string | undefined;
  /** Android. */
  tag?: string | undefined;
  /** Android: `channel_id`. */
  channel?: string | undefined;
  /** iOS. */
  badge?: number | undefined;
  /** iOS: `content-available`. */
  background?: boolean | undefined;
  /** iOS: `interruption-level`. */
  level?: 'passive' | 'active' | 'time-sensitive' | 'critical' | undefined;
  /** Milliseconds for which the service keeps it; absent: for weeks. */
  ttl?: number | undefined;
}

/** Why a push that arrived was not shown. */
export type Reason =
  | 'never opened'
  | 'force-stopped'
  | 'force-quit'
  | 'throttled'
  | 'nothing to show'
  | 'permission'
  | 'channel'
  | 'hidden';

/** What the phone did with a push that has arrived. */
export interface Fate {
  id: string;
  /** The running app was told. */
  told: boolean;
  /** Shown, or the reasons of which one is to be named. */
  end: 'shown' | Reason[];
}

/** Without a word on it a service keeps a push for weeks (§6.2, "Offline"). */
export const LONG = 28 * 24 * 3_600_000;
