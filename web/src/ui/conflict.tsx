import { Button, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { isEmpty } from './shape.ts';
import { uiWords } from './ui-words.ts';
import { useWords } from './words.ts';

export interface ConflictField<Values> {
  readonly name: keyof Values & string;
  readonly label: string;
  readonly show: (value: unknown) => ReactNode;
}

const same = (one: unknown, other: unknown) =>
  (isEmpty(one) && isEmpty(other)) || JSON.stringify(one) === JSON.stringify(other);

/** The fields of `after` that say something else than `before`. */
export function changed<Values extends object>(before: object, after: Values): Partial<Values> {
  return Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) => !same((before as Record<string, unknown>)[name], value),
    ),
  ) as Partial<Values>;
}

/**
 * Two people changed one record. What only the other one changed stays theirs; where both changed
 * the same field, the person chooses, and nothing that was typed is lost before that.
 */
export function Conflict<Values extends object>({
  fields,
  base,
  theirs,
  mine,
  busy,
  onSave,
}: {
  readonly fields: readonly ConflictField<Values>[];
  /** The record as both found it. */
  readonly base: object;
  /** The record as it is now. */
  readonly theirs: object;
  /** What this person changed, and nothing else. */
  readonly mine: Partial<Values>;
  readonly busy: boolean;
  /** Called with what is left of `mine`. */
  readonly onSave: (mine: Partial<Values>) => void;
}) {
  const t = useWords(uiWords);
  const [given, setGiven] = useState<ReadonlySet<string>>(new Set());
  const at = (of: object, name: string) => (of as Record<string, unknown>)[name];
  const moved = fields.filter(({ name }) => !same(at(base, name), at(theirs, name)));
  const fought = moved.filter(
    ({ name }) => name in mine && !same(at(mine, name), at(theirs, name)),
  );
  const choose = (name: string, give: boolean) => {
    const next = new Set(given);
    if (give) next.add(name);
    else next.delete(name);
    setGiven(next);
  };
  return (
    <section className="conflict" role="alert" aria-label={t('conflictTitle')}>
      <p className="problem-title">{t('conflictTitle')}</p>
      <p>{fought.length === 0 ? t('conflictApart') : t('conflictSame')}</p>
      <dl className="conflict-fields">
        {moved.map(({ name, label, show }) => {
          const both = fought.some((one) => one.name === name);
          return (
            <div key={name}>
              <dt>{label}</dt>
              <dd>
                {both ? (
                  <Radio.Group
                    aria-label={label}
                    className="choices"
                    value={given.has(name) ? 'theirs' : 'mine'}
                    onChange={({ target }) => choose(name, target.value === 'theirs')}
                  >
                    <Radio value="mine">
                      <span className="quiet">{t('conflictMine')}</span> {show(at(mine, name))}
                    </Radio>
                    <Radio value="theirs">
                      <span className="quiet">{t('conflictTheirs')}</span> {show(at(theirs, name))}
                    </Radio>
                  </Radio.Group>
                ) : (
                  <>
                    <del className="quiet">{show(at(base, name))}</del> {show(at(theirs, name))}
                  </>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <Button
        type="primary"
        loading={busy}
        onClick={() =>
          onSave(
            Object.fromEntries(
              Object.entries(mine).filter(([name]) => !given.has(name)),
            ) as Partial<Values>,
          )
        }
      >
        {t('conflictSave')}
      </Button>
    </section>
  );
}
