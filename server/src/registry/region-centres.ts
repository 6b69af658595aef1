/**
 * About where regions lie, to a hundredth of a degree: the seat of their government. For pictures
 * and for distances between regions; an outpost with coordinates of its own is drawn at these.
 */

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Longitude and latitude by GB/T 2260 code: all provinces, and prefectures that keep outposts. */
const centres: Readonly<Record<string, readonly [number, number]>> = {
  110000: [116.41, 39.9],
  120000: [117.2, 39.13],
  130000: [114.51, 38.04],
  130200: [118.18, 39.63],
  130300: [119.6, 39.94],
  130400: [114.54, 36.63],
  130500: [114.5, 37.07],
  130600: [115.46, 38.87],
  130700: [114.89, 40.77],
  130800: [117.96, 40.95],
  130900: [116.84, 38.3],
  131000: [116.68, 39.54],
  131100: [115.67, 37.74],
  140000: [112.55, 37.87],
  150000: [111.75, 40.84],
  210000: [123.43, 41.8],
  220000: [125.32, 43.82],
  230000: [126.64, 45.76],
  310000: [121.47, 31.23],
  310117: [121.23, 31.03],
  320000: [118.8, 32.06],
  320200: [120.31, 31.49],
  320300: [117.28, 34.21],
  320400: [119.97, 31.81],
  320500: [120.59, 31.3],
  320600: [120.89, 31.98],
  320700: [119.22, 34.6],
  320800: [119.02, 33.61],
  320900: [120.16, 33.35],
  321000: [119.41, 32.39],
  321100: [119.45, 32.2],
  321200: [119.92, 32.46],
  321300: [118.28, 33.96],
  330000: [120.16, 30.27],
  330200: [121.55, 29.87],
  330300: [120.7, 28],
  330400: [120.76, 30.75],
  330482: [121.02, 30.7],
  330500: [120.09, 30.89],
  330600: [120.58, 30.03],
  330700: [119.65, 29.08],
  330800: [118.87, 28.94],
  330900: [122.21, 29.99],
  331000: [121.42, 28.66],
  331100: [119.92, 28.47],
  331121: [120.29, 28.14],
  340000: [117.23, 31.82],
  340200: [118.43, 31.35],
  340300: [117.39, 32.92],
  340400: [117, 32.63],
  340500: [118.51, 31.67],
  340600: [116.8, 33.96],
  340700: [117.81, 30.95],
  340800: [117.06, 30.54],
  341000: [118.34, 29.71],
  341100: [118.32, 32.3],
  341200: [115.81, 32.89],
  341300: [116.96, 33.65],
  341500: [116.52, 31.73],
  341600: [115.78, 33.84],
  341700: [117.49, 30.66],
  341800: [118.76, 30.94],
  350000: [119.3, 26.07],
  360000: [115.86, 28.68],
  370000: [117.12, 36.65],
  410000: [113.62, 34.75],
  420000: [114.31, 30.59],
  430000: [112.94, 28.23],
  440000: [113.26, 23.13],
  450000: [108.37, 22.82],
  460000: [110.2, 20.04],
  500000: [106.55, 29.56],
  510000: [104.07, 30.57],
  520000: [106.63, 26.65],
  530000: [102.83, 24.88],
  540000: [91.14, 29.65],
  610000: [108.94, 34.34],
  620000: [103.83, 36.06],
  630000: [101.78, 36.62],
  640000: [106.23, 38.49],
  650000: [87.62, 43.83],
  710000: [121.56, 25.04],
  810000: [114.17, 22.28],
  820000: [113.54, 22.19],
};

/** The centre of a region, else of the one that it lies in; null for codes of other systems. */
export function centreOf(code: string): Place | null {
  if (!/^\d{6}$/.test(code)) return null;
  const found =
    centres[code] ?? centres[`${code.slice(0, 4)}00`] ?? centres[`${code.slice(0, 2)}0000`];
  return found === undefined ? null : { longitude: found[0], latitude: found[1] };
}

const earthKilometres = 6371;

/** Along the surface, on a ball of the earth's mean radius. */
export function kilometresBetween(one: Place, other: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const north = Math.sin(radians(other.latitude - one.latitude) / 2) ** 2;
  const east = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  const share = north + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * east;
  return 2 * earthKilometres * Math.asin(Math.min(1, Math.sqrt(share)));
}
