import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Organisation } from './organisation.ts';
import { createResolver } from './resolver.ts';

const organisation = (id: string, names: string[], regionCode?: string, ...parentIds: string[]) =>
  ({
    id,
    names: names.map((text, index) => ({ text, kind: index === 0 ? 'label' : 'alias' })),
    regionCode,
    parentIds,
  }) satisfies Organisation;

const organisations: Organisation[] = [
  organisation('cas', ['中国科学院', 'Chinese Academy of Sciences'], '110000'),
  organisation('ucas', ['中国科学院大学', 'University of Chinese Academy of Sciences'], '110000'),
  organisation('iop', ['中国科学院物理研究所', 'Institute of Physics'], '110000', 'cas'),
  organisation('iop-pl', ['Institute of Physics'], 'PL'),
  organisation('psych', ['中国科学院心理研究所'], '110000', 'cas'),
  organisation('igsnrr', ['中国科学院地理科学与资源研究所'], '110000', 'cas'),
  organisation('cug', ['中国地质大学', 'China University of Geosciences'], '420100'),
  organisation('cugb', ['中国地质大学（北京）'], '110000'),
  organisation('thu', ['清华大学', 'Tsinghua University'], '110000'),
  organisation('lab', ['汽车安全与节能国家重点实验室'], '110000', 'thu'),
  organisation('hebu', ['河北大学'], '130600'),
  organisation('cmu', ['首都医科大学'], '110000'),
  organisation('sjtu', ['上海交通大学', '交通大学'], '310000'),
  organisation('east-bj', ['东方医院'], '110000'),
  organisation('east-sh', ['东方医院'], '310000'),
  organisation('cma', ['中国气象局'], '110000'),
  organisation('ncc', ['国家气候中心'], '110000'),
  { id: 'ict', names: [{ text: 'ICT', kind: 'acronym' }], regionCode: '110000' },
];
const regions = [
  { code: '110000', name: '北京市', otherNames: ['Beijing'] },
  { code: '130000', name: '河北省' },
  { code: '130600', name: '保定市', parentCode: '130000' },
  { code: '310000', name: '上海市' },
  { code: '360000', name: '江西省' },
  { code: '360100', name: '南昌市', parentCode: '360000' },
  { code: '420000', name: '湖北省' },
  { code: '420100', name: '武汉市', parentCode: '420000' },
];
const resolve = createResolver({ organisations, regions });

/** The organisation that is certain, or `null`. */
const certain = (text: string) => {
  const resolution = resolve(text);
  return resolution.certain ? (resolution.candidates[0]?.organisationId ?? null) : null;
};
const reasons = (text: string) => resolve(text).candidates[0]?.evidence.map(({ kind }) => kind);

test('the longest name counts, and a department stands for its organisation', () => {
  assert.equal(certain('1中国科学院大学 北京 100049'), 'ucas');
  assert.equal(certain('中国科学院物理研究所超导国家重点实验室，北京 100190'), 'iop');
  assert.equal(certain('(清华大学自动化系,北京100084)'), 'thu');
  assert.equal(certain('中国科学院 北京 100864'), 'cas');
});

test('an institute without a record is not the academy it belongs to', () => {
  const resolution = resolve('中国科学院文献情报中心 北京 100190');
  assert.equal(resolution.certain, false);
  assert.equal(resolution.candidates[0]?.organisationId, 'cas');
  assert.ok(resolution.candidates[0].confidence < 0.5);
  assert.ok(reasons('中国科学院文献情报中心 北京 100190')?.includes('parent_only'));
  assert.equal(certain('首都医科大学附属北京天坛医院，北京 100050'), null);
  assert.equal(certain('中国气象局国家气候中心，北京 100081'), 'ncc');
});

test('a laboratory with a record stands for the host that the text names', () => {
  assert.equal(certain('清华大学汽车安全与节能国家重点实验室，北京100084'), 'thu');
  assert.equal(certain('汽车安全与节能国家重点实验室，北京100084'), 'lab');
});

test('campuses of one name are told apart by bracket, place and postcode', () => {
  assert.equal(certain('中国地质大学(北京)地球科学学院'), 'cugb');
  assert.equal(certain('中国地质大学(武汉) 430074'), 'cug');
  assert.equal(certain('中国地质大学 地球科学学院，北京 100083'), 'cugb');
  assert.equal(certain('中国地质大学 地球科学学院 430074'), 'cug');
});

test('a place that contradicts makes a name unlikely', () => {
  assert.equal(certain('河北大学，河北 保定 071002'), 'hebu');
  assert.equal(certain('河北大学，武汉 430074'), null);
  assert.equal(certain('华东交通大学，南昌 330013'), null);
  assert.ok(reasons('河北大学，武汉 430074')?.includes('place_differs'));
});

test('namesakes are certain only where the place tells', () => {
  assert.equal(certain('东方医院'), null);
  assert.equal(certain('东方医院，上海 200120'), 'east-sh');
});

test('one misread character in a long name is forgiven, another word is not', () => {
  assert.equal(certain('中国科学院物埋研究所，北京 100190'), 'iop');
  assert.equal(certain('中国科学院心理研究所，北京 100101'), 'psych');
  assert.equal(certain('中国科学院地理研究所，北京 100101'), null);
});

test('English runs from the part to the whole, and a namesake abroad is left alone', () => {
  const text =
    'Key Laboratory of X, Institute of Physics, Chinese Academy of Sciences, Beijing 100190, China';
  assert.equal(certain(text), 'iop');
  assert.ok(reasons(text)?.includes('parent_in_text'));
  assert.equal(certain('University ofChinese AcademyofSciences,Beijing100049'), 'ucas');
  assert.equal(certain('Wangjing Hospital, Chinese Academy of Sciences, Beijing 100102'), null);
});

test('an author glued to a name does no harm, an acronym proves nothing', () => {
  assert.equal(certain('梁帅 武晨箫 李正风清华大学社会科学学院 北京100084'), 'thu');
  assert.equal(certain('ICT, Beijing 100190'), null);
});

test('place and postcode are read without any known name', () => {
  const { candidates, regionCode, postcode } = resolve('北京某某有限公司，北京1001902');
  assert.deepEqual(candidates, []);
  assert.equal(regionCode, '110000');
  assert.equal(postcode, undefined);
  assert.equal(resolve('某某有限公司 1000842清华').postcode, '100084');
  assert.equal(resolve('某某有限公司 071002').regionCode, '130600');
  assert.deepEqual(resolve(''), { candidates: [], certain: false });
});

test('a decision is remembered, also that none fits, however the text is spaced', () => {
  const decisions = new Map([
    ['中国科学院文献情报中心 北京 100190', 'lib'],
    ['某厂，北京', null],
  ]);
  const decided = createResolver({ organisations, regions, decisions });
  assert.deepEqual(
    decided('中国科学院 文献情报中心,北京').candidates.map((candidate) => candidate.organisationId),
    ['lib'],
  );
  assert.deepEqual(decided('某厂 北京'), { candidates: [], regionCode: '110000', certain: true });
});

test('spellings are folded by the function that comes in', () => {
  const fold = (text: string) => text.replaceAll('國', '国').replaceAll('學', '学');
  const folded = createResolver({ organisations, regions, fold });
  assert.equal(folded('中國科學院大學 北京'.replace('大學', '大学')).certain, true);
  assert.equal(folded('中國科學院大学').candidates[0]?.organisationId, 'ucas');
});

test('every registered name resolves in its place, whatever department stands behind', () => {
  const fields = ['信息学院', '化学系', '数学与统计学院', ''];
  const universities = organisations.filter((one) => one.names[0]!.text.endsWith('大学'));
  fc.assert(
    fc.property(fc.constantFrom(...universities), fc.constantFrom(...fields), (one, field) => {
      const place = regions.find((region) => region.code === one.regionCode)!.name;
      assert.equal(certain(`${one.names[0]!.text}${field}，${place}`), one.id);
    }),
  );
});

test('whatever the text: confidences lie in [0, 1] and fall', () => {
  const words = fc.constantFrom(
    '中国',
    '科学院',
    '大学',
    '北京',
    '100190',
    ' ',
    ',',
    '物理',
    'Institute',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(words).map((all) => all.join('')),
        fc.string(),
      ),
      (text) => {
        const confidences = resolve(text).candidates.map((candidate) => candidate.confidence);
        assert.deepEqual(
          confidences,
          [...confidences].sort((left, right) => right - left),
        );
        assert.ok(confidences.every((confidence) => confidence >= 0 && confidence <= 1));
      },
    ),
  );
});
