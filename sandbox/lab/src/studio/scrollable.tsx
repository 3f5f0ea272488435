import type { ReactNode } from 'react';

interface ScrollableProps {
  className: string;
  label: string;
  children: ReactNode;
}

/** What may be larger than its place: the keyboard has to reach it to scroll it. */
export const Scrollable = ({ className, label, children }: ScrollableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
  <section className={className} aria-label={label} tabIndex={0}>
    {children}
  </section>
);
