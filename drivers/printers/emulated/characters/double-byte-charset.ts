/**
 * The double-byte character sets printers are sold with. A profile names one; FS C changes between the two Japanese ones.
 */

/**
 * cp949: Korea, KS X 1001 and the syllables Windows added. gb18030: China, one, two and four bytes. gb2312: China, clones
 * that know two-byte codes only (GBK). big5: Taiwan. shift-jis and jis: Japan, FS C 1 and FS C 0. none: no such font.
 */
export const DOUBLE_BYTE_CHARSETS = ['cp949', 'gb18030', 'gb2312', 'big5', 'shift-jis', 'jis', 'none'] as const

export type DoubleByteCharset = (typeof DOUBLE_BYTE_CHARSETS)[number]
