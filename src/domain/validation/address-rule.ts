/** What can be wrong with a device's address, found before anything is opened. */
export type AddressRule =
  | { readonly rule: 'notAnAddress' }
  | { readonly rule: 'unknownScheme'; readonly scheme: string; readonly known: readonly string[] }
  | { readonly rule: 'notHostAndPort' }
  /** What follows the scheme leads nowhere. */
  | { readonly rule: 'notAPlace'; readonly example: string }
  | { readonly rule: 'unknownOption'; readonly option: string; readonly known: readonly string[] }
  | { readonly rule: 'optionMissing'; readonly option: string }
  | { readonly rule: 'optionNotWhole'; readonly option: string; readonly least: number; readonly most: number }
  | { readonly rule: 'optionNotOneOf'; readonly option: string; readonly choices: readonly string[] }
  /** 1 to `most` letters or digits. */
  | { readonly rule: 'optionNotPlain'; readonly option: string; readonly most: number }
  | { readonly rule: 'optionNotLike'; readonly option: string; readonly example: string }
  /** A file the address names. */
  | { readonly rule: 'optionFileUnreadable'; readonly file: string }
  /** Secrets come from the environment, because addresses are shown. */
  | { readonly rule: 'secretMissing'; readonly variable: string }
  /** Something of the shop's own that the driver cannot do without. */
  | { readonly rule: 'settingMissing'; readonly setting: 'shop.businessNumber' | 'shop.uscc' }
