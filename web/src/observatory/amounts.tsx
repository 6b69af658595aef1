import { useFormat } from '../ui/format.ts';

/** Sums by unit, each in its own form; units that are no currency keep their name. */
export function Amounts({
  of,
}: {
  readonly of: readonly { readonly amountMinor: string; readonly unit: string }[];
}) {
  const format = useFormat();
  if (of.length === 0) return <>—</>;
  return (
    <>
      {of
        .map(({ amountMinor, unit }) =>
          /^[A-Z]{3}$/.test(unit)
            ? format.money(amountMinor, unit)
            : `${format.decimal(amountMinor)} ${unit}`,
        )
        .join(' + ')}
    </>
  );
}
