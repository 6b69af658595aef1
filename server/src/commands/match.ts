import { matchFiles } from '../matching/match-files.ts';
import { BadUsage, type Command, exitCodes } from './command.ts';

export const match: Command = {
  name: 'match',
  usage:
    '--technologies FILE.jsonl --needs FILE.jsonl [--learn FILE.jsonl | --words-only] ' +
    '[--top N | --pairs FILE.csv]',
  summary: 'Rank technologies for needs from files; needs neither server nor database',
  options: {
    technologies: { type: 'string' },
    needs: { type: 'string' },
    learn: { type: 'string' },
    'words-only': { type: 'boolean' },
    top: { type: 'string' },
    pairs: { type: 'string' },
  },
  optionHelp: {
    '--technologies FILE': 'JSON Lines: id, title, text, optional keywords, lang',
    '--needs FILE': 'the same shape',
    '--learn FILE': 'the same shape: more texts to learn meanings from, such as bilingual ones',
    '--words-only': 'rank by words alone, without learning what they mean',
    '--top N': 'at most N technologies a need (100)',
    '--pairs FILE': 'CSV lines need,technology: rank just these',
  },
  examples: [
    'yunhe match --technologies technologies.jsonl --needs needs.jsonl --top 10 > run.txt',
    'yunhe match --technologies t.jsonl --needs n.jsonl --pairs judged.csv',
  ],
  run: async ({ flags, args }) => {
    const { technologies, needs, learn, pairs, top } = flags;
    if (typeof technologies !== 'string' || typeof needs !== 'string' || args.length > 0) {
      throw new BadUsage('Name --technologies and --needs.');
    }
    if (learn !== undefined && flags['words-only'] === true) {
      throw new BadUsage('--learn and --words-only exclude each other.');
    }
    if (top !== undefined && pairs !== undefined) {
      throw new BadUsage('--top and --pairs exclude each other.');
    }
    if (top !== undefined && !/^[1-9]\d{0,6}$/.test(String(top))) {
      throw new BadUsage(`--top is a whole number from 1, not ${top}.`);
    }
    await matchFiles({
      technologies,
      needs,
      ...(typeof learn === 'string' ? { learn } : {}),
      wordsOnly: flags['words-only'] === true,
      ...(top === undefined ? {} : { top: Number(top) }),
      ...(typeof pairs === 'string' ? { pairs } : {}),
      write: (line: string) => process.stdout.write(line),
    });
    return exitCodes.ok;
  },
};
