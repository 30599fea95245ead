import { readFileSync } from 'node:fs'
import { runDueJobs } from '../../src/jobs/runner.ts'
import type { SignedInClient } from '../test-app.ts'

/** A file of the Northwind books. */
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

/** An import as a person goes through it at a browser; the jobs are run where they would run by themselves. */
export function importing(who: SignedInClient, kind = 'customers') {
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
    /** The same without stopping: uploads, maps, writes. */
    async all(content: Buffer | string, fields: Record<string, string> = {}, mapping?: object) {
      const { path } = await this.preview(content, fields)
      if (mapping) await this.say(path, mapping)
      return { path, ...(await this.commit(path)) }
    },
    /** What its page says of each row: line → action and words. */
    async rows(path: string, query = '') {
      const page = await who.get(`${path}${query}`)
      return page.all('tr[data-line]').map((text) => text.replace(/\s+/g, ' '))
    },
  }
}
