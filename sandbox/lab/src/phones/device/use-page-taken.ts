import { type RefObject, useEffect, useRef, useState } from 'react';

/** What a page says to the frame around it when another page has become the phone's (sandbox/src/phone/page-script.ts). */
const TAKEN = 'journeys-push:taken';

/** Whether the page in a frame has lost its phone to a page elsewhere: a phone has one screen. */
export function usePageTaken(): {
  frame: RefObject<HTMLIFrameElement | null>;
  taken: boolean;
  takeBack(): void;
} {
  const frame = useRef<HTMLIFrameElement>(null);
  const [taken, setTaken] = useState(false);
  useEffect(() => {
    const listen = ({ source, data }: MessageEvent) => {
      if (data === TAKEN && source === frame.current?.contentWindow) setTaken(true);
    };
    window.addEventListener('message', listen);
    return () => window.removeEventListener('message', listen);
  }, []);
  return { frame, taken, takeBack: () => setTaken(false) };
}
