import { expect } from 'vitest'
import { type Seen, type SignedInClient, testApp } from '../test-app.ts'

/** A test app with one customer of 王芳 and one of 李强, and helpers to create opportunities. */
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
  /** Creates an opportunity on 王芳's customer as the given person. */
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

/** The plain value of a figure on the page. */
export const figure = (page: Seen, measure: string): string | undefined =>
  page.attribute(`main [data-measure=${measure}]`, 'data-value')

/** The newest entry of a page's history. */
export const newestHistoryEntry = (page: Seen): string => page.all('.timeline > li')[0]?.replace(/\s+/g, ' ') ?? ''
