import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../../src/commands/demo/random.ts'
import { readEnvironmentSettings, useSettings } from '../../src/settings.ts'
import { template } from '../database/fresh.ts'
import { outlivesKills, type Server, startServer } from '../database/server.ts'
import { countRunningImports, differences, missingRecords } from '../tools/crash-test/assertions.ts'
import { browsers, firstPassword } from '../tools/crash-test/browsers.ts'
import { isAway, isGone, type Sent, writerFor, writeUntilGone } from '../tools/crash-test/client.ts'
import { type Program, start } from '../tools/program/program.ts'

/** The PostgreSQL server is killed and started again while people work; the program keeps running. */
const folder = mkdtempSync(join(tmpdir(), 'salesbook-'))
let server: Server
let program: Program
beforeAll(async () => {
  server = await startServer(outlivesKills)
})
afterAll(async () => {
  await program.kill()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('a database server killed twice under load loses nothing, and the program recovers by itself', async () => {
  const place = {
    DATA_DIR: folder,
    DATABASE_URL: server.url + template,
    SECRET: 'of-faults-and-of-nothing-else-at-all',
  }
  const at = readEnvironmentSettings(place)
  useSettings(at)
  program = await start('src/main.js', folder, { ...place, MANAGER_PASSWORD: firstPassword })
  const writers = (await browsers(program.origin, 4)).map(writerFor)
  const by = seededRandom(7)
  const acknowledged: Sent[] = []
  /**
   * All writers write until `enough` operations are acknowledged, then `then` runs, and until they lose the connection.
   */
  const write = async (round: number, enough: number, then: () => Promise<void>) => {
    let count = 0
    let happened: Promise<void> | undefined
    const mark = () => `act ${round}-${Math.random()}.`
    const told = () => {
      if (++count === enough) happened = then()
    }
    const isEnd = (error: unknown) => isAway(error) || isGone(error)
    const done = await Promise.all(writers.map((one) => writeUntilGone(one, mark, by, told, isEnd)))
    await happened
    acknowledged.push(...done.flat())
  }
  for (const round of [1, 2]) {
    await write(round, 25, () => server.kill())
    const health = await fetch(`${program.origin}/healthz`, { headers: { 'accept-language': 'en' } })
    expect(health.status).toBe(503)
    expect(await health.text()).toContain('be reached right now')
    await server.again()
    expect(await missingRecords(at, acknowledged)).toEqual([])
  }
  await write(3, 25, () => program.stop())
  expect(await missingRecords(at, acknowledged)).toEqual([])
  expect(acknowledged.length).toBeGreaterThanOrEqual(75)
  const log = readFileSync(join(folder, 'main.js.log'), 'utf8')
  expect(log).not.toMatch(/unhandled/i)

  program = await start('src/main.js', folder, place)
  await expect.poll(() => countRunningImports(at)).toBe(0)
  expect([...(await missingRecords(at, acknowledged)), ...(await differences(at))]).toEqual([])
})
