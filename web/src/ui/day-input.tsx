import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { type KeyboardEvent, useState } from 'react';

/** A day as records keep it, `2026-03-01`, chosen from a calendar or typed. */
export function DayInput({
  value,
  onChange,
  ...rest
}: {
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (day: string | null) => void;
  readonly placeholder?: string;
  readonly 'aria-label'?: string;
}) {
  const [open, setOpen] = useState(false);
  // Enter takes the typed day or opens the calendar; it would send the form around it as well.
  const keep = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (!open) setOpen(true);
  };
  return (
    <DatePicker
      {...rest}
      open={open}
      onOpenChange={setOpen}
      onKeyDown={keep}
      value={value === undefined || value === null || value === '' ? null : dayjs(value)}
      onChange={(day) => onChange?.(day === null ? null : day.format('YYYY-MM-DD'))}
    />
  );
}
