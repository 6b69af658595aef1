import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { movePoint, parseMoney } from './format.ts';

/** What is typed in yuan or euro is kept in whole minor units, digit for digit. */
export function MoneyInput({
  value,
  onChange,
  currency,
  ...rest
}: {
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (amountMinor: string | null) => void;
  readonly currency: string;
  readonly placeholder?: string;
  readonly 'aria-label'?: string;
}) {
  const written = typeof value === 'string' ? movePoint(value, 2) : '';
  const [typed, setTyped] = useState(written);
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    setTyped((before) => (parseMoney(before, currency) === (value ?? null) ? before : written));
  }, [value, written, currency]);
  const change = (text: string) => {
    setTyped(text);
    const minor = text.trim() === '' ? null : parseMoney(text, currency);
    const fits = text.trim() === '' || minor !== null;
    setWrong(!fits);
    if (fits) onChange?.(minor);
  };
  return (
    <Input
      {...rest}
      inputMode="decimal"
      autoComplete="off"
      value={typed}
      {...(wrong ? { status: 'error' as const, 'aria-invalid': true } : {})}
      onChange={(event) => change(event.target.value)}
    />
  );
}

/** Those that contracts here are written in. */
export const currencies = ['CNY', 'EUR', 'USD', 'HKD', 'GBP', 'JPY'] as const;
