import { useWords } from '../ui/words.ts';
import { useModelWord } from './model-words.ts';
import { rulesWords } from './words.ts';

/** A value that a rule took or gave. */
export function Value({ value }: { readonly value: unknown }) {
  const t = useWords(rulesWords);
  const word = useModelWord();
  if (value === null || value === undefined) return <span className="quiet">{t('nothing')}</span>;
  if (typeof value === 'boolean') return <>{value ? t('yes') : t('no')}</>;
  if (typeof value === 'string') return <>{word(value)}</>;
  if (typeof value === 'number') return <>{String(value)}</>;
  if (Array.isArray(value)) {
    return (
      <ul className="plain-list">
        {value.map((one, at) => (
          <li key={at}>
            <Value value={one} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <dl className="value-parts">
      {Object.entries(value).map(([name, part]) => (
        <div key={name}>
          <dt>{word(name)}</dt>
          <dd>
            <Value value={part} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
