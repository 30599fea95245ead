import { readFileSync } from 'node:fs'
import { runDueJobs } from '../../src/jobs/runner.ts'
import type { SignedInClient } from '../test-app.ts'

/** One of the Northwind CSV files. */
export const northwind = (name: string): Buffer =>
  readFileSync(new URL(`../data/northwind/${name}.csv`, import.meta.url))

export interface Told {
  state: string
  rows: number
  create: number
  update: number
  skip: number
  reject: number
  done: number
}

/** Imports as a user does in the browser; jobs run at once instead of in the background. */
export function browserImports(who: SignedInClient, kind = 'customers') {
  const told = async (path: string): Promise<Told> => JSON.parse((await who.get(`${path}.json`)).text)
  return {
    /** Uploads a file and waits for its preview. */
    async preview(content: Buffer | string, fields: Record<string, string> = {}, name = 'file.csv') {
      const answer = await who.upload(`/${kind}/import`, name, content, fields)
      if (answer.status !== 303) throw new Error(`refused: ${answer.status} ${answer.one('#file-wrong')}`)
      await runDueJobs()
      return { path: answer.location, ...(await told(answer.location)) }
    },
    async say(path: string, fields: object) {
      const answer = await who.send(`${path}/mapping`, fields)
      await runDueJobs()
      return { status: answer.status, ...(await told(path)) }
    },
    async commit(path: string) {
      const answer = await who.send(`${path}/commit`)
      await runDueJobs()
      return { status: answer.status, ...(await told(path)) }
    },
    told,
    /** Uploads, maps the columns and writes, without stopping at the preview. */
    async all(content: Buffer | string, fields: Record<string, string> = {}, mapping?: object) {
      const { path } = await this.preview(content, fields)
      if (mapping) await this.say(path, mapping)
      return { path, ...(await this.commit(path)) }
    },
    /** The result of each row: line → action and message. */
    async rows(path: string, query = '') {
      const page = await who.get(`${path}${query}`)
      return page.all('tr[data-line]').map((text) => text.replace(/\s+/g, ' '))
    },
  }
}
