/**
 * SQLite for the Node this runs on. better-sqlite3 12 is the last line for Node 20, but compiled against the headers of
 * newer Node 24 it aborts when a statement is collected (nodejs/node#65446); 13 stands on Node-API, needs Node 22, and is
 * installed beside it wherever Node is new enough.
 */
import { createRequire } from 'node:module'
import type Database from 'better-sqlite3'

const require = createRequire(import.meta.url)
const FIRST_NODE_OF_13 = 22

function suitablePackage(): string {
  const [major = '0'] = process.versions.node.split('.')
  return Number(major) >= FIRST_NODE_OF_13 ? 'better-sqlite3-node22' : 'better-sqlite3'
}

export const SqliteDatabase: typeof Database = require(suitablePackage())
