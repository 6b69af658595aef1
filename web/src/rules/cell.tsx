import { useWords } from '../ui/words.ts';
import { useModelWord } from './model-words.ts';
import { plainTest } from './plain-test.ts';
import { rulesWords } from './words.ts';

/** A cell of a table: in plain words where it is a plain test, with its FEEL beside it. */
export function Cell({
  text,
  answer = false,
}: {
  readonly text: string;
  readonly answer?: boolean;
}) {
  const t = useWords(rulesWords);
  const word = useModelWord();
  if (text.trim() === '-' || text.trim() === '')
    return <span className="quiet">{t('anything')}</span>;
  const plain = answer ? plainAnswer(text) : plainTest(text);
  if (plain === null) return <code className="feel">{text}</code>;
  const said = plain
    .map(({ word: test, values: [v0 = '', v1 = ''] }) =>
      t(`test_${test}`, { v0: word(v0), v1: word(v1) }),
    )
    .join(t('or'));
  return (
    <>
      {said}
      {said === text ? null : (
        <span className="second-line">
          <code className="feel">{text}</code>
        </span>
      )}
    </>
  );
}

function plainAnswer(text: string): ReturnType<typeof plainTest> {
  const quoted = /^"([^"\\]*)"$/.exec(text.trim());
  if (quoted !== null) return [{ word: 'is', values: [quoted[1] ?? ''] }];
  return /^(true|false)$/.test(text.trim()) ? plainTest(text) : null;
}
