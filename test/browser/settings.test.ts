import { beforeAll, expect, test } from 'vitest'
import { axe, openBrowser, saveScreenshot } from './harness.ts'
import { serve } from './serve.ts'
import { waysOfThisRun } from './variants.ts'

const browser = await openBrowser()
const house = await serve(browser)

/** Makes 王芳 the owner of three customers, so that both users have records to see. */
beforeAll(async () => {
  const chen = await house.as('陈静')
  const owner_id = String(house.who('王芳').id)
  for (const [name, company] of [
    ['何思远', '远山机械'],
    ['苏倩', '嘉兴云帆纺织'],
    ['赵文博', '杭州华信生物科技'],
  ] as const) {
    const id = await house.customer({ owner: '李强', name, company })
    await chen.send(`/customers/${id}`, { owner_id, confirm_duplicate: '1' })
  }
})

const sights = [
  { locale: 'zh-CN' as const, scripts: true, width: 1440 },
  { locale: 'en' as const, scripts: true, width: 390, dark: true, touch: true },
  { locale: 'en' as const, scripts: false, width: 1280 },
  { locale: 'zh-CN' as const, scripts: false, width: 390 },
]

test.each(waysOfThisRun(sights))(
  'settings, lists, notifications and handbook in $locale at $width, scripts $scripts',
  async ({ locale, ...visit }) => {
    for (const name of ['陈静', '王芳']) await house.setLocale(name, locale)
    const name = `${visit.width}-${locale}`
    const page = await house.signedIn({ ...visit, locale }, '陈静')
    const looked = async (what: string) => {
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), what).toBe(true)
      if (visit.scripts) expect([what, await axe(page)]).toEqual([what, []])
      await saveScreenshot(page, `${what}-${name}`)
    }

    await page.goto('/settings')
    await page.fill('[name=company]', '上海恒岳仪器有限公司')
    await page.fill('[name=letterhead]', '上海市徐汇区漕溪北路 396 号 12 楼\n电话 021-6438 0000')
    await page.fill('[name=neglect_days]', '400')
    await page.click('main form button[type=submit]')
    await page.waitForSelector('#neglect_days-wrong')
    expect(await page.inputValue('[name=company]')).toBe('上海恒岳仪器有限公司')
    await looked('settings-refused')
    await page.fill('[name=neglect_days]', String(visit.width % 300))
    await page.click('main form button[type=submit]')
    await page.waitForSelector('.flash')
    expect(await page.title()).toContain('上海恒岳仪器有限公司')

    await page.click('a[href="/settings/lists/method"]')
    const fill = page.locator('.page-head .actions a')
    if (await fill.count()) {
      await fill.click()
      await page.waitForURL(/usual=1/)
      await looked('settings-usual')
    }
    await page.fill('[name=words]', `银行转账\n承兑汇票\n现金\n${name}\n银行转账`)
    await page.click('main form button[type=submit]')
    await page.waitForSelector('#words-wrong')
    await looked('settings-list-refused')
    await page.fill('[name=words]', `银行转账\n承兑汇票\n现金\n${name}`)
    await page.click('main form button[type=submit]')
    await page.waitForURL((url) => url.pathname === '/settings')
    await looked('settings')

    const help = visit.width < 500 ? '.topbar a[href^="/help"]' : '.sidebar .to-help'
    await page.click(help)
    await page.waitForURL((url) => url.pathname === '/help' && url.hash === '#4.1')
    expect(await page.locator('[id="4.1"]').isVisible()).toBe(true)
    await looked('help')
    await page.click('.contents a[href="#2.2.3"]')
    expect(new URL(page.url()).hash).toBe('#2.2.3')
  },
  60_000,
)

test.each(waysOfThisRun(sights))(
  'notifications in $locale at $width, scripts $scripts',
  async ({ locale, ...visit }) => {
    await house.setLocale('王芳', locale)
    const page = await house.signedIn({ ...visit, locale }, '王芳')
    const unread = () => page.locator('.notifications form [name=id]').count()
    await page.goto('/notifications')
    const before = await unread()
    if (visit.scripts) expect(await axe(page)).toEqual([])
    await saveScreenshot(page, `notifications-${visit.width}-${locale}`)
    if (before > 0) {
      await page.click('.notifications li[data-id] form button')
      await page.waitForLoadState()
      expect(await unread()).toBe(before - 1)
    }
    await page.click('.notifications li[data-id] a')
    await page.waitForURL(/customers\/\d+$/)
    await page.goto('/menu')
    await saveScreenshot(page, `menu-${visit.width}-${locale}`)
  },
)
