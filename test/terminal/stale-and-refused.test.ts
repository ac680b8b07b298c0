/** Answers that come too late to be meant, and answers the disk would not take at first: none pays wrongly, none is lost. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LinkOpener } from '../../drivers/links/byte-link.js'
import type { Approval } from '../../src/domain/approval.js'
import { accepted, type Outcome, unknown } from '../../src/domain/outcome.js'
import type { Acquirer, InquiryAnswer, LateReply } from '../../src/ports/acquirer.js'
import type { Journal } from '../../src/ports/journal.js'
import { APPROVAL } from '../flows/payment-fixture.js'
import { CHIP } from './counter.js'
import { assembleTill, coffees, openWorld, type Till, UNTAXED_POLICY, type World, won } from './shop-in-a-box.js'

const untouched = { printerLinks: (opener: LinkOpener) => opener, journal: (journal: Journal) => journal }

let world: World
let till: Till | undefined

beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  await till?.close()
  await world.close()
})

function opened(between: Parameters<typeof assembleTill>[1]): Till {
  till = assembleTill(world, { policy: UNTAXED_POLICY, cards: [CHIP, CHIP], ...between })
  till.terminal.start()
  return till
}

const silent = async (): Promise<Outcome<never>> => unknown('timeout')

/** A host that never answers an authorisation, and inquiries only when told to. */
class SilentAcquirer implements Acquirer {
  readonly address = 'silent:'
  readonly stans: string[] = []
  readonly answers: ((outcome: Outcome<InquiryAnswer>) => void)[] = []
  late: (reply: LateReply) => void = () => undefined

  async authorise({ key }: { key: { stan: string } }): Promise<Outcome<Approval>> {
    this.stans.push(key.stan)
    return unknown('timeout')
  }
  inquire(): Promise<Outcome<InquiryAnswer>> {
    return new Promise((resolve) => this.answers.push(resolve))
  }
  async reverse() {
    return accepted({})
  }
  async echo() {
    return accepted({})
  }
  readonly takeBack = silent
  readonly settle = silent
  readonly upload = silent
  readonly settlementFile = silent
  readonly signOn = silent
  onLateReply(listener: (late: LateReply) => void) {
    this.late = listener
    return () => undefined
  }
  async close() {
    for (const answer of this.answers) answer(unknown('interrupted'))
  }
}

describe('an inquiry answered after its card was settled otherwise', () => {
  it('does not pay for the card now being asked about', async () => {
    const acquirer = new SilentAcquirer()
    const { terminal } = opened({ between: { ...untouched, devices: (devices) => ({ ...devices, acquirer }) } })
    const saleId = terminal.openSale({ sale: coffees(100_000), operator: 'kim', language: 'ko' })
    const approved = (approvalCode: string) =>
      accepted({ status: 'approved', approval: { ...APPROVAL, approvalCode } } as const)

    terminal.command(saleId, { type: 'tender.card', amount: won(50_000) })
    await terminal.reaching(saleId, ({ steps }) => steps.tender === 'inquiring')
    acquirer.late({
      key: { stan: acquirer.stans[0] ?? '', sentAt: 0 },
      outcome: accepted({ ...APPROVAL, approvalCode: 'A' }),
    })
    expect(terminal.view(saleId).due).toEqual(won(50_000))

    terminal.command(saleId, { type: 'tender.card' })
    await terminal.reaching(saleId, ({ steps }) => steps.tender === 'inquiring')
    acquirer.answers[0]?.(approved('A'))
    await new Promise((resolve) => setImmediate(resolve))
    expect(terminal.view(saleId)).toMatchObject({ due: won(50_000), steps: { tender: 'inquiring' } })

    acquirer.answers[1]?.(approved('B'))
    const paid = await terminal.reaching(saleId, ({ steps }) => steps.tender === 'paid')
    expect(paid.record.tenders.map((tender) => tender.kind === 'card' && tender.approval.approvalCode)).toEqual([
      'A',
      'B',
    ])
  })
})

describe('an answer the disk refuses', () => {
  it('is reported, and written as soon as the disk takes it', async () => {
    let refusals = 1
    const journal = (real: Journal): Journal =>
      new Proxy(real, {
        get(target, name) {
          if (name === 'append') {
            return (...[step, opens]: Parameters<Journal['append']>) => {
              if (step.event.type === 'acquirer.approved' && refusals-- > 0) throw new Error('database or disk is full')
              return target.append(step, opens)
            }
          }
          const value = Reflect.get(target, name)
          return typeof value === 'function' ? value.bind(target) : value
        },
      })
    const { terminal, faults } = opened({ between: { ...untouched, devices: (devices) => devices, journal } })
    const saleId = terminal.openSale({ sale: coffees(9_000), operator: 'kim', language: 'ko' })
    terminal.command(saleId, { type: 'tender.card' })
    const view = await terminal.reaching(saleId, ({ stage }) => stage === 'complete')
    expect(view.promises.money).toBe('done')
    expect(faults).toEqual([new Error('database or disk is full')])
    expect(world.captured()).toBe(9_000)
  })
})
