import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { splitAffiliations } from './split-affiliations.ts';

const texts = (header: string) => splitAffiliations(header).affiliations.map(({ text }) => text);
const people = (header: string) =>
  splitAffiliations(header).authors.map(({ name, affiliations }) => `${name} ${affiliations}`);

test('a superscript behind a postcode is the mark of the next affiliation', () => {
  const header = '吴振新 李文燕2\n\n1中国科学院文献情报中心北京100190²中国科学院大学北京100049';
  assert.deepEqual(splitAffiliations(header).affiliations, [
    { mark: '1', text: '中国科学院文献情报中心北京100190' },
    { mark: '2', text: '中国科学院大学北京100049' },
  ]);
});

test('brackets around all affiliations go, a place in brackets stays', () => {
  assert.deepEqual(
    texts('何建民 殷澍(中国地质大学(北京)水资源与环境学院,北京100083)(合肥工业大学 合肥 230009)'),
    ['中国地质大学(北京)水资源与环境学院,北京100083', '合肥工业大学 合肥 230009'],
  );
});

test('a line broken inside a word is joined', () => {
  assert.deepEqual(texts('唐旭,夏茵茵\n重庆医科大学公共卫生与管理学院,重  \n庆400016'), [
    '重庆医科大学公共卫生与管理学院,重庆400016',
  ]);
});

test('affiliations that begin with their postcode are told apart', () => {
  const header = '1、541001，广西桂林，桂林医学院附属医院2、530021，广西南宁，广西医科大学';
  assert.deepEqual(texts(header), [
    '541001,广西桂林,桂林医学院附属医院',
    '530021,广西南宁,广西医科大学',
  ]);
});

test('pictures, citations and grants are no affiliations', () => {
  const header = [
    '![](images/9e79.jpg)',
    '刘世梁,侯笑云.景观生态网络研究进展.生态学报,2017,37(12);3947-3956.',
    '刘世梁，侯笑云',
    '北京师范大学环境学院，北京100875',
    '基金项目：国家自然科学基金委员会资助（82160077）',
  ].join('\n\n');
  assert.deepEqual(texts(header), ['北京师范大学环境学院,北京100875']);
});

test('authors carry the affiliations of their marks', () => {
  const header =
    '赵拓¹，杨 洁²，曹雪虹1,2\n\n(1．南京邮电大学，南京 210003;2.南京工程学院，南京 211167)';
  assert.deepEqual(people(header), ['赵拓 0', '杨洁 1', '曹雪虹 0,1']);
  assert.deepEqual(people('赵凯，张丹（西安交通大学，西安710049）'), ['赵凯 0', '张丹 0']);
});

test('where a name or a mark is not clean no author is given', () => {
  assert.deepEqual(people('程根伟赵 涛² 张宪洲\n1清华大学 北京 100084 2北京大学 北京 100871'), []);
  assert.deepEqual(people('王艳蒋晶\n（中国人民大学商学院，北京100872）'), []);
  assert.deepEqual(people('赵拓3，杨洁1\n(1南京邮电大学;2南京工程学院)'), []);
});

test('whatever the header: it answers, in linear time, with places that exist', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (header) => {
      const { affiliations, authors } = splitAffiliations(header);
      return authors.every((author) => author.affiliations.every((at) => at < affiliations.length));
    }),
  );
  const startedAt = performance.now();
  for (const part of ['(', ')', '大学', '1', ' ', '\n', '100049', '大学100049']) {
    splitAffiliations(part.repeat(20_000));
  }
  assert.ok(performance.now() - startedAt < 4_000);
});
