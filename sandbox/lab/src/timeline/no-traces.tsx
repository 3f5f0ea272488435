import { Body1, Button, Spinner, Subtitle2 } from '@fluentui/react-components';
import { useParameter } from '../address.ts';
import { useLab } from '../lab-context.ts';
import { everything } from './filter.ts';

/** Why the list is empty, and what to do. */
export function NoTraces({ filtered, searching }: { filtered: boolean; searching: boolean }) {
  const { filter, panel } = useLab();
  const [, openHelp] = useParameter('help');
  if (searching) return <Spinner className="timeline-empty" size="small" label="Searching" />;
  return (
    <div className="timeline-empty">
      <Subtitle2 as="h2">{filtered ? 'Nothing matches' : 'Nothing has happened yet'}</Subtitle2>
      <Body1 as="p">
        {filtered
          ? 'No trace passes the search and the filters.'
          : 'Press a button on a page in a phone, or send a push: each step appears here as it happens.'}
      </Body1>
      {filtered ? (
        <Button onClick={() => filter.set(everything)}>Clear filters</Button>
      ) : (
        <div>
          <Button appearance="primary" onClick={() => panel.set('push')}>
            Send a push
          </Button>{' '}
          <Button onClick={() => openHelp('start', true)}>How do I begin?</Button>
        </div>
      )}
    </div>
  );
}
