/**
 * Shops to start with when nobody wrote settings: one in Korea, one in China, one elsewhere. All on emulated devices and
 * all for practice, so nothing they print can be taken for real.
 */
import type { Settings } from './settings.js'

export const PRESET_NAMES = ['korea', 'china', 'elsewhere'] as const
export type PresetName = (typeof PRESET_NAMES)[number]

/** In the words of a settings file; read and checked like one. */
export const PRESET_SHOPS: Readonly<Record<PresetName, Settings['input']>> = {
  korea: {
    terminal: 'KR1',
    language: 'ko',
    currency: 'KRW',
    utcOffsetMinutes: 540,
    vatPercent: 10,
    training: true,
    shop: {
      name: '한강커피 마포점',
      businessNumber: '116-82-00276',
      ownerName: '김하늘',
      address: '서울 마포구 양화로 45',
      telephone: '02-332-0126',
    },
    devices: { reader: 'emulated:?card=koreanCredit', acquirer: 'emulated:', tax: 'emulated:', printer: 'emulated:' },
  },
  china: {
    terminal: 'CN1',
    language: 'zh',
    currency: 'CNY',
    utcOffsetMinutes: 480,
    vatPercent: 6,
    training: true,
    shop: {
      name: '江南小馆',
      uscc: '91110000600037341L',
      ownerName: '王小明',
      address: '上海市黄浦区南京东路100号',
      telephone: '021-63220000',
    },
    devices: {
      reader: 'emulated:?card=unionPay',
      acquirer: 'emulated:',
      tax: 'none:',
      invoice: 'emulated:',
      printer: 'emulated:?charset=gb18030',
    },
  },
  elsewhere: {
    terminal: 'EN1',
    language: 'en',
    currency: 'USD',
    utcOffsetMinutes: -480,
    vatPercent: 8.5,
    training: true,
    shop: {
      name: 'Harbor Coffee',
      ownerName: 'Dana Reyes',
      address: '12 Pier Street, Oakland',
      telephone: '+1 510 555 0126',
    },
    devices: { reader: 'emulated:?card=visa', acquirer: 'emulated:', tax: 'none:', printer: 'emulated:' },
  },
}
