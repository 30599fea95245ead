import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { expect, test } from 'vitest'
import { freePort } from '../database/server.ts'
import { emptyPlace } from './fault-environment.ts'

test('the program continues when the log’s disk is full, and stops gracefully', async () => {
  const port = await freePort()
  const full = openSync('/dev/full', 'w')
  const env = { PATH: process.env.PATH, NODE_ENV: 'production', ...(await emptyPlace()), PORT: String(port) }
  const program = spawn(process.execPath, ['dist/src/main.js'], { env, stdio: ['ignore', full, full] })
  const status = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      (answer) => answer.status,
      () => program.exitCode ?? 'not yet',
    )
  await expect.poll(() => status('/healthz')).toBe(200)
  for (let n = 0; n < 20; n++) expect(await status('/login')).toBe(200)
  program.kill('SIGTERM')
  expect(await once(program, 'exit')).toEqual([0, null])
})
