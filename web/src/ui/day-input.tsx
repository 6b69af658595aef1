import { DatePicker } from 'antd';
import dayjs from 'dayjs';

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
}) {
  return (
    <DatePicker
      {...rest}
      value={value === undefined || value === null || value === '' ? null : dayjs(value)}
      onChange={(day) => onChange?.(day === null ? null : day.format('YYYY-MM-DD'))}
    />
  );
}
