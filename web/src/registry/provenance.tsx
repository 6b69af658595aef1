import type { Claim } from 'yunhe/registry/contract';
import { useFormat } from '../ui/format.ts';
import { useWords } from '../ui/words.ts';
import { registryWords } from './words.ts';

/** Who said it and when. */
export function Provenance({
  claim,
}: {
  readonly claim: Pick<Claim, 'source' | 'statedOn'> | undefined;
}) {
  const t = useWords(registryWords);
  const format = useFormat();
  if (claim === undefined) return null;
  const source = claim.source === 'entered' ? t('source_entered') : claim.source;
  return (
    <span className="provenance">
      {claim.statedOn === null
        ? t('provenance', { source })
        : t('provenanceOn', { source, day: format.day(claim.statedOn) })}
    </span>
  );
}
