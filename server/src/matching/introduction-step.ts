import type { Side } from './introduction.ts';
import type { IntroductionStep } from './journey.ts';
import type { IntroductionRow } from './store.ts';

/** The side of the technology gives. Where none is named, it is the side that does not need. */
function giverOf(introduction: IntroductionRow): Side {
  const { technology, need, askerId } = introduction;
  if (technology !== null) return technology.organisationId === askerId ? 'asker' : 'asked';
  return need?.organisationId === askerId ? 'asked' : 'asker';
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
  };
}
