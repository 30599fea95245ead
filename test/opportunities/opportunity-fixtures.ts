import { expect } from 'vitest'
import { type Seen, type SignedInClient, testApp } from '../test-app.ts'

/** A department with a customer of 王芳's and one of 李强's, and how its people make opportunities. */
export async function department() {
  const w = await testApp()
  const [wang, li, chen] = await Promise.all([w.as('王芳'), w.as('李强'), w.as('陈静')])
  const customer = await w.customer({
    owner: '王芳',
    name: '何思远',
    company: '无锡微芯半导体设备有限公司',
    region: '江苏',
    source: '老客户介绍',
    code: 'WXWX',
  })
  const theirs = await w.customer({ owner: '李强', name: '单雄', company: '昆明滇池水务' })
  /** An opportunity on 王芳's customer, made by whom one says. */
  const made = async (who: SignedInClient = wang, fields: object = {}): Promise<string> => {
    const answer = await who.send('/opportunities', { customer_id: customer, title: '洁净室恒温系统', ...fields })
    expect(answer.status, answer.all('.error, [role=alert]').join()).toBe(303)
    return answer.location
  }
  const update = (who: SignedInClient, at: string, fields: object): Promise<Seen> => who.send(`${at}/updates`, fields)
  const updated = async (who: SignedInClient, at: string, fields: object): Promise<Seen> => {
    const answer = await update(who, at, fields)
    expect(answer.status, answer.all('.error, [role=alert]').join()).toBe(303)
    return who.get(at)
  }
  return { w, wang, li, chen, customer, theirs, made, update, updated }
}

/** What a page's figure says, in its plain number. */
export const figure = (page: Seen, measure: string): string | undefined =>
  page.attribute(`main [data-measure=${measure}]`, 'data-value')

/** The newest entry of a page's history. */
export const newest = (page: Seen): string => page.all('.timeline > li')[0]?.replace(/\s+/g, ' ') ?? ''
