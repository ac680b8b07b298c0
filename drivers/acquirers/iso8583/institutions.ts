/**
 * Issuers and acquirers by the codes hosts send, with the brand name a slip prints. Names are Latin so that they print
 * in CP949, GB18030 and every printer's built-in font alike.
 */

/** Two digits: Korean card companies. Eight digits: Chinese institutions as UnionPay numbers them. */
const INSTITUTIONS: ReadonlyMap<string, string> = new Map([
  ['01', 'BC Card'],
  ['02', 'KB Kookmin Card'],
  ['03', 'Hana Card'],
  ['04', 'Samsung Card'],
  ['06', 'Shinhan Card'],
  ['07', 'Hyundai Card'],
  ['08', 'Lotte Card'],
  ['12', 'NH NongHyup Card'],
  ['15', 'Woori Card'],
  ['01020000', 'ICBC'],
  ['01030000', 'Agricultural Bank of China'],
  ['01040000', 'Bank of China'],
  ['01050000', 'China Construction Bank'],
  ['03080000', 'China Merchants Bank'],
  ['48020000', 'China UMS'],
])

/** The brand name; a code not in the table stands for itself, so that an approval is never lost for want of a name. */
export function institutionName(code: string): string {
  return INSTITUTIONS.get(code) ?? code
}
