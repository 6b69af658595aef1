/**
 * Chinese provinces and their prefectures under the names and codes of other registers.
 *
 * `code` are the first two digits of GB/T 2260, `iso` the part of ISO 3166-2 after CN-, `geonames`
 * the part of the GeoNames code of the first level after CN. (these numbers are FIPS 10-4). A city
 * is its English name and the third and fourth digit of its prefecture.
 */
const PROVINCES: readonly {
  readonly code: string;
  readonly iso: string;
  readonly geonames: string;
  readonly name: string;
  readonly cities: string;
}[] = [
  {
    code: '11',
    iso: 'BJ',
    geonames: '22',
    name: 'Beijing',
    cities: '',
  },
  {
    code: '12',
    iso: 'TJ',
    geonames: '28',
    name: 'Tianjin',
    cities: '',
  },
  {
    code: '13',
    iso: 'HE',
    geonames: '10',
    name: 'Hebei',
    cities:
      'Shijiazhuang 01, Tangshan 02, Qinhuangdao 03, Handan 04, Xingtai 05, Baoding 06, ' +
      'Zhangjiakou 07, Chengde 08, Cangzhou 09, Langfang 10, Hengshui 11, Sanhe 10',
  },
  {
    code: '14',
    iso: 'SX',
    geonames: '24',
    name: 'Shanxi',
    cities:
      'Taiyuan 01, Datong 02, Yangquan 03, Changzhi 04, Jincheng 05, Shuozhou 06, ' +
      'Jinzhong 07, Yuncheng 08, Xinzhou 09, Linfen 10, Luliang 11',
  },
  {
    code: '15',
    iso: 'NM',
    geonames: '20',
    name: 'Inner Mongolia',
    cities:
      'Hohhot 01, Baotou 02, Wuhai 03, Chifeng 04, Tongliao 05, Ordos 06, Hulunbuir 07, ' +
      'Bayannur 08, Ulanqab 09, Hinggan 22, Xilingol 25, Alxa 29',
  },
  {
    code: '21',
    iso: 'LN',
    geonames: '19',
    name: 'Liaoning',
    cities:
      'Shenyang 01, Dalian 02, Anshan 03, Fushun 04, Benxi 05, Dandong 06, Jinzhou 07, ' +
      'Yingkou 08, Fuxin 09, Liaoyang 10, Panjin 11, Tieling 12, Chaoyang 13, Huludao ' +
      '14',
  },
  {
    code: '22',
    iso: 'JL',
    geonames: '05',
    name: 'Jilin',
    cities:
      'Changchun 01, Jilin 02, Siping 03, Liaoyuan 04, Tonghua 05, Baishan 06, Songyuan ' +
      '07, Baicheng 08, Yanbian 24, Yanji 24',
  },
  {
    code: '23',
    iso: 'HL',
    geonames: '08',
    name: 'Heilongjiang',
    cities:
      'Harbin 01, Qiqihar 02, Jixi 03, Hegang 04, Shuangyashan 05, Daqing 06, Yichun ' +
      '07, Jiamusi 08, Qitaihe 09, Mudanjiang 10, Heihe 11, Suihua 12, Daxinganling 27',
  },
  {
    code: '31',
    iso: 'SH',
    geonames: '23',
    name: 'Shanghai',
    cities: '',
  },
  {
    code: '32',
    iso: 'JS',
    geonames: '04',
    name: 'Jiangsu',
    cities:
      'Nanjing 01, Wuxi 02, Xuzhou 03, Changzhou 04, Suzhou 05, Nantong 06, Lianyungang ' +
      '07, Huaian 08, Yancheng 09, Yangzhou 10, Zhenjiang 11, Taizhou 12, Suqian 13',
  },
  {
    code: '33',
    iso: 'ZJ',
    geonames: '02',
    name: 'Zhejiang',
    cities:
      'Hangzhou 01, Ningbo 02, Wenzhou 03, Jiaxing 04, Huzhou 05, Shaoxing 06, Jinhua ' +
      '07, Quzhou 08, Zhoushan 09, Taizhou 10, Lishui 11',
  },
  {
    code: '34',
    iso: 'AH',
    geonames: '01',
    name: 'Anhui',
    cities:
      'Hefei 01, Wuhu 02, Bengbu 03, Huainan 04, Maanshan 05, Huaibei 06, Tongling 07, ' +
      'Anqing 08, Huangshan 10, Chuzhou 11, Fuyang 12, Suzhou 13, Luan 15, Bozhou 16, ' +
      'Chizhou 17, Xuancheng 18',
  },
  {
    code: '35',
    iso: 'FJ',
    geonames: '07',
    name: 'Fujian',
    cities:
      'Fuzhou 01, Xiamen 02, Putian 03, Sanming 04, Quanzhou 05, Zhangzhou 06, Nanping ' +
      '07, Longyan 08, Ningde 09',
  },
  {
    code: '36',
    iso: 'JX',
    geonames: '03',
    name: 'Jiangxi',
    cities:
      'Nanchang 01, Jingdezhen 02, Pingxiang 03, Jiujiang 04, Xinyu 05, Yingtan 06, ' +
      'Ganzhou 07, Jian 08, Yichun 09, Fuzhou 10, Shangrao 11',
  },
  {
    code: '37',
    iso: 'SD',
    geonames: '25',
    name: 'Shandong',
    cities:
      'Jinan 01, Qingdao 02, Zibo 03, Zaozhuang 04, Dongying 05, Yantai 06, Weifang 07, ' +
      'Jining 08, Taian 09, Weihai 10, Rizhao 11, Linyi 13, Dezhou 14, Liaocheng 15, ' +
      'Binzhou 16, Heze 17, Qufu 08',
  },
  {
    code: '41',
    iso: 'HA',
    geonames: '09',
    name: 'Henan',
    cities:
      'Zhengzhou 01, Kaifeng 02, Luoyang 03, Pingdingshan 04, Anyang 05, Hebi 06, ' +
      'Xinxiang 07, Jiaozuo 08, Puyang 09, Xuchang 10, Luohe 11, Sanmenxia 12, Nanyang ' +
      '13, Shangqiu 14, Xinyang 15, Zhoukou 16, Zhumadian 17',
  },
  {
    code: '42',
    iso: 'HB',
    geonames: '12',
    name: 'Hubei',
    cities:
      'Wuhan 01, Huangshi 02, Shiyan 03, Yichang 05, Xiangyang 06, Ezhou 07, Jingmen ' +
      '08, Xiaogan 09, Jingzhou 10, Huanggang 11, Xianning 12, Suizhou 13, Enshi 28',
  },
  {
    code: '43',
    iso: 'HN',
    geonames: '11',
    name: 'Hunan',
    cities:
      'Changsha 01, Zhuzhou 02, Xiangtan 03, Hengyang 04, Shaoyang 05, Yueyang 06, ' +
      'Changde 07, Zhangjiajie 08, Yiyang 09, Chenzhou 10, Yongzhou 11, Huaihua 12, ' +
      'Loudi 13, Xiangxi 31',
  },
  {
    code: '44',
    iso: 'GD',
    geonames: '30',
    name: 'Guangdong',
    cities:
      'Guangzhou 01, Shaoguan 02, Shenzhen 03, Zhuhai 04, Shantou 05, Foshan 06, ' +
      'Jiangmen 07, Zhanjiang 08, Maoming 09, Zhaoqing 12, Huizhou 13, Meizhou 14, ' +
      'Shanwei 15, Heyuan 16, Yangjiang 17, Qingyuan 18, Dongguan 19, Zhongshan 20, ' +
      'Chaozhou 51, Jieyang 52, Yunfu 53',
  },
  {
    code: '45',
    iso: 'GX',
    geonames: '16',
    name: 'Guangxi',
    cities:
      'Nanning 01, Liuzhou 02, Guilin 03, Wuzhou 04, Beihai 05, Fangchenggang 06, ' +
      'Qinzhou 07, Guigang 08, Yulin 09, Baise 10, Hezhou 11, Hechi 12, Laibin 13, ' +
      'Chongzuo 14',
  },
  {
    code: '46',
    iso: 'HI',
    geonames: '31',
    name: 'Hainan',
    cities: 'Haikou 01, Sanya 02, Sansha 03, Danzhou 04',
  },
  {
    code: '50',
    iso: 'CQ',
    geonames: '33',
    name: 'Chongqing',
    cities: '',
  },
  {
    code: '51',
    iso: 'SC',
    geonames: '32',
    name: 'Sichuan',
    cities:
      'Chengdu 01, Zigong 03, Panzhihua 04, Luzhou 05, Deyang 06, Mianyang 07, ' +
      'Guangyuan 08, Suining 09, Neijiang 10, Leshan 11, Nanchong 13, Meishan 14, Yibin ' +
      '15, Guangan 16, Dazhou 17, Yaan 18, Bazhong 19, Ziyang 20, Aba 32, Garze 33, ' +
      'Liangshan 34',
  },
  {
    code: '52',
    iso: 'GZ',
    geonames: '18',
    name: 'Guizhou',
    cities: 'Guiyang 01, Liupanshui 02, Zunyi 03, Anshun 04, Bijie 05, Tongren 06',
  },
  {
    code: '53',
    iso: 'YN',
    geonames: '29',
    name: 'Yunnan',
    cities:
      'Kunming 01, Qujing 03, Yuxi 04, Baoshan 05, Zhaotong 06, Lijiang 07, Puer 08, ' +
      'Lincang 09, Chuxiong 23, Honghe 25, Wenshan 26, Xishuangbanna 28, Dali 29, ' +
      'Dehong 31, Nujiang 33, Diqing 34',
  },
  {
    code: '54',
    iso: 'XZ',
    geonames: '14',
    name: 'Tibet',
    cities: 'Lhasa 01, Shigatse 02, Qamdo 03, Nyingchi 04, Shannan 05, Nagqu 06, Ngari 25',
  },
  {
    code: '61',
    iso: 'SN',
    geonames: '26',
    name: 'Shaanxi',
    cities:
      'Xian 01, Tongchuan 02, Baoji 03, Xianyang 04, Weinan 05, Yanan 06, Hanzhong 07, ' +
      'Yulin 08, Ankang 09, Shangluo 10',
  },
  {
    code: '62',
    iso: 'GS',
    geonames: '15',
    name: 'Gansu',
    cities:
      'Lanzhou 01, Jiayuguan 02, Jinchang 03, Baiyin 04, Tianshui 05, Wuwei 06, Zhangye ' +
      '07, Pingliang 08, Jiuquan 09, Qingyang 10, Dingxi 11, Longnan 12, Linxia 29, ' +
      'Gannan 30',
  },
  {
    code: '63',
    iso: 'QH',
    geonames: '06',
    name: 'Qinghai',
    cities: 'Xining 01, Haidong 02, Haixi 28',
  },
  {
    code: '64',
    iso: 'NX',
    geonames: '21',
    name: 'Ningxia',
    cities: 'Yinchuan 01, Shizuishan 02, Wuzhong 03, Guyuan 04, Zhongwei 05',
  },
  {
    code: '65',
    iso: 'XJ',
    geonames: '13',
    name: 'Xinjiang',
    cities:
      'Urumqi 01, Karamay 02, Turpan 04, Hami 05, Changji 23, Bortala 27, Bayingolin ' +
      '28, Aksu 29, Kashgar 31, Hotan 32, Ili 40, Tacheng 42, Altay 43, Korla 28',
  },
];

const provinceBySubdivision = new Map<string, string>();
const citiesByProvince = new Map<string, Map<string, string>>();
const provincesOfCity = new Map<string, string[]>();
for (const province of PROVINCES) {
  provinceBySubdivision.set(`CN-${province.iso}`, province.code);
  provinceBySubdivision.set(`CN.${province.geonames}`, province.code);
  const cities = new Map<string, string>();
  for (const city of province.cities.split(', ').filter((text) => text !== '')) {
    const name = plainCity(city.slice(0, -3));
    cities.set(name, `${province.code}${city.slice(-2)}00`);
    provincesOfCity.set(name, [...(provincesOfCity.get(name) ?? []), province.code]);
  }
  if (province.cities === '') provincesOfCity.set(plainCity(province.name), [province.code]);
  citiesByProvince.set(province.code, cities);
}

/** Ürümqi, Xi'an, Dalian Shi and Ma'anshan City are written in several ways. */
function plainCity(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Mark}+/gu, '')
    .replace(/['’\s-]/g, '')
    .toLowerCase()
    .replace(/(?<=.{4})(?:shi|city)$/, '');
}

/**
 * The region code (GB/T 2260, six digits) of a place in China that another register names.
 *
 * `subdivision` is ISO 3166-2 (CN-HE) or GeoNames (CN.10). The prefecture is given where the city
 * is known in that province, else the province. Without subdivision the city must be the only one
 * of its name: Suzhou alone is in Jiangsu and in Anhui, so it gives `null`.
 */
export function chineseRegionCode(subdivision: string | null, city: string | null): string | null {
  const name = city === null ? '' : plainCity(city);
  const named = provincesOfCity.get(name) ?? [];
  const province =
    provinceBySubdivision.get(subdivision ?? '') ?? (named.length === 1 ? named[0]! : null);
  if (province === null) return null;
  return citiesByProvince.get(province)?.get(name) ?? `${province}0000`;
}
