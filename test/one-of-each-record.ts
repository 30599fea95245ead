import type { SignedInClient, testApp } from './test-app.ts'

/**
 * Creates one record of each kind through the pages, owned by 王芳, except the import, which belongs to a manager. Also
 * gives URLs for routes.
 */
export async function createOneOfEachRecord(
  w: Pick<Awaited<ReturnType<typeof testApp>>, 'customer' | 'product' | 'who'>,
  own: SignedInClient,
  manager: SignedInClient,
) {
  const customer = await w.customer({ owner: '王芳' })
  const ids: Record<string, string> = { customers: String(customer), team: String(w.who('李强').id) }
  ids.performance = String(own.person.id)
  ids.products = String(await w.product({ model: 'HC-2418R' }))
  const lines = [{ product_model: 'HC-2418R', quantity: '2' }]
  for (const name of ['shipped', 'orders']) {
    const { location } = await own.send('/orders', { customer_id: customer, lines })
    ids[name] = location.split('/')[2] ?? ''
  }
  await own.send(`/orders/${ids.shipped}/confirm`)
  const [line] = (await own.get(`/orders/${ids.shipped}`)).attributes('tr[data-id]', 'data-id')
  await own.send(`/orders/${ids.shipped}/shipments`, { quantities: { [line ?? '']: '1' } })
  ids.shipments = (await own.get(`/orders/${ids.shipped}`)).attribute('[data-shipment]', 'data-shipment') ?? ''
  await own.send(`/orders/${ids.shipped}/payments`, { amount: '1', method: '银行转账' })
  ids.payments = (await own.get(`/orders/${ids.shipped}`)).attribute('[data-payment]', 'data-payment') ?? ''
  const opportunity = { customer_id: customer, title: '洁净室恒温系统', expected_amount: '1560000' }
  ids.opportunities = (await own.send('/opportunities', opportunity)).location.split('/')[2] ?? ''
  await own.send(`/customers/${customer}/contacts`, { name: '钱颖' })
  await own.send(`/customers/${customer}/communications`, { content: '约好', follow_up_on: '2099-01-01' })
  const page = await own.get(`/customers/${customer}`)
  ids.contacts = page.attribute('a[href^="/contacts/"]', 'href')?.split('/')[2] ?? ''
  ids.communications = page.attribute('li[id^=talk-]', 'id')?.replace('talk-', '') ?? ''
  ids['follow-ups'] = ids.communications
  // Only the author of a communication may open its form.
  await manager.send(`/customers/${customer}/communications`, { content: '陪同拜访' })
  const corrected = (await manager.get(`/customers/${customer}`)).attribute(
    'a[href$="/edit"][href^="/communications/"]',
    'href',
  )
  const uploaded = await manager.upload('/customers/import', 'a.csv', 'name,phone\nKai,13800000000\n')
  ids.imports = uploaded.location.split('/')[2] ?? ''
  return {
    ids,
    /** The form that corrects the manager's communication. */
    managersCorrection: corrected ?? '',
    /** A route's path with the id of its record. */
    addressOf: (path: string): string =>
      path.replace(':id', () => ids[path.split('/')[1] ?? ''] ?? 'no id for this route'),
  }
}
