import { Input } from 'antd';
import { TableFrame } from '../ui/table-frame.tsx';
import { useWords } from '../ui/words.ts';
import { schemeWords } from './scheme-words.ts';

/** How many times each part is as important as each other; the lower half follows from the upper. */
export function ComparisonMatrix({
  value,
  names,
  onChange,
}: {
  readonly value: unknown;
  readonly names: readonly string[];
  readonly onChange: (value: readonly (readonly string[])[]) => void;
}) {
  const t = useWords(schemeWords);
  const cell = (row: number, column: number): string => {
    const line = Array.isArray(value) ? value[row] : undefined;
    const text = Array.isArray(line) ? line[column] : undefined;
    return typeof text === 'string' && text !== '' ? text : '1';
  };
  const change = (row: number, column: number, text: string) =>
    onChange(
      names.map((_row, r) =>
        names.map((_column, c) => {
          if (r === c) return '1';
          if (r === row && c === column) return text;
          if (r === column && c === row) return inverse(text);
          return cell(r, c);
        }),
      ),
    );
  return (
    <TableFrame label={t('important')}>
      <table className="table comparison-matrix">
        <caption className="quiet">{t('important')}</caption>
        <thead>
          <tr>
            <td />
            {names.map((name, column) => (
              <th key={column} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, row) => (
            <tr key={row}>
              <th scope="row">{name}</th>
              {names.map((other, column) => (
                <td key={column}>
                  {column > row ? (
                    <Input
                      aria-label={`${name} : ${other}`}
                      value={cell(row, column)}
                      onChange={({ target }) => change(row, column, target.value)}
                    />
                  ) : (
                    cell(row, column)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

/** `3` and `1/3`, exactly as they are written. */
function inverse(text: string): string {
  const [above = '', below] = text.trim().split('/');
  if (below === undefined) return above === '1' ? '1' : `1/${above}`;
  return above === '1' ? below : `${below}/${above}`;
}
