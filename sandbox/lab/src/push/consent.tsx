import { Body1, Caption1, Subtitle2, Switch } from '@fluentui/react-components';
import type { Addressee, Audience, Outlook } from './audience.ts';

interface ConsentProps {
  audience: Audience;
  people: readonly Addressee[];
  outlook: Outlook;
  leaveOut: boolean;
  /** Whether the link of this push can be tracked at all. */
  tracked: boolean;
  onLeaveOut(leaveOut: boolean): void;
}

/** Whom the push reaches, whom it does not and why, and what they have agreed to. */
export function Consent({ audience, people, outlook, leaveOut, tracked, onLeaveOut }: ConsentProps) {
  const { reached, withoutDevice, refusing } = outlook;
  return (
    <section className="push-consent" aria-labelledby="push-consent-title">
      <Subtitle2 as="h3" id="push-consent-title">
        Who gets it
      </Subtitle2>
      <ul>
        <li>
          {audience.kind === 'segment' && people.length === 0
            ? 'Nobody is in it.'
            : reached.length === 0
              ? 'Nobody would be reached now.'
              : `Reached: ${namesOf(reached)} (${devicesOf(reached)}).`}
        </li>
        {withoutDevice.length > 0 ? (
          <li>Skipped: {namesOf(withoutDevice)}. No device is registered for them.</li>
        ) : null}
        {refusing.length > 0 ? <li>{refusalOf(audience, refusing, leaveOut)}</li> : null}
        {tracked && people.length > 0 ? <li>{trackingOf(people)}</li> : null}
      </ul>
      {audience.kind === 'segment' || refusing.length > 0 ? (
        <Switch
          label="Leave out whoever refuses marketing material (donotsendmm)"
          checked={leaveOut}
          onChange={(_, { checked }) => onLeaveOut(checked)}
        />
      ) : null}
      <Caption1 as="p">
        Dynamics itself asks for no consent before a push: compliance profile and purpose only bring quiet
        times and the frequency cap. Leave out whoever must not get one, by the segment or by a branch of the
        journey.
      </Caption1>
    </section>
  );
}

function refusalOf({ kind }: Audience, refusing: readonly Addressee[], leaveOut: boolean): string {
  const who = kind === 'contact' ? (refusing[0]?.name ?? '') : namesOf(refusing);
  const refuse = refusing.length === 1 ? 'refuses' : 'refuse';
  return leaveOut
    ? `Left out: ${who}, who ${refuse} marketing material.`
    : `${who} ${refuse} marketing material, and would get it all the same.`;
}

function trackingOf(people: readonly Addressee[]): string {
  const agreed = people.filter(({ trackingConsent }) => trackingConsent).length;
  const who =
    people.length === 1
      ? `${people[0]?.name} ${agreed ? 'agrees' : 'does not agree'} to tracking.`
      : `${agreed} of ${people.length} agree to tracking.`;
  return `${who} The app decides by its own record (setTrackingConsent): with consent a tap goes through Dynamics’ tracked link, without it to the link itself.`;
}

const NAMED = 3;

function namesOf(people: readonly Addressee[]): string {
  const names = people.slice(0, NAMED).map(({ name }) => name);
  const more = people.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

function devicesOf(people: readonly Addressee[]): string {
  const count = people.reduce((sum, { devices }) => sum + devices, 0);
  return count === 1 ? '1 device' : `${count} devices`;
}

/** Where it is not known yet. */
export const ConsentPending = () => <Body1 className="push-consent">Looking up who is in it …</Body1>;
