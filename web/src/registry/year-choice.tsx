import { Select } from 'antd';

const first = 1985;

/** Years from this one back to when records of collaboration begin. */
export function YearChoice({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}) {
  const now = new Date().getFullYear();
  return (
    <Select
      aria-label={label}
      placeholder={label}
      value={value[0]}
      allowClear
      showSearch
      options={Array.from({ length: now - first + 1 }, (_none, back) => ({
        value: String(now - back),
        label: String(now - back),
      }))}
      onChange={(year: string | undefined) => onChange(year === undefined ? [] : [year])}
    />
  );
}
