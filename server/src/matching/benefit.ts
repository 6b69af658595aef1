/** What a technology contract gains by its registration, with the documents that say so. */
import type { DealKind } from './deal.ts';

/** P: seen at the issuer; M: seen on mirrors that agree; S: press or secondary. */
export const sourceGrades = ['P', 'M', 'S'] as const;
export type SourceGrade = (typeof sourceGrades)[number];

export interface Source {
  readonly document: string;
  readonly grade: SourceGrade;
}

export const benefitCodes = ['transfer_income_tax_relief', 'conversion_support'] as const;
export type BenefitCode = (typeof benefitCodes)[number];

/** `open`: the documents at hand do not say, so the office that grants it must be asked. */
export const applicabilities = ['yes', 'open', 'no'] as const;

interface Rule {
  readonly code: BenefitCode;
  readonly grantedBy: Source;
  /** Where it says that there is none without registration. */
  readonly conditionIn: Source;
  readonly applies: Readonly<Record<DealKind, (typeof applicabilities)[number]>>;
}

// The sentence was seen at the issuer; the number of the document that holds it, on two mirrors.
const conditionIn: Source = {
  document: '技术合同认定登记管理办法（国科发政字〔2000〕063号）第六条',
  grade: 'P',
};

const rules: readonly Rule[] = [
  {
    // The first 5 million yuan of a year's income exempt, the rest at half the rate.
    code: 'transfer_income_tax_relief',
    grantedBy: { document: '中华人民共和国企业所得税法实施条例', grade: 'M' },
    conditionIn,
    applies: {
      transfer: 'yes',
      licence: 'open',
      development: 'no',
      consulting: 'no',
      service: 'no',
    },
  },
  {
    // Tax, credit and rewards in general; each has conditions of its own.
    code: 'conversion_support',
    grantedBy: { document: '技术合同认定登记管理办法（国科发政字〔2000〕063号）', grade: 'M' },
    conditionIn,
    applies: {
      transfer: 'open',
      licence: 'open',
      development: 'open',
      consulting: 'open',
      service: 'open',
    },
  },
];

export interface Benefit extends Omit<Rule, 'applies'> {
  readonly applies: (typeof applicabilities)[number];
  /** True as long as the contract is not registered. */
  readonly lost: boolean;
}

/** Provinces of China have the six digits of GB/T 2260; elsewhere these rules do not hold. */
function isChinese(province: string | null): boolean {
  return province !== null && /^\d{6}$/.test(province);
}

/**
 * The benefits that hang on the registration of a contract: those of its kind, where the side
 * that gives the technology is in China. None where the kind is not known.
 */
export function benefitsOf(deal: {
  readonly kind: DealKind | null;
  readonly giverProvince: string | null;
  readonly registered: boolean;
}): Benefit[] {
  const { kind, giverProvince, registered } = deal;
  if (kind === null || !isChinese(giverProvince)) return [];
  return rules.flatMap(({ applies, ...rule }) =>
    applies[kind] === 'no' ? [] : [{ ...rule, applies: applies[kind], lost: !registered }],
  );
}
