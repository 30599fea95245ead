import { expect, test } from 'vitest'
import { openBrowser } from './harness.ts'
import { serve } from './serve.ts'

const browser = await openBrowser()
const department = await serve(browser)
const customer = await department.customer({ company: '远山机械', owner: '王芳' })
await department.product({ model: 'TB-250', name: '离心瓶', list_price: '1180' })
const field = (name: string) => `[name="credits[${department.who(name).id}]"]`

test('the owner’s credit follows at once, unless it was typed', async () => {
  const page = await department.signedIn({}, '王芳')
  await page.goto(`/orders/new?customer_id=${customer}`, { waitUntil: 'networkidle' })
  expect(await page.inputValue(field('王芳'))).toBe('100')
  expect(await page.innerText('[data-credited]')).toBe('业绩归 王芳')
  await page.click('#credits summary')
  await page.fill(field('李强'), '40')
  await expect.poll(() => page.inputValue(field('王芳'))).toBe('60')
  expect(await page.isVisible('[data-credited]')).toBe(false)
  await page.fill(field('陈静'), '10')
  expect(await page.inputValue(field('王芳'))).toBe('50')
  await page.fill(field('李强'), '400')
  expect(await page.inputValue(field('王芳'))).toBe('50')
  await page.fill(field('李强'), '20')
  expect(await page.inputValue(field('王芳'))).toBe('70')
  await page.fill(field('王芳'), '75')
  await page.fill(field('李强'), '30')
  expect(await page.inputValue(field('王芳'))).toBe('75')
})

test('the credit follows a newly chosen owner', async () => {
  const page = await department.signedIn()
  await page.goto(`/orders/new?customer_id=${customer}`, { waitUntil: 'networkidle' })
  expect(await page.innerText('[data-credited]')).toBe('业绩归 王芳')
  await page.selectOption('[name=owner_id]', String(department.who('李强').id))
  await expect.poll(() => page.innerText('[data-credited]')).toBe('业绩归 李强')
  await page.selectOption('[name=owner_id]', String(department.who('王芳').id))
  await page.click('#credits summary')
  await page.fill(field('陈静'), '30')
  await expect.poll(() => page.inputValue(field('王芳'))).toBe('70')
  await page.selectOption('[name=owner_id]', String(department.who('李强').id))
  expect(await page.inputValue(field('李强'))).toBe('70')
  expect(await page.inputValue(field('王芳'))).toBe('')
})
