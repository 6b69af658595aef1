import type { Matches } from 'yunhe/matching/contract';
import { useWords } from '../ui/words.ts';
import { rankingWords } from './ranking-words.ts';

/** What a person should know of their question before they trust its answers. */
export function Notices({ notices }: { readonly notices: Matches['notices'] }) {
  const t = useWords(rankingWords);
  if (notices.length === 0) return null;
  return (
    <div className="notices quiet" role="status">
      {notices.map((notice) => (
        <p key={notice}>{t(`notice_${notice}`)}</p>
      ))}
    </div>
  );
}
