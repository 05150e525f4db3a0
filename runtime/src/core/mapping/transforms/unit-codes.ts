/**
 * Units as sellers spell them, in lower case, by code of UN/ECE Recommendation 20 (packages, with their X,
 * of Recommendation 21). 一式 is a lump sum and not a set: it prices the whole and counts nothing.
 */
const NAMES_OF_CODES: Readonly<Record<string, string>> = {
  C62: 'one unit units licence licences license licenses seat seats user users 個 本 枚 台 件 つ ヶ ケ コ 名 人 人分 ライセンス ユーザー アカウント',
  H87: 'piece pieces pc pcs ピース',
  EA: 'each',
  LS: 'lump-sum lumpsum 式 一式 1式',
  SET: 'set sets セット 組',
  PR: 'pair pairs 対 双 足',
  DZN: 'dozen ダース',
  SEC: 'second seconds sec 秒',
  MIN: 'minute minutes min 分',
  HUR: 'hour hours hr hrs h 時間 時',
  DAY: 'day days d 日 日間 人日',
  WEE: 'week weeks wk 週 週間',
  MON: 'month months mo mth 月 か月 ヶ月 ヵ月 カ月 ケ月 箇月 人月',
  QAN: 'quarter quarters 四半期',
  ANN: 'year years yr annum 年 年間',
  MMT: 'mm millimetre millimeter ミリ',
  CMT: 'cm centimetre centimeter センチ',
  MTR: 'm metre metres meter meters メートル',
  KMT: 'km kilometre kilometer キロメートル',
  MTK: 'm2 sqm 平米 平方メートル',
  MTQ: 'm3 立米 立方メートル',
  MLT: 'ml millilitre milliliter ミリリットル',
  LTR: 'l litre litres liter liters リットル',
  MGM: 'mg milligram',
  GRM: 'g gram grams グラム',
  KGM: 'kg kgs kilo kilogram kilograms キロ キログラム',
  TNE: 't tonne tonnes トン',
  KWH: 'kwh',
  '4L': 'mb megabyte',
  E34: 'gb gigabyte',
  E35: 'tb terabyte',
  E48: 'service 回',
  XBX: 'box boxes 箱 ケース',
  XPK: 'pack packs package packages パック 包',
  XCT: 'carton cartons カートン',
  XBG: 'bag bags 袋',
  XBO: 'bottle bottles 瓶 ボトル',
  XPX: 'pallet pallets パレット',
  XRO: 'roll rolls 巻 ロール',
};

/** Codes that are taken as they stand, in upper case. */
export const UNIT_CODES: ReadonlySet<string> = new Set(Object.keys(NAMES_OF_CODES));

/** The code of each spelling. */
export const UNIT_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(NAMES_OF_CODES).flatMap(([code, names]) =>
    names.split(' ').map((name): [string, string] => [name.normalize('NFKC'), code]),
  ),
);
