import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Body1,
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  OverlayDrawer,
  SearchBox,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useState } from 'react';
import './help.css';
import { TopicAnswer } from './topic-answer.tsx';
import { topicsWith } from './topics.ts';

interface HelpDrawerProps {
  /** Empty: closed; the id of no topic: the list. */
  topic: string;
  onTopic(topic: string): void;
}

/** Questions that people have, with answers that look at how things are now. */
export function HelpDrawer({ topic, onTopic }: HelpDrawerProps) {
  const [text, setText] = useState('');
  // Nothing that was searched for hides the topic at which it is opened next.
  if (topic === '' && text !== '') setText('');
  const found = topicsWith(text);
  return (
    <OverlayDrawer
      className="help"
      position="end"
      size="medium"
      open={topic !== ''}
      aria-label="Help"
      onOpenChange={(_, { open }) => (open ? undefined : onTopic(''))}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button
              appearance="subtle"
              aria-label="Close the help"
              icon={<DismissRegular />}
              onClick={() => onTopic('')}
            />
          }
        >
          Help
        </DrawerHeaderTitle>
        <SearchBox
          className="help-search"
          aria-label="Search the help"
          placeholder="Search: nothing arrives, token, dialog …"
          value={text}
          onChange={(_, { value }) => setText(value)}
        />
        <span className="visually-hidden" role="status">
          {found.length === 1 ? '1 answer' : `${found.length} answers`}
        </span>
      </DrawerHeader>
      <DrawerBody className="help-body">
        {found.length === 0 ? (
          <Body1 as="p">No answer matches all of these words. Try fewer, or others.</Body1>
        ) : null}
        <Accordion
          collapsible
          openItems={topic}
          onToggle={(_, { value, openItems }) => onTopic(openItems.includes(value) ? String(value) : 'all')}
        >
          {found.map((one) => (
            <AccordionItem key={one.id} value={one.id}>
              <AccordionHeader as="h3">{one.question}</AccordionHeader>
              <AccordionPanel>
                <TopicAnswer topic={one} />
              </AccordionPanel>
            </AccordionItem>
          ))}
        </Accordion>
      </DrawerBody>
    </OverlayDrawer>
  );
}
