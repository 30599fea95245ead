import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, describe, expect, test } from 'vitest'
import { reader, transaction } from '../../src/database/database.ts'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
})

/** Keeps the writer busy until the returned function is called, so that actions sent meanwhile wait for their turn. */
async function holdWriter(): Promise<() => Promise<void>> {
  let go = (): void => undefined
  const gate = new Promise<void>((resolve) => {
    go = resolve
  })
  const held = transaction(() => gate)
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    go()
    await held
  }
}

describe('conditions of an action are checked again when its turn comes', () => {
  test('a follow-up completed by two clicks is completed once', async () => {
    const customer = await w.customer({ owner: '王芳' })
    const wang = await w.as('王芳')
    await wang.send(`/customers/${customer}/communications`, { content: '约好', follow_up_on: '2099-01-01' })
    const page = await wang.get(`/customers/${customer}`)
    const id = page.attribute('li[id^=talk-]', 'id')?.replace('talk-', '')
    const done = () => wang.send(`/follow-ups/${id}/done`)
    const release = await holdWriter()
    const sent = Promise.all([done(), done()])
    await release()
    const answers = await sent
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 303])
    const told = await reader()
      .selectFrom('history')
      .selectAll()
      .where('subject_id', '=', customer)
      .where('what', '=', 'follow_up_done')
      .execute()
    expect(told).toHaveLength(1)
  })

  test('an account deactivated meanwhile can do nothing any more', async () => {
    const li = await w.as('李强')
    const at = `/team/${w.who('李强').id}`
    const answer = await slowly(li, '/customers', 'name=Slow&phone=1', () => chen.send(`${at}/deactivate`))
    await chen.send(`${at}/activate`)
    expect([answer.status, answer.location]).toEqual([303, '/login?next=%2Fcustomers%2Fnew&sent=1'])
    expect((await chen.get('/customers?q=Slow')).all('tr[data-id]')).toHaveLength(0)
  })

  test('nor can a session ended meanwhile, and it stays ended', async () => {
    const li = await w.as('李强')
    const at = `/team/${w.who('李强').id}`
    const answer = await slowly(li, '/customers', 'name=Slow&phone=1', () =>
      chen.send(at, { role: 'manager' }).then(() => chen.send(at, { role: 'salesperson' })),
    )
    expect(answer.location).toBe('/login?next=%2Fcustomers%2Fnew&sent=1')
    expect((await li.get('/')).location).toBe('/login')
  })
})

/** Sends a form whose last byte is sent only after `meanwhile`. */
async function slowly(who: SignedInClient, path: string, fields: string, meanwhile: () => Promise<unknown>) {
  const server = w.program.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const body = `_csrf=${encodeURIComponent(who.token)}&${fields}`
  const cookie = who.cookie('/')
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length }
  const { port } = server.address() as AddressInfo
  const asking = request({ host: '127.0.0.1', port, path, method: 'POST', headers })
  const answer = new Promise<{ status: number; location: string }>((resolve, reject) => {
    asking.on('error', reject)
    asking.on('response', (response) => {
      response.resume()
      resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '' })
    })
  })
  asking.write(body.slice(0, -1))
  await new Promise((resolve) => setTimeout(resolve, 200))
  await meanwhile()
  asking.end(body.slice(-1))
  const answered = await answer
  server.closeAllConnections()
  server.close()
  return answered
}
