import type { Stake } from '../runtime/refusal.ts';
import type { Side } from './introduction.ts';
import type { IntroductionStep } from './journey.ts';
import type { IntroductionRow } from './store.ts';

/** The side of the technology gives. Where none is named, it is the side that does not need. */
export function giverOf(introduction: IntroductionRow): Side {
  const { technology, need, askerId } = introduction;
  if (technology !== null) return technology.organisationId === askerId ? 'asker' : 'asked';
  return need?.organisationId === askerId ? 'asked' : 'asker';
}

function stakeIn({ stakeMinor, stakeCurrency }: IntroductionRow): IntroductionStep['stake'] {
  if (stakeMinor === null || stakeCurrency === null) return null;
  return { amountMinor: BigInt(stakeMinor), unit: stakeCurrency };
}

/** What an event about an introduction tells of it. */
export function stepOf(introduction: IntroductionRow): IntroductionStep {
  return {
    id: introduction.id,
    journeyId: introduction.journeyId,
    askerId: introduction.askerId,
    askedId: introduction.askedId,
    askerProvince: introduction.askerProvince,
    askedProvince: introduction.askedProvince,
    needId: introduction.need?.id ?? null,
    technologyId: introduction.technology?.id ?? null,
    giver: giverOf(introduction),
    stake: stakeIn(introduction),
  };
}

/** What a refusal about an introduction was about, to the side that was refused. */
export function stakeOf(introduction: IntroductionRow, by: Side): Stake {
  const { askerProvince: asker, askedProvince: asked } = introduction;
  return {
    subjectIds: [introduction.id],
    journeyId: introduction.journeyId,
    organisationId: introduction[`${by}Id`],
    fromRegion: by === 'asker' ? asker : asked,
    toRegion: by === 'asker' ? asked : asker,
    ...stakeIn(introduction),
  };
}
