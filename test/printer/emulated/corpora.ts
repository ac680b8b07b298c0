/** The byte streams of other people's software that lie beside the project, where they do. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const FOLDER = path.join('..', 'shared', 'corpora', 'escpos-php')

/** By name, in order of names; empty where the folder is absent. */
export const corpora: ReadonlyMap<string, Uint8Array> = new Map(
  existsSync(FOLDER)
    ? readdirSync(FOLDER)
        .filter((file) => file.endsWith('.bin'))
        .sort()
        .map((file) => [path.basename(file, '.bin'), new Uint8Array(readFileSync(path.join(FOLDER, file)))] as const)
    : [],
)
