import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import type { CheckRun } from '../../../../src/control/check-wire.ts';
import { useLab } from '../../lab-context.ts';
import { saveText } from '../save-text.ts';

/** The run as a file: the same that the command writes. */
export function ReportMenu({ run }: { run: CheckRun }) {
  const { client, notices } = useLab();
  const save = async (as: 'html' | 'junit') => {
    const text = await notices.watch(client.checkReport(run.id, as));
    if (text === undefined) return;
    const name = `push-check-${run.id}.${as === 'html' ? 'html' : 'xml'}`;
    saveText(text, { name, type: as === 'html' ? 'text/html' : 'application/xml' });
  };
  const { passed, failed, blocked } = run.counts;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          size="small"
          appearance="subtle"
          icon={<ArrowDownloadRegular />}
          disabledFocusable={passed + failed + blocked === 0}
        >
          Report
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => save('html')} subText="With the evidence, for people">
            HTML
          </MenuItem>
          <MenuItem onClick={() => save('junit')} subText="For the test view of a CI">
            JUnit XML
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
