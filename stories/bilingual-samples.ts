/** Sample technologies in Chinese and English side by side, for a space to learn both words from. */
import { createTechnology, publishTechnology } from '../server/src/matching/index.ts';
import type { TestNode } from '../server/src/runtime/testing/node.ts';

type Pair = readonly [zh: string, en: string];

const processes: readonly Pair[] = [
  ['激光熔覆', 'laser cladding'],
  ['等离子喷涂', 'plasma spraying'],
  ['超声冲击', 'ultrasonic impact'],
  ['粉末冶金', 'powder metallurgy'],
  ['电弧增材', 'arc additive manufacturing'],
  ['真空渗碳', 'vacuum carburizing'],
  ['低温氮化', 'low-temperature nitriding'],
  ['化学气相沉积', 'chemical vapour deposition'],
];
const objects: readonly Pair[] = [
  ['轧辊', 'rolls'],
  ['齿轮', 'gears'],
  ['叶片', 'blades'],
  ['模具', 'moulds'],
  ['轴承', 'bearings'],
  ['钻头', 'drill bits'],
  ['阀门', 'valves'],
  ['管道', 'pipelines'],
];
const troubles: readonly Pair[] = [
  ['开裂', 'cracking'],
  ['耐磨性', 'wear resistance'],
  ['腐蚀', 'corrosion'],
  ['疲劳寿命', 'fatigue life'],
  ['残余应力', 'residual stress'],
  ['表面粗糙度', 'surface roughness'],
  ['硬度', 'hardness'],
  ['孔隙率', 'porosity'],
];

const rounds = 32;
/** The first process, which the story is about, has only some: the paper is to be found beside. */
const roundsOfFirst = 8;

/** A process meets each object four times, each time with two other troubles. */
const meetings = processes.flatMap((process, at) =>
  Array.from({ length: at === 0 ? roundsOfFirst : rounds }, (_, round) => {
    const trouble = (at * 5 + round * 3 + Math.floor(round / 8)) % troubles.length;
    return {
      process,
      object: objects[(at + round + 1) % objects.length]!,
      first: troubles[trouble]!,
      second: troubles[(trouble + 1 + (round % 7)) % troubles.length]!,
    };
  }),
);

/** Posts them as samples of one organisation, as the demo posts its own. */
export async function sampleTechnologies(node: TestNode, organisationId: string): Promise<void> {
  await node.transact(async (ctx) => {
    for (const { process, object, first, second } of meetings) {
      const { id, revision } = await createTechnology(
        ctx,
        {
          organisationId,
          title: `${object[0]}${process[0]}示例`,
          summary:
            `采用${process[0]}处理${object[0]}，改善${first[0]}与${second[0]}。` +
            ` We treat ${object[1]} by ${process[1]} and study ${first[1]} and ${second[1]}.`,
          keywords: [],
          fields: ['C'],
          maturity: 4,
          ipPosition: 'none',
          price: {
            modes: ['negotiable'],
            minimumMinor: null,
            maximumMinor: null,
            currency: null,
          },
        },
        { sample: true },
      );
      await publishTechnology(ctx, { technologyId: id, revision });
    }
  });
}
