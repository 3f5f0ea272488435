/** How the outcome of a step is shown. */
export const OUTCOMES = {
  waited: { label: 'Waited', color: 'subtle' },
  sent: { label: 'Sent', color: 'success' },
  skipped: { label: 'Skipped', color: 'warning' },
  failed: { label: 'Failed', color: 'danger' },
  yes: { label: 'Yes', color: 'informative' },
  no: { label: 'No', color: 'informative' },
} as const;

/** A push’s tracking id is its trace, without dashes. */
export const traceOf = (trackingId: string): string => trackingId.replaceAll('-', '').toLowerCase();
