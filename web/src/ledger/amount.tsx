import { Input } from 'antd';
import { useState } from 'react';
import type { Unit } from 'yunhe/ledger/contract';
import { movePoint } from '../ui/format.ts';
import { nameIn, useLanguage } from '../ui/words.ts';

type Counted = Pick<Unit, 'code' | 'digits'>;

/** With all digits of the unit and separators, as in a book of accounts: `-1,234.50`. */
export function writeMinor(minor: string, { digits }: Counted): string {
  const [whole = '', rest = ''] = movePoint(minor, digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return digits === 0 ? grouped : `${grouped}.${rest.padEnd(digits, '0')}`;
}

/** Minor units of what was typed, digit for digit; null where it is no amount of the unit. */
export function readMinor(text: string, { digits }: Counted): string | null {
  const found = /^(\d{1,17})(?:\.(\d*))?$/.exec(text.trim().replaceAll(/[,，\s]/g, ''));
  const [, whole = '', rest = ''] = found ?? [];
  if (found === null || rest.length > digits) return null;
  const minor = `${whole}${rest.padEnd(digits, '0')}`.replace(/^0+(?=\d)/, '');
  return minor.length > 18 ? null : minor;
}

export function Amount({ minor, unit }: { readonly minor: string; readonly unit: Unit }) {
  const language = useLanguage();
  return (
    <span className="amount">
      {writeMinor(minor, unit)} <abbr title={nameIn(language, unit)}>{unit.code}</abbr>
    </span>
  );
}

/** What is typed is kept in whole minor units. */
export function AmountInput({
  unit,
  onChange,
  ...rest
}: {
  readonly id?: string;
  readonly unit: Counted;
  readonly onChange: (minor: string | null) => void;
}) {
  const [typed, setTyped] = useState('');
  const wrong = typed.trim() !== '' && readMinor(typed, unit) === null;
  return (
    <Input
      {...rest}
      inputMode="decimal"
      autoComplete="off"
      value={typed}
      {...(wrong ? { status: 'error' as const, 'aria-invalid': true } : {})}
      onChange={({ target: { value } }) => {
        setTyped(value);
        onChange(readMinor(value, unit));
      }}
    />
  );
}
