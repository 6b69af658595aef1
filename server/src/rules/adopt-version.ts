/** A region or a compact binds itself to a version: from a day, until a day, signed. */
import { whoActs } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { expectRevision, notFound, Refusal } from '../runtime/refusal.ts';
import { adoptionPage, readAdoption } from './adoption-views.ts';
import type { Adoption, rulesContract } from './contract.ts';
import { answersForPlace, requirePlace, requireRight, signsFor } from './rights.ts';
import { visibleVersion, withRights } from './show-version.ts';
import {
  findOverlap,
  insertAdoption,
  lockAdoption,
  lockRuleSet,
  type NewAdoption,
  type VersionRow,
  writeEndOfAdoption,
} from './store.ts';

type Contract = typeof rulesContract;

async function adoptionAnswer(ctx: Context, id: string): Promise<Adoption> {
  const found = await readAdoption(ctx.tx, id);
  if (found === null) throw notFound('adoption');
  const [adoption] = await withRights(ctx, [found]);
  return adoption!;
}

export async function adoptVersion(
  ctx: Context,
  input: InputOf<Contract['adoptVersion']>,
  about: { readonly sample?: boolean } = {},
): Promise<Adoption> {
  const place = await requirePlace(ctx, input);
  const detail = 'A region is bound by its own officer, a compact by its secretariat.';
  requireRight(await signsFor(ctx, place), detail, place);
  const version = await visibleVersion(ctx, input.versionId);
  requireAdoptable(version, input.contentDigest);
  // Two adoptions at once would each see the days free.
  await lockRuleSet(ctx.tx, version.ruleSetId);
  const adoption: NewAdoption = {
    id: uuidv7(),
    ruleSetId: version.ruleSetId,
    versionId: version.id,
    place,
    startsOn: input.startsOn,
    endsOn: input.endsOn ?? null,
    signedBy: whoActs(ctx),
    contentDigest: input.contentDigest,
    office: requireContact(input.office),
    sample: about.sample ?? false,
  };
  requireOrder(adoption);
  requireInEffect(adoption, version);
  await requireFree(ctx, adoption);

  await insertAdoption(ctx.tx, adoption, ctx.now);
  ctx.announce({
    type: 'rules.version_adopted',
    subjectIds: [version.ruleSetId, version.id, adoption.id],
    toRegion: place.regionCode,
    payload: {
      nameZh: version.nameZh,
      nameEn: version.nameEn,
      number: version.number,
      compactId: place.compactId,
      startsOn: adoption.startsOn,
      endsOn: adoption.endsOn,
      contentDigest: adoption.contentDigest,
    },
  });
  return await adoptionAnswer(ctx, adoption.id);
}

function requireAdoptable(version: VersionRow, signed: string): void {
  if (version.state !== 'published') {
    throw new Refusal('version_not_published', `A version that is ${version.state} binds nobody.`, {
      params: { state: version.state },
      stake: { subjectIds: [version.id] },
    });
  }
  if (version.contentDigest === signed) return;
  throw new Refusal(
    'content_is_not_what_was_signed',
    'The digest that was signed belongs to another content; read the version again.',
    { params: { signed, kept: version.contentDigest } },
  );
}

/** Somebody who is refused must find a door: an address by which the office can be reached. */
function requireContact({
  nameZh,
  nameEn,
  email = null,
  phone = null,
  url = null,
}: InputOf<Contract['adoptVersion']>['office']): Adoption['office'] {
  if (email !== null || phone !== null || url !== null) {
    return { nameZh, nameEn, email, phone, url };
  }
  throw new Refusal('office_contact_missing', 'Give an address, a number or a page to turn to.', {
    reasons: [
      { code: 'office_contact_missing', detail: 'One of the three.', pointer: '/office/email' },
    ],
  });
}

function requireOrder({ startsOn, endsOn }: Pick<NewAdoption, 'startsOn' | 'endsOn'>): void {
  if (endsOn === null || startsOn < endsOn) return;
  throw new Refusal(
    'adoption_ends_before_it_starts',
    `An adoption from ${startsOn} on cannot end on ${endsOn}, the first day outside.`,
    { params: { startsOn, endsOn } },
  );
}

function requireInEffect({ startsOn }: NewAdoption, version: VersionRow): void {
  const { effectiveFrom, effectiveUntil } = version;
  const tooSoon = effectiveFrom !== null && startsOn < effectiveFrom;
  const tooLate = effectiveUntil !== null && startsOn >= effectiveUntil;
  if (!tooSoon && !tooLate) return;
  const until = effectiveUntil ?? '';
  throw new Refusal(
    'adoption_outside_effective_period',
    `The version is in force from ${effectiveFrom} on${until === '' ? '' : `, until ${until}`}.`,
    { params: { startsOn, effectiveFrom: effectiveFrom ?? '', effectiveUntil: until } },
  );
}

type Days = Pick<NewAdoption, 'ruleSetId' | 'place' | 'startsOn' | 'endsOn'>;

async function requireFree(ctx: Context, days: Days, except?: string): Promise<void> {
  const overlap = await findOverlap(ctx.tx, days, except);
  if (overlap === null) return;
  const { number, startsOn, endsOn } = overlap;
  throw new Refusal(
    'adoption_overlaps',
    `Version ${number} is adopted from ${startsOn} until ${endsOn ?? 'further notice'}; end it first.`,
    { params: { number, startsOn, endsOn: endsOn ?? '' }, stake: { subjectIds: [overlap.id] } },
  );
}

export const endAdoption: UseCase<Contract['endAdoption']> = async (ctx, input) => {
  const adoption = await lockAdoption(ctx.tx, input.adoptionId);
  if (adoption === null) throw notFound('adoption');
  const { place } = adoption;
  const detail = 'Only those who serve the place end what it adopted.';
  requireRight(await answersForPlace(ctx, place), detail, place);
  expectRevision(adoption, input.revision);
  const today = dayOf(ctx.now);
  if (adoption.endsOn !== null && adoption.endsOn <= today) {
    throw new Refusal('adoption_is_over', `It ended on ${adoption.endsOn}.`, {
      params: { endsOn: adoption.endsOn },
    });
  }
  requireOrder({ startsOn: adoption.startsOn, endsOn: input.endsOn });
  // Decisions were made by it: what held yesterday is not unsaid today.
  if (input.endsOn < today) {
    throw new Refusal('adoption_ends_in_the_past', `The earliest end is today, ${today}.`, {
      params: { endsOn: input.endsOn, today },
    });
  }
  await requireFree(ctx, { ...adoption, endsOn: input.endsOn }, adoption.id);

  await writeEndOfAdoption(ctx.tx, adoption.id, input.endsOn);
  ctx.announce({
    type: 'rules.adoption_ended',
    subjectIds: [adoption.ruleSetId, adoption.versionId, adoption.id],
    fromRegion: place.regionCode,
    payload: { endsOn: input.endsOn, compactId: place.compactId },
  });
  return await adoptionAnswer(ctx, adoption.id);
};

export const listAdoptions: UseCase<Contract['listAdoptions']> = async (ctx, input) => {
  const page = await adoptionPage(ctx.tx, input);
  return { ...page, items: await withRights(ctx, page.items) };
};
