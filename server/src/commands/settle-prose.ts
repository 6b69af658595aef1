import { proseOf } from '@yunhe/settlement';
import { BadUsage, type Command, exitCodes } from './command.ts';
import { tellingProblems } from './data-files.ts';
import { readTermsFile } from './settlement-files.ts';

export const settleProse: Command = {
  name: 'settle prose',
  usage: 'TERMS.json [--language zh|en]',
  summary: 'Print terms as people read them, in Chinese or English',
  examples: ['yunhe settle prose terms.json --language en'],
  run: async (call) =>
    tellingProblems(call, () => {
      const { args, flags, json, say } = call;
      const [file, ...more] = args;
      if (file === undefined || more.length > 0) throw new BadUsage('Name one file of terms.');
      const { language = 'zh' } = flags;
      if (language !== 'zh' && language !== 'en') throw new BadUsage('--language is zh or en.');
      const paragraphs = proseOf(readTermsFile(file).terms, language);
      if (json) say(JSON.stringify(paragraphs));
      else say(paragraphs.map(({ text }) => text).join('\n\n'));
      return exitCodes.ok;
    }),
};
