/** The shapes of commands with a trap in them, each by its own rule in the reference, and order in the table itself. */
import { describe, expect, it } from 'vitest'
import { commandTable, definitionOf } from '../../../drivers/printers/emulated/grammar/command-table.js'
import { commandSamples } from './command-samples.js'
import { bytes, DLE, ESC, FS, GS, type Part } from './printer-bench.js'
import { tokensOf } from './tokens.js'

const US = 0x1f
const DC2 = 0x12

/** What is cut out of the stream, and that text goes on right behind it. */
function expectTokens(input: readonly Part[], expected: readonly string[]) {
  expect(tokensOf(bytes(...input, 'x'))).toEqual([...expected, 'text x'])
}

describe('GS V m: only feeding modes have n', () => {
  it.each([0, 1, 48, 49, 2, 99])('%i has none', (m) => {
    expectTokens([GS, 'V', m], [`GS V ${m.toString(16).padStart(2, '0')}`])
  })
  it.each([65, 66, 97, 98, 103, 104])('%i has one', (m) => {
    expectTokens([GS, 'V', m, 7], [`GS V ${m.toString(16)}07`])
  })
})

describe('GS k m', () => {
  it.each([0, 6])('%i ends with NUL', (m) => {
    expectTokens([GS, 'k', m, '12', 0], [`GS k ${m.toString(16).padStart(2, '0')}313200`])
  })
  it.each([65, 73, 79])('%i has a length, and may have NUL inside', (m) => {
    expectTokens([GS, 'k', m, 3, 0, '1', 0], [`GS k ${m.toString(16)}03003100`])
  })
  it.each([7, 64])('%i is no bar code and takes nothing', (m) => {
    expectTokens([GS, 'k', m], [`GS k ${m.toString(16).padStart(2, '0')}`])
  })
  it('97 is the QR code of clones, with a head of its own', () => {
    expectTokens([GS, 'k', 97, 0, 1, 2, 0, 'AB'], ['GS k 61000102004142'])
  })
})

describe('DLE DC4 fn', () => {
  it.each([
    [1, [0, 2]],
    [2, [1, 8]],
    [3, [1, 2, 3, 4, 5]],
    [7, [1]],
    [8, [1, 3, 0x14, 1, 6, 2, 8]],
    [9, []],
  ])('%i', (fn, rest) => {
    const shown = Buffer.from([fn, ...rest]).toString('hex')
    expectTokens([DLE, 0x14, fn, rest], [`DLE DC4 ${shown}`])
  })
  it.each([
    [1, []],
    [7, [1]],
    [8, [3]],
    [18, [1]],
  ])('DLE EOT %i', (n, rest) => {
    expectTokens([DLE, 4, n, rest], [`DLE EOT ${Buffer.from([n, ...rest]).toString('hex')}`])
  })
})

describe('ESC D', () => {
  it('ends with NUL', () => expectTokens([ESC, 'D', 4, 8, 0], ['ESC D 040800']))
  it('ends with a column that does not ascend, which is its last byte', () =>
    expectTokens([ESC, 'D', 4, 8, 8], ['ESC D 040808']))
  it('without columns cancels all', () => expectTokens([ESC, 'D', 0], ['ESC D 00']))
  it('takes 32 columns and then only NUL', () => {
    const columns = Array.from({ length: 32 }, (_, index) => index + 1)
    const hex = Buffer.from(columns).toString('hex')
    expectTokens([ESC, 'D', columns, 0], [`ESC D ${hex}00`])
    expectTokens([ESC, 'D', columns], [`ESC D ${hex}`])
  })
})

describe('ESC *', () => {
  it.each([
    [0, 1],
    [1, 1],
    [32, 3],
    [33, 3],
    [39, 3],
    [72, 6],
  ])('mode %i has %i bytes a column', (m, size) => {
    const data = new Array(2 * size).fill(0x41)
    expectTokens([ESC, '*', m, 2, 0, data], [`ESC * ${Buffer.from([m, 2, 0, ...data]).toString('hex')}`])
  })
})

describe('commands whose length is in their data', () => {
  it.each<readonly [string, readonly Part[], string]>([
    ['GS C ; five numbers', [GS, 'C;', '1;22;3;4;55;'], `GS C ; ${Buffer.from('1;22;3;4;55;').toString('hex')}`],
    ['GS C 1', [GS, 'C1', 1, 0, 9, 0, 1, 1], 'GS C 1 010009000101'],
    [
      'GS D with a BMP file',
      [GS, 'D', 48, 67, 48, 65, 65, 48, 49, 'BM', 8, 0, 0, 0, 'zz'],
      'GS D 30433041413031424d080000007a7a',
    ],
    ['GS D without one', [GS, 'D', 48, 67, 48, 65, 65, 48, 49, 'PNG...'], 'GS D 30433041413031504e472e2e2e'],
    ['GS Q 0', [GS, 'Q0', 0, 2, 0, 1, 0, 'zz'], 'GS Q 0 00020001007a7a'],
    ['FS g 1', [FS, 'g1', 0, 0, 0, 0, 0, 2, 0, 'zz'], 'FS g 1 000000000002007a7a'],
    ['FS 2', [FS, '2', 0xfe, 0xa1, new Array(72).fill(0)], `FS 2 fea1${'00'.repeat(72)}`],
    ['ESC & two characters of different widths', [ESC, '&', 3, 65, 66, 1, 'aaa', 0], 'ESC & 0341420161616100'],
    ['ESC & with its range turned round', [ESC, '&', 3, 66, 65], 'ESC & 034241'],
    ['ESC Z of clones', [ESC, 'Z', 0, 1, 2, 1, 0, 'z'], 'ESC Z 00010201007a'],
    ['DC2 * of clones', [DC2, '*', 2, 1, 'zz'], 'DC2 * 02017a7a'],
    ['set IP of clones', [US, ESC, US, 0x91, 0, 'IP', 1, 2, 3, 4], 'US ESC US 91h 00495001020304'],
    [
      'set IP of clones, longer word',
      [US, ESC, US, 0x91, 0, 'SET IP', 1, 2, 3, 4],
      'US ESC US 91h 0053455420495001020304',
    ],
    ['an empty family member', [GS, '(L', 0, 0], 'GS ( L 0000'],
  ])('%s', (_name, input, expected) => {
    expectTokens(input, [expected])
  })
})

describe('a prefix that comes to nothing', () => {
  it('does not swallow the command behind it', () => {
    expectTokens([ESC, ESC, '@'], ['unknown 1b', 'ESC @'])
    expectTokens([GS, 'C', 0x0a], ['unknown 1d43', 'LF'])
    expectTokens([GS, '(', ESC, '@'], ['unknown 1d28', 'ESC @'])
  })
  it('takes a printable byte as part of it', () => expectTokens([ESC, '~'], ['unknown 1b7e']))
  it.each([0x01, 0x07, 0x0b, 0x0e, 0x11, 0x1a, 0x1e])('control %i means nothing and is not text', (code) => {
    expectTokens(['a', code, 'b', 0x0a], ['text a', `unknown ${code.toString(16).padStart(2, '0')}`, 'text b', 'LF'])
  })
})

describe('the table', () => {
  const withoutFallbacks = commandTable.filter(({ isFallback }) => !isFallback)

  it('has no command that is the beginning of another', () => {
    const prefixes = withoutFallbacks.map(({ prefix }) => prefix.join(' '))
    expect(new Set(prefixes).size).toBe(prefixes.length)
    for (const prefix of prefixes) expect(prefixes.filter((other) => other.startsWith(`${prefix} `))).toEqual([])
  })

  it('has a fallback for every length-prefixed family', () => {
    expect(commandTable.filter(({ isFallback }) => isFallback).map(({ id }) => id)).toEqual([
      'ESC ( *',
      'FS ( *',
      'GS ( *',
      'GS 8 *',
    ])
  })

  it('names as many bytes as there are', () => {
    for (const { id, shape } of commandTable) {
      if (!shape.isPayload) expect(shape.names.length, id).toBe(shape.bytes)
    }
  })

  it('calls a command what its bytes are', () => {
    expect(definitionOf('GS v 0').prefix).toEqual([0x1d, 0x76, 0x30])
    expect(definitionOf('ESC SP').prefix).toEqual([0x1b, 0x20])
    expect(definitionOf('US ESC US B2h').prefix).toEqual([0x1f, 0x1b, 0x1f, 0xb2])
    expect(definitionOf('GS 8 *').prefix).toEqual([0x1d, 0x38])
  })

  it.each(
    commandSamples.map((sample) => [`${sample.definition.id} ${sample.functionKey ?? ''}`.trim(), sample] as const),
  )('%s is read to its end', (_name, { definition, bytes: sample }) => {
    const parameters = Buffer.from(sample.subarray(definition.prefix.length)).toString('hex')
    expectTokens([sample], [`${definition.id} ${parameters}`.trim()])
  })
})
