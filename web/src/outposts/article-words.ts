/** Articles are counted in Chinese numerals in Chinese law, and in digits elsewhere. */
import type { Language } from '../ui/words.ts';

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 to 999: 第一条, 第十二条, 第一百零三条. */
export function articleNumber(language: Language, number: number): string {
  if (language !== 'zh' || number < 1 || number > 999) return String(number);
  const [hundreds, tens, ones] = [
    Math.floor(number / 100),
    Math.floor(number / 10) % 10,
    number % 10,
  ];
  const hundred = hundreds === 0 ? '' : `${digits[hundreds]}百`;
  const gap = hundreds > 0 && tens === 0 && ones > 0 ? '零' : '';
  const ten = tens === 0 ? '' : `${hundreds === 0 && tens === 1 ? '' : digits[tens]}十`;
  return `${hundred}${gap}${ten}${digits[ones]}`;
}
