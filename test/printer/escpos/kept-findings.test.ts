import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UNNAMED } from '../../../drivers/printers/escpos/capabilities.js'
import { FileFindings, type Findings, keptAt, MemoryFindings } from '../../../drivers/printers/escpos/kept-findings.js'
import type { DriverError } from '../../../src/ports/device.js'

const FOUND: Findings = {
  identity: { ...UNNAMED, maker: 'EPSON', model: 'TM-T88VI', serial: 'X1' },
  ...{ confirmation: 'process-id', foundAt: 1_000, images: [{ key: 'aB', hash: '00' }], imageWritesAt: [900] },
}
const OTHER: Findings = {
  ...{
    identity: UNNAMED,
    confirmation: 'fence',
    profile: 'xprinter-80',
    foundAt: 2_000,
    images: [],
    imageWritesAt: [],
  },
}
const TILL = 'tcp:printer:9100'
const KITCHEN = 'serial:/dev/ttyUSB0'

let folder: string
let file: string
let troubles: string[]

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'findings-'))
  file = path.join(folder, 'printers', 'findings.json')
  troubles = []
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (at = file) => new FileFindings(at, ({ code }: DriverError) => troubles.push(code))

describe('findings on disk', () => {
  it('outlive the process, printer by printer', () => {
    expect(open().read(TILL)).toBeUndefined()
    open().write(TILL, FOUND)
    open().write(KITCHEN, OTHER)
    expect(open().read(TILL)).toEqual(FOUND)
    expect(open().read(KITCHEN)).toEqual(OTHER)
    expect(troubles).toEqual([])
  })

  it('leave nothing half written behind', () => {
    open().write(TILL, FOUND)
    expect(readdirSync(path.dirname(file))).toEqual(['findings.json'])
  })

  it.each(['', '{"version":1,"printers":{"x":{}}}', '{"version":9}', 'nonsense'])(
    'that are broken (%s) are set aside and found again',
    (broken) => {
      open().write(TILL, FOUND)
      writeFileSync(file, broken)
      const store = open()
      expect(store.read(TILL)).toBeUndefined()
      expect(readFileSync(`${file}.broken`, 'utf8')).toBe(broken)
      expect(troubles).toEqual(['findings.broken'])
      store.write(TILL, OTHER)
      expect(open().read(TILL)).toEqual(OTHER)
    },
  )

  it('that cannot be written are kept as long as the process', () => {
    writeFileSync(path.join(folder, 'no-folder'), '')
    const store = open(path.join(folder, 'no-folder', 'findings.json'))
    store.write(TILL, FOUND)
    expect(troubles).toContain('findings.unwritable')
    expect(store.read(TILL)).toEqual(FOUND)
  })

  it('are for the owner only', () => {
    open().write(TILL, FOUND)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
})

describe('findings for one printer', () => {
  it('are read and written at its address', () => {
    const store = new MemoryFindings()
    expect(keptAt(store, TILL).kept).toBeUndefined()
    keptAt(store, TILL).keep?.(FOUND)
    expect(keptAt(store, TILL).kept).toEqual(FOUND)
    expect(keptAt(store, KITCHEN).kept).toBeUndefined()
    expect(keptAt(undefined, TILL)).toEqual({})
  })
})
