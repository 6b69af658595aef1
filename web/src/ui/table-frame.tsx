import type { ReactNode } from 'react';

/** Around a table that may be wider than its place: what scrolls can be reached by key. */
export function TableFrame({
  label,
  height,
  children,
}: {
  readonly label: string;
  /** In pixels; it scrolls beyond. */
  readonly height?: number;
  readonly children: ReactNode;
}) {
  return (
    <section
      className="table-frame"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by key
      tabIndex={0}
      aria-label={label}
      {...(height === undefined ? {} : { style: { maxHeight: height } })}
    >
      {children}
    </section>
  );
}
