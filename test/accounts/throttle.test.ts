import { beforeAll, expect, test } from 'vitest'
import { transaction } from '../../src/database/database.ts'
import { testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
beforeAll(async () => {
  w = await testApp()
})

test('parallel password guesses are slowed down like sequential ones', async () => {
  const guess = (password: string) => w.nobody().send('/login', { username: 'wangfang', password })
  let release = (): void => undefined
  const held = transaction(() => new Promise<void>((resolve) => (release = resolve)))
  const sent = Promise.all([...Array.from({ length: 12 }, (_, n) => `guess-${n}`), w.password].map(guess))
  await new Promise((resolve) => setTimeout(resolve, 500))
  release()
  await held
  const answers = await sent
  const waits = answers.filter(({ text }) => text.includes('秒后重试'))
  expect(waits.length).toBeGreaterThanOrEqual(8)
  expect(answers.at(-1)?.status).toBe(422)
})

test('successful sign-ins leave no entry in the counters', async () => {
  for (let n = 0; n < 40; n++) await w.signIn('chenjing', w.password)
  const answers = await Promise.all(Array.from({ length: 3 }, () => w.signIn('liqiang', w.password)))
  expect(answers).toHaveLength(3)
})
