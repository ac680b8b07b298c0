/** The examination: look at the machine, choose whom to ask, ask them all at the same time, and report. */
import type { Machine } from '../../../drivers/discovery/machine.js'
import { surveyMachine } from '../../../drivers/discovery/survey.js'
import { type DriverSurroundings, printerAt } from '../../../drivers/open-drivers.js'
import type { Language } from '../../domain/language.js'
import { printTest } from './print-test.js'
import { type ProbeWish, probePrinter } from './probe-printer.js'
import { type DoctorReport, doctorReport } from './report.js'
import { chooseSubjects, type Wish } from './subjects.js'
import { DOCTOR_TEXTS } from './texts.js'

export interface Examination extends Wish {
  readonly scanRates: boolean
  readonly print: boolean
  readonly language: Language
}

export interface ExaminationRoom {
  readonly machine: Machine
  readonly drivers: DriverSurroundings
  readonly signal: AbortSignal
  /** Told what is going on, in the operator's language; nothing that is not in the report as well. */
  readonly progress: (text: string) => void
}

/** @throws AddressError, before anything is opened. */
export async function examine(wish: Examination, room: ExaminationRoom): Promise<DoctorReport> {
  const { drivers, signal, progress } = room
  for (const address of [...wish.arguments, ...wish.settings.map((one) => one.address)]) {
    await printerAt(address, drivers)
  }
  const survey = await surveyMachine(room.machine)
  const { asked, leftAlone } = chooseSubjects(wish, survey)
  const { clock, utcOffsetMinutes } = drivers
  const { language } = wish
  const setup = { clock, signal, language, utcOffsetMinutes, progress }
  const print: ProbeWish['print'] = (printer, probe) => printTest(printer, probe, setup)
  const asking: ProbeWish = { scanRates: wish.scanRates, ...(wish.print && { print }) }
  const probed = await Promise.all(
    asked.map((subject) => {
      progress(DOCTOR_TEXTS[language].progress.asking(subject.address))
      return probePrinter(subject, asking, { drivers, signal })
    }),
  )
  return doctorReport({ survey, probed, leftAlone }, language)
}
