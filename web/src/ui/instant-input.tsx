import { DatePicker } from 'antd';
import dayjs from 'dayjs';

/** A day and a time as the reader's clock shows them, kept as an instant. */
export function InstantInput({
  value,
  onChange,
  ...rest
}: {
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (instant: string | null) => void;
  readonly 'aria-label'?: string;
}) {
  return (
    <DatePicker
      {...rest}
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      format="YYYY-MM-DD HH:mm"
      needConfirm={false}
      value={value === undefined || value === null || value === '' ? null : dayjs(value)}
      onChange={(instant) => onChange?.(instant === null ? null : instant.toISOString())}
    />
  );
}
