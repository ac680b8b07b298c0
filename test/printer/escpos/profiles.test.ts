import { describe, expect, it } from 'vitest'
import { UNNAMED } from '../../../drivers/printers/escpos/capabilities.js'
import { ASSUMED_PROFILE, PROFILE_NAMES, PROFILES, profileNamed } from '../../../drivers/printers/profiles/profiles.js'
import { resolveProfile } from '../../../drivers/printers/profiles/resolve-profile.js'

const epson = (model: string, mountedFont = '') => ({ ...UNNAMED, maker: 'EPSON', model, mountedFont })
const nameOf = (maker: string, model: string, mountedFont = '') =>
  resolveProfile({ identity: { ...UNNAMED, maker, model, mountedFont } }).profile.name

describe('the rows', () => {
  it('have names of their own, in the form an address takes', () => {
    expect(new Set(PROFILE_NAMES).size).toBe(PROFILE_NAMES.length)
    for (const name of PROFILE_NAMES) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  })

  it.each(PROFILES.map((row) => [row.name, row] as const))('%s agrees with itself', (_name, row) => {
    expect(row.columns).toBe(Math.floor(row.widthDots / row.fonts.A.widthDots))
    expect(row.widthDots % 8).toBe(0)
    expect(row.dpi === 180).toBe(row.columns === 42)
    expect(row.glyphs.korean === 'none' || row.glyphs.chinese === 'none').toBe(true)
    expect(new Set(row.codePages.map(({ number }) => number)).size).toBe(row.codePages.length)
    expect(row.codePages[0]?.page ?? 'cp437').toBe('cp437')
    expect(row.title).not.toBe('')
    for (const { name, explanation } of row.quirks) expect([name, explanation]).not.toContain('')
  })
})

describe('the row of a printer', () => {
  it.each([
    ['EPSON', 'TM-T88V', 'tm-t88v'],
    ['EPSON', 'TM-T88VI', 'tm-t88vi'],
    ['EPSON', 'TM-T20', 'tm-t20'],
    ['EPSON', 'TM-T20II', 'tm-t20ii'],
    ['EPSON', 'TM-T82III', 'tm-t82iii'],
    ['EPSON', 'TM-m30', 'tm-m30'],
    ['EPSON', 'TM-m30III-H', 'tm-m30iii'],
    ['EPSON', 'TM-m30II-NT', 'tm-m30ii'],
    ['BIXOLON', 'SRP-350plusIII', 'srp-350plusiii'],
    ['BIXOLON', 'SRP-330II', 'srp-330ii'],
    ['Star', 'TSP143IVUE', 'star-tsp143iv'],
    ['Star Micronics', 'MCP31', 'star-mc-print3'],
    // Clones that name no maker go by the model.
    ['', 'TM-T88V', 'tm-t88v'],
    ['EPSON', 'TM-T88IX', 'generic-80'],
    ['SOMEBODY', 'TM-T88V', 'generic-80'],
    ['EPSON', '', 'generic-80'],
  ])('%s %s is %s', (maker, model, row) => {
    expect(nameOf(maker, model)).toBe(row)
  })

  it.each([
    ['KOREA C-5601C', 'tm-t88v-korean', 'font', 'picture'],
    ['CHINA GB18030', 'tm-t88v-gbk', 'picture', 'font'],
    ['CHINA GB2312', 'tm-t88v-gb2312', 'picture', 'font'],
    ['TAIWAN BIG-5', 'tm-t88v', 'picture', 'picture'],
    ['KANJI JAPANESE', 'tm-t88v', 'picture', 'picture'],
    ['PC437', 'tm-t88v', 'picture', 'picture'],
  ])('with %s mounted is %s', (font, row, korean, chinese) => {
    const { profile } = resolveProfile({ identity: epson('TM-T88V', font) })
    expect(profile.name).toBe(row)
    expect(profile.glyphs.korean === 'none' ? 'picture' : 'font').toBe(korean)
    expect(profile.glyphs.chinese === 'none' ? 'picture' : 'font').toBe(chinese)
    expect(profileNamed(row)).toBe(profile)
  })

  it('is the configured one, else the detected, else the kept, else one that prints on anything', () => {
    const configured = profileNamed('generic-chinese-58')
    const identity = epson('TM-T88V', 'KOREA C-5601C')
    const all = { configured, identity, kept: 'xprinter-80' }
    expect(resolveProfile(all)).toEqual({ profile: configured, chosen: 'configured' })
    expect(resolveProfile({ identity, kept: 'xprinter-80' })).toMatchObject({
      ...{ profile: { name: 'tm-t88v-korean' }, chosen: 'detected' },
    })
    expect(resolveProfile({ identity: UNNAMED, kept: 'xprinter-80' })).toMatchObject({
      ...{ profile: { name: 'xprinter-80' }, chosen: 'kept' },
    })
    const unknown = { profile: ASSUMED_PROFILE, chosen: 'assumed' }
    expect(resolveProfile({ identity: UNNAMED, kept: 'gone-with-an-update' })).toEqual(unknown)
    expect(resolveProfile({ identity: UNNAMED })).toEqual(unknown)
  })

  it('leaves the font of a configured model to the printer, and of a market to whoever configured it', () => {
    const identity = { ...UNNAMED, mountedFont: 'CHINA GB18030' }
    const named = (name: string) => resolveProfile({ configured: profileNamed(name), identity }).profile.name
    expect(named('tm-m30')).toBe('tm-m30-gbk')
    expect(named('tm-m30-korean')).toBe('tm-m30-korean')
    expect(named('generic-korean-80')).toBe('generic-korean-80')
  })
})
