/** About so many characters of usual text fit, at the systems' standard text size. */
const IOS = { title: 38, subtitle: 42, body: 170 };
const ANDROID = { title: 40, bodyFolded: 45, bodyOpen: 450 };

/** What each system cuts off, in sentences; empty: nothing. */
export function cutsOf({
  title,
  subtitle = '',
  body,
}: {
  title: string;
  subtitle?: string | undefined;
  body: string;
}) {
  const says = (what: string, text: string, fits: number) =>
    text.length > fits ? [`${what}: about ${fits} of ${text.length} characters are seen.`] : [];
  return {
    ios: [
      ...says('Title', title, IOS.title),
      ...says('Subtitle', subtitle, IOS.subtitle),
      ...says('Message', body, IOS.body),
    ],
    android: [
      ...says('Title', title, ANDROID.title),
      ...says('Message, folded', body, ANDROID.bodyFolded),
      ...says('Message, opened', body, ANDROID.bodyOpen),
      ...(subtitle ? ['The subtitle is not sent to Android.'] : []),
    ],
  };
}
