/** An office: held by a person on the node, in a region or in a compact. */
import type { Office, OfficeName } from '../runtime/actor.ts';
import type { Reason } from '../runtime/refusal.ts';

export interface WantedOffice {
  readonly office: OfficeName;
  readonly regionCode?: string | null | undefined;
  readonly compactId?: string | null | undefined;
}

const administrators: readonly OfficeName[] = ['system_administrator', 'audit_administrator'];

/** What is said of a place that the office does not serve is left out. */
export function officeOf(wanted: WantedOffice): Office {
  const { office } = wanted;
  return {
    office,
    regionCode: office === 'region_officer' ? (wanted.regionCode ?? null) : null,
    compactId: office === 'secretariat' ? (wanted.compactId ?? null) : null,
  };
}

/** Every reason why somebody who holds `held` cannot be given the office; empty if they can. */
export function againstOffice(wanted: Office, held: readonly Pick<Office, 'office'>[]): Reason[] {
  const reasons: Reason[] = [];
  if (wanted.office === 'region_officer' && wanted.regionCode === null) {
    reasons.push({
      code: 'office_needs_region',
      detail: 'A region officer serves a region: name it.',
    });
  }
  if (wanted.office === 'secretariat' && wanted.compactId === null) {
    reasons.push({
      code: 'office_needs_compact',
      detail: 'A secretariat serves a compact: name it.',
    });
  }
  const other = held.find(
    (one) => administrators.includes(one.office) && one.office !== wanted.office,
  );
  if (administrators.includes(wanted.office) && other !== undefined) {
    reasons.push({
      code: 'duties_must_be_separate',
      detail: 'Who keeps the node does not keep its audit: one person holds one of the two.',
      params: { held: other.office },
    });
  }
  return reasons;
}
