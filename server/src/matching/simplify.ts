import { Converter } from 'opencc-js/t2cn';

/** Traditional to simplified characters, so that 鋰電池 and 锂电池 meet; other text stays as it is. */
export const simplify: (text: string) => string = Converter({ from: 't', to: 'cn' });
