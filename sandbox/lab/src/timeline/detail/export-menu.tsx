import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import type { Exchanges } from '../../../../src/control/exchange-wire.ts';
import { useLab } from '../../lab-context.ts';
import { harOf } from '../exchange/har.ts';
import { download, ndjson } from '../export.ts';
import type { Trace } from '../trace/traces.ts';

/** One trace as a file: for a colleague, a ticket, or a tool that reads requests. */
export function ExportMenu({ trace }: { trace: Trace }) {
  const { client, notices } = useLab();
  const { id, events } = trace;
  const name = `trace-${id.slice(0, 8)}`;
  const withRequests = async (save: (asked: Exchanges) => void) => {
    const query = new URLSearchParams({ traceId: id });
    const asked = await notices.watch(client.call<Exchanges>('GET', `/timeline/exchanges?${query}`));
    if (asked) save(asked);
  };
  const json = (value: unknown) => JSON.stringify(value, null, 2);
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" icon={<ArrowDownloadRegular />}>
          Export trace
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => download(ndjson([trace]), `${name}.ndjson`)}>Events (NDJSON)</MenuItem>
          <MenuItem
            onClick={() => withRequests(({ exchanges }) => download(json(harOf(exchanges)), `${name}.har`))}
          >
            Requests (HAR)
          </MenuItem>
          <MenuItem
            onClick={() =>
              withRequests(({ exchanges }) =>
                download(json({ traceId: id, events, exchanges }), `${name}.json`),
              )
            }
          >
            Both (JSON)
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
