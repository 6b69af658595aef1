import { matchFiles } from '../matching/match-files.ts';
import { BadUsage, type Command, exitCodes } from './command.ts';

export const match: Command = {
  name: 'match',
  usage: '--technologies FILE.jsonl --needs FILE.jsonl [--top N | --pairs FILE.csv]',
  summary: 'Rank technologies for needs from files; needs neither server nor database',
  options: {
    technologies: { type: 'string' },
    needs: { type: 'string' },
    top: { type: 'string' },
    pairs: { type: 'string' },
  },
  optionHelp: {
    '--technologies FILE': 'JSON Lines: id, title, text, optional keywords, lang',
    '--needs FILE': 'the same shape',
    '--top N': 'at most N technologies a need (100)',
    '--pairs FILE': 'CSV lines need,technology: rank just these',
  },
  examples: [
    'yunhe match --technologies technologies.jsonl --needs needs.jsonl --top 10 > run.txt',
    'yunhe match --technologies t.jsonl --needs n.jsonl --pairs judged.csv',
  ],
  run: async ({ flags, args }) => {
    const { technologies, needs, pairs, top } = flags;
    if (typeof technologies !== 'string' || typeof needs !== 'string' || args.length > 0) {
      throw new BadUsage('Name --technologies and --needs.');
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
      ...(top === undefined ? {} : { top: Number(top) }),
      ...(typeof pairs === 'string' ? { pairs } : {}),
      write: (line: string) => process.stdout.write(line),
    });
    return exitCodes.ok;
  },
};
