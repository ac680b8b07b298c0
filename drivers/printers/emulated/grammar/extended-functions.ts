/**
 * The length-prefixed families GS ( and GS 8: one prefix, many functions. A letter or function not in here has a known
 * length all the same, so it is read to its end and reported as unknown. Source: Epson, "ESC/POS Command Reference".
 */
import { anyLetter, anyLetterLong, countedEntry, type Entry, type FunctionTable, family, longFamily } from './entry.js'

const GRAPHICS: FunctionTable = {
  '0, 48': 'Transmit NV graphics memory capacity',
  '1, 49': 'Set reference dot density | x=50 y=50',
  '2, 50': 'Print the graphics in the print buffer',
  '3, 51': 'Transmit remaining NV graphics memory',
  '4, 52': 'Transmit remaining download graphics memory',
  '64': 'Transmit key codes of NV graphics | d1=75 d2=67',
  '65': 'Delete all NV graphics | d1=67 d2=76 d3=82',
  '66': 'Delete NV graphics | kc1=65 kc2=65',
  '67': 'Define NV graphics, raster | a=48 kc1=65 kc2=65 b=1 xL=8 xH yL yH c=49 d*',
  '68': 'Define NV graphics, columns | a=48 kc1=65 kc2=65 b=1 xL xH yL=8 yH c=49 d*',
  '69': 'Print NV graphics | kc1=65 kc2=65 x y',
  '80': 'Transmit key codes of download graphics | d1=75 d2=67',
  '81': 'Delete all download graphics | d1=67 d2=76 d3=82',
  '82': 'Delete download graphics | kc1=65 kc2=65',
  '83': 'Define download graphics, raster | a=48 kc1=65 kc2=65 b=1 xL=8 xH yL yH c=49 d*',
  '84': 'Define download graphics, columns | a=48 kc1=65 kc2=65 b=1 xL xH yL=8 yH c=49 d*',
  '85': 'Print download graphics | kc1=65 kc2=65 x y',
  '112': 'Store graphics in the print buffer, raster | a=48 bx by c=49 xL=8 xH yL yH d*',
  '113': 'Store graphics in the print buffer, columns | a=48 bx by c=49 xL xH yL=8 yH d*',
}

/** Store, print, and say how large: the same three functions in every kind of symbol. */
const symbol = (cn: number, name: string, more: FunctionTable): FunctionTable => ({
  ...Object.fromEntries(Object.entries(more).map(([fn, text]) => [`${cn} ${fn}`, `${name}: ${text}`])),
  [`${cn} 80`]: `${name}: store the data | m=48 d*`,
  [`${cn} 81`]: `${name}: print | m=48`,
  [`${cn} 82`]: `${name}: transmit size | m=48`,
})

const SYMBOLS: FunctionTable = {
  ...symbol(48, 'PDF417', {
    '65': 'set columns | n=0',
    '66': 'set rows | n=0',
    '67': 'set module width | n=3',
    '68': 'set row height | n=3',
    '69': 'set error correction | m=48 n=49',
    '70': 'select options | m=0',
  }),
  ...symbol(49, 'QR', {
    '65': 'select model | n1=50 n2=0',
    '67': 'set module size | n=3',
    '69': 'set error correction | n=48',
  }),
  ...symbol(50, 'MaxiCode', { '65': 'select mode | n=50' }),
  ...symbol(51, 'GS1 DataBar', { '67': 'set module width | n=2', '71': 'set width of expanded stacked | nL nH' }),
  ...symbol(52, 'Composite', {
    '67': 'set module width | n=2',
    '71': 'set width of expanded stacked | nL nH',
    '72': 'select font of HRI characters | n=0',
  }),
  ...symbol(53, 'Aztec', {
    '66': 'set mode and layers | n1=0 n2=0',
    '67': 'set module size | n=3',
    '69': 'set error correction | n=23',
  }),
  ...symbol(54, 'DataMatrix', { '66': 'set type and size | m=0 d1=0 d2=0', '67': 'set module size | n=3' }),
}

export const extendedFunctions = {
  'GS ( A': countedEntry('Execute test print', 'n m'),
  'GS ( C': family('NV user memory', 'm=0 fn', {
    '0, 48': 'Delete a record | b c1 c2',
    '1, 49': 'Store a record | b c1 c2 d*',
    '2, 50': 'Transmit a record | b c1 c2',
    '3, 51': 'Transmit memory in use | b',
    '4, 52': 'Transmit remaining memory | b',
    '5, 53': 'Transmit key codes | b',
    '6, 54': 'Delete all records | b d1 d2 d3',
  }),
  'GS ( D': countedEntry('Enable or disable real-time commands', 'm=20 a1 b1 a2=2 b2=0'),
  'GS ( E': family('User settings', 'fn', {
    '1': 'Enter user setting mode | d1=73 d2=78',
    '2': 'Leave user setting mode | d1=79 d2=85 d3=84',
    '3': 'Change memory switches | a b8 b7 b6 b5 b4 b3 b2 b1 d*',
    '4': 'Transmit memory switches | a',
    '5': 'Set customised values | a nL nH d*',
    '6': 'Transmit customised values | a',
    '7': 'Copy user-defined page | a d1 d2',
    '8': 'Define a code page, columns | y c1 c2 d*',
    '9': 'Define a code page, raster | x c1 c2 d*',
    '10': 'Delete code page data | c1 c2',
    '11': 'Set serial interface | a d*',
    '12': 'Transmit serial interface settings | a',
    '13': 'Set Bluetooth interface | a d*',
    '14': 'Transmit Bluetooth interface settings | a',
    '15': 'Set USB interface | a d*',
    '16': 'Transmit USB interface settings | a',
    '48': 'Delete paper layout | d1 d2 d3',
    '49': 'Set paper layout | d*',
    '50': 'Transmit paper layout | n',
    '51': 'Set control of label and marked paper | a d*',
    '52': 'Transmit control of label and marked paper | a',
    '99': 'Set built-in buzzer patterns | a n d*',
    '100': 'Transmit built-in buzzer patterns | a',
  }),
  'GS ( F': countedEntry('Set adjustment of marked paper positions', 'a m nL nH'),
  'GS ( G': family('Slip', 'fn', {}),
  'GS ( H': family('Responses', 'fn', {
    '48': 'Request the process ID response | m=48 d1=65 d2=65 d3=65 d4=65',
    '49': 'Set the offline response | m=48 d=48',
  }),
  'GS ( K': family('Print control', 'fn', {
    '48': 'Select print control mode | m',
    '49': 'Select print density | m',
    '50': 'Select print speed | m',
    '97': 'Select parts of head energising | m',
  }),
  'GS ( L': family('Graphics', 'm=48 fn', GRAPHICS),
  'GS ( M': family('Printer settings', 'fn', {
    '1, 49': 'Save the settings | m',
    '2, 50': 'Load the settings | m',
    '3, 51': 'Select what is loaded at initialisation | m',
  }),
  'GS ( N': family('Character effects', 'fn', {
    '48': 'Select character colour | m=49',
    '49': 'Select background colour | m=48',
    '50': 'Turn shading on or off | m=0 a=49',
  }),
  'GS ( P': family('Page mode', 'fn', { '48': 'Set printable area of page mode | wL wH hL hH d*' }),
  'GS ( Q': family('Drawing in page mode', 'fn', {
    '48': 'Draw a line | x1L x1H y1L y1H x2L=9 x2H y2L y2H c m1 m2',
    '49': 'Draw a rectangle | x1L x1H y1L y1H x2L=9 x2H y2L=9 y2H c m1 m2 d*',
  }),
  'GS ( V': family('Cutting', '', { '': 'Cutting | d*' }),
  'GS ( k': family('Two-dimensional codes', 'cn fn', SYMBOLS),
  'GS ( z': family('Online recovery', '', { '': 'Online recovery | d*' }),
  'GS ( *': anyLetter('Extended function of an unknown letter'),
  'GS 8 L': longFamily('Graphics', 'm=48 fn', GRAPHICS),
  'GS 8 *': anyLetterLong('Extended function of an unknown letter, long'),
} satisfies Record<string, Entry>
