import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settings } from '../../src/settings.ts'
import { queryValue } from '../database/contents.ts'
import { browserImports } from '../imports/importing.ts'
import { testApp } from '../test-app.ts'

const rows = 10_000
const children: ChildProcess[] = []
let w: Awaited<ReturnType<typeof testApp>>
beforeAll(async () => {
  w = await testApp()
})
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
})

/** Starts the built program on the test's data, as `npm start` would. */
function start(): ChildProcess {
  const environment = { ...process.env, ...w.place, PORT: '0', NODE_ENV: 'production' }
  const child = spawn(process.execPath, ['dist/src/main.js'], { env: environment, stdio: 'ignore' })
  children.push(child)
  return child
}

const killed = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve) => {
    child.once('exit', resolve)
    child.kill('SIGKILL')
  })

async function until(statement: string, wanted: string): Promise<void> {
  for (let tries = 0; (await queryValue(statement)) !== wanted; tries++) {
    if (tries > 600) throw new Error(`${statement} is ${await queryValue(statement)}, not ${wanted}`)
    await wait(100)
  }
}

/** SQLite's integrity check after a kill; PostgreSQL takes care of this itself. */
const whole = async () => settings().DATABASE_URL !== undefined || (await queryValue('pragma integrity_check')) === 'ok'

test('an import killed while writing leaves nothing half done, and is repeated', async () => {
  const chen = await w.as('陈静')
  const imports = browserImports(chen)
  const lines = Array.from({ length: rows }, (_, index) => `Person ${index},${15_000_000_000 + index}`)
  const { path, ...planned } = await imports.preview(['name,phone', ...lines].join('\n'))
  expect(planned).toMatchObject({ state: 'preview', create: rows })
  // The test's own process has no job runner, so the job waits for the started program.
  expect((await chen.send(`${path}/commit`)).status).toBe(303)
  expect((await imports.told(path)).state).toBe('running')

  const first = start()
  await until("select state from jobs where name = 'imports.commit'", 'running')
  await wait(300)
  await killed(first)
  expect(await queryValue('select state from imports')).toBe('running')
  expect(await queryValue('select count(*) from customers')).toBe(0)
  expect(await whole()).toBe(true)

  const second = start()
  await until('select state from imports', 'done')
  await until("select state from jobs where name = 'imports.commit'", 'done')
  await killed(second)
  expect(await imports.told(path)).toMatchObject({ state: 'done', rows, create: rows, reject: 0 })
  expect(await queryValue('select count(*) from customers')).toBe(rows)
  expect(
    await queryValue(
      "select count(distinct subject_id) from history where what = 'imported' and subject = 'customers'",
    ),
  ).toBe(rows)
  expect(await whole()).toBe(true)
})
