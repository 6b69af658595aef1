import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  checkIdentifier,
  IDENTIFIER_SCHEMES,
  mod112CheckCharacter,
  parentIndustryCode,
  parentRegionCode,
  regionLevel,
  rorCheckDigits,
  socialCreditCheckCharacter,
} from './index.ts';

const CREDIT_ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const CROCKFORD = [...'0123456789abcdefghjkmnpqrstvwxyz'];
const DIGITS = [...'0123456789'];

const run = (alphabet: string[], length: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length });

/** For each scheme: what is accepted and stored how, and what is refused and why. */
const PUBLISHED: Record<string, { stored: [string, string][]; refused: [string, string][] }> = {
  uscc: {
    stored: [
      ['91350100M000100Y43', '91350100M000100Y43'],
      ['12100000400000624D', '12100000400000624D'],
      ['12100000400002259P', '12100000400002259P'],
      ['911100001011016602', '911100001011016602'],
      ['９１１１０１０８５５１３８５０８２q', '91110108551385082Q'],
    ],
    refused: [
      ['91350100M000100Y4Z', 'social_credit_code_has_wrong_shape'],
      ['91350100M000100Y44', 'social_credit_code_check_fails'],
      ['9135010OM000100Y43', 'social_credit_code_has_wrong_shape'],
    ],
  },
  ror: {
    stored: [
      ['03cve4549', '03cve4549'],
      ['https://ror.org/02v51f717', '02v51f717'],
      ['ROR.org/034T30J35', '034t30j35'],
    ],
    refused: [
      ['03cve4548', 'ror_check_fails'],
      ['13cve4549', 'ror_has_wrong_shape'],
      ['https://ror.org/', 'ror_has_wrong_shape'],
    ],
  },
  orcid: {
    stored: [
      ['0000-0002-1825-0097', '0000-0002-1825-0097'],
      ['https://orcid.org/000000021694233x', '0000-0002-1694-233X'],
    ],
    refused: [['0000-0002-1825-0098', 'orcid_check_fails']],
  },
  isni: {
    stored: [['0000 0001 2103 2683', '0000000121032683']],
    refused: [['0000 0001 2103 2684', 'isni_check_fails']],
  },
  pic: { stored: [['999990267', '999990267']], refused: [['99999026', 'pic_is_not_nine_digits']] },
  grid: {
    stored: [['grid.12527.33', 'grid.12527.33']],
    refused: [['12527.33', 'grid_has_wrong_shape']],
  },
  wikidata: { stored: [['Q16955', 'Q16955']], refused: [['Q0', 'wikidata_has_wrong_shape']] },
  crossref_funder: {
    stored: [
      ['100000001', '100000001'],
      ['10.13039/501100001809', '501100001809'],
    ],
    refused: [['10.1000/182', 'crossref_funder_has_wrong_shape']],
  },
  doi: {
    stored: [['doi:10.1000/182', '10.1000/182']],
    refused: [['10.1000', 'doi_has_wrong_shape']],
  },
  gbt2260: {
    stored: [
      ['11', '110000'],
      ['1301', '130100'],
      ['130102', '130102'],
    ],
    refused: [
      ['1', 'region_code_has_wrong_shape'],
      ['110001', 'region_code_skips_a_level'],
    ],
  },
  iso3166_2: { stored: [['cn-bj', 'CN-BJ']], refused: [['CNBJ', 'iso_3166_2_has_wrong_shape']] },
  nuts: { stored: [['DE212', 'DE212']], refused: [['DE2123', 'nuts_has_wrong_shape']] },
  gbt4754: {
    stored: [
      ['C', 'C'],
      ['C39', '39'],
      ['3921', '3921'],
    ],
    refused: [
      ['98', 'industry_division_is_unknown'],
      ['00', 'industry_division_is_unknown'],
      ['M39', 'industry_section_does_not_hold_division'],
      ['39211', 'industry_code_has_wrong_shape'],
    ],
  },
};

test('every scheme has published examples here', () => {
  assert.deepEqual(Object.keys(PUBLISHED).sort(), [...IDENTIFIER_SCHEMES].sort());
});

for (const [scheme, { stored, refused }] of Object.entries(PUBLISHED)) {
  test(`${scheme}: published values are stored in one form, others refused with a reason`, () => {
    for (const [text, value] of stored) {
      assert.deepEqual(checkIdentifier(scheme, text), { valid: true, value, warnings: [] });
      // What was stored is its own normal form.
      assert.deepEqual(checkIdentifier(scheme, value), { valid: true, value, warnings: [] });
    }
    for (const [text, reason] of refused) {
      const judgement = checkIdentifier(scheme, text);
      assert.equal(judgement.valid === false && judgement.reason, reason, text);
    }
  });
}

test('a judgement answers whatever the text, and its normal form stays as it is', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...IDENTIFIER_SCHEMES),
      fc.string({ unit: 'binary' }),
      (s, text) => {
        const judgement = checkIdentifier(s, text);
        if (!judgement.valid) return /^[a-z0-9_]+$/.test(judgement.reason);
        const again = checkIdentifier(s, judgement.value);
        return again.valid && again.value === judgement.value;
      },
    ),
  );
});

test('empty, endless and unknown are answers, not errors', () => {
  const reason = (scheme: string, text: string) => {
    const judgement = checkIdentifier(scheme, text);
    return judgement.valid ? null : judgement.reason;
  };
  for (const scheme of IDENTIFIER_SCHEMES) {
    assert.equal(reason(scheme, '  '), 'identifier_is_empty');
    assert.equal(reason(scheme, '9'.repeat(100_000)), 'identifier_is_too_long');
  }
  assert.equal(reason('toString', '1'), 'identifier_scheme_is_unknown');
});

/** One valid code of a scheme, and the alphabet in which one character of it may be mistaken. */
const CHECKED: [string, string[], fc.Arbitrary<string>][] = [
  [
    'uscc',
    CREDIT_ALPHABET,
    fc
      .tuple(run(CREDIT_ALPHABET, 2), run(DIGITS, 6), run(CREDIT_ALPHABET, 9))
      .map((parts) => parts.join(''))
      .map((code) => code + socialCreditCheckCharacter(code)),
  ],
  ['ror', CROCKFORD, run(CROCKFORD, 6).map((six) => `0${six}${rorCheckDigits(`0${six}`)}`)],
  ['orcid', [...DIGITS, 'X'], run(DIGITS, 15).map((code) => code + mod112CheckCharacter(code))],
  ['isni', [...DIGITS, 'X'], run(DIGITS, 15).map((code) => code + mod112CheckCharacter(code))],
];

for (const [scheme, alphabet, codes] of CHECKED) {
  test(`${scheme}: a made code passes, and with any one character changed it fails`, () => {
    fc.assert(
      fc.property(codes, fc.nat(), fc.constantFrom(...alphabet), (code, place, character) => {
        assert.equal(checkIdentifier(scheme, code).valid, true);
        const at = place % code.length;
        if (code.charAt(at) === character) return;
        const changed = code.slice(0, at) + character + code.slice(at + 1);
        assert.equal(checkIdentifier(scheme, changed).valid, false, changed);
      }),
    );
  });
}

test('a wrong organisation code inside a good social credit code is a warning', () => {
  const code = `91350100M000100Y5${socialCreditCheckCharacter('91350100M000100Y5')}`;
  const judgement = checkIdentifier('uscc', code);
  assert.deepEqual(judgement.valid && judgement.warnings.map((warning) => warning.code), [
    'organisation_code_check_fails',
  ]);
});

test('NUTS under the wrong letters of a country is a warning', () => {
  const judgement = checkIdentifier('nuts', 'GR30');
  assert.equal(judgement.valid && judgement.warnings[0]?.code, 'nuts_country_differs');
});

test('the chain of parents of a region ends at its province', () => {
  assert.equal(parentRegionCode('110108'), '110100');
  assert.equal(parentRegionCode('110100'), '110000');
  assert.equal(parentRegionCode('110000'), null);
  assert.equal(regionLevel('110108'), 'county');
  assert.throws(() => regionLevel('11'), RangeError);
});

test('every division of the industries has exactly one section, in order', () => {
  const sections = Array.from({ length: 97 }, (_, index) =>
    parentIndustryCode(String(index + 1).padStart(2, '0')),
  );
  assert.deepEqual(sections, [...sections].sort());
  assert.equal(new Set(sections).size, 20);
  assert.equal(sections[12], 'C');
  assert.equal(sections[72], 'M');
});
