import type { Person } from '../../access/person.ts'
import { findAccount, insertAccount, storePasswordHash } from '../../accounts/repository.ts'
import { hashPassword } from '../../accounts/sign-in/password.ts'
import { createAccount } from '../../accounts/team/manage-accounts.ts'
import { transaction } from '../../database/database.ts'
import { saveTargets } from '../../performance/targets/save-targets.ts'
import { targetsForm } from '../../performance/targets/targets-form.ts'
import { companySettingsFormValues, preferencesForm } from '../../preferences/form.ts'
import { addChoices } from '../../preferences/repository.ts'
import { saveInstallationPreferences } from '../../preferences/save.ts'
import { productForm } from '../../products/form.ts'
import { createProduct } from '../../products/save.ts'
import { pricePlain } from '../../web/field-schemas.ts'
import { catalogue } from './catalogue.ts'
import { parseDemoForm } from './context.ts'
import { demoProducts } from './names.ts'
import { type DemoPerson, department } from './sales-team.ts'

/** Creates the accounts, all with the same password, which need not be changed; returns them with their definitions. */
export async function createAccounts(password: string): Promise<{ person: Person; as: DemoPerson }[]> {
  const password_hash = await hashPassword(password)
  return transaction(async () => {
    const opened: { person: Person; as: DemoPerson }[] = []
    for (const as of department) {
      const { name, username, role } = as
      const account = { name, username, role, locale: null }
      const first = opened[0]?.person
      const id = first
        ? await createAccount({ ...account, joined_on: null, left_on: null, version: 0 }, password_hash, first)
        : await insertAccount({ ...account, password_hash, initial_until: null }, null)
      const created = await findAccount(id)
      if (!created) throw new Error(`the account of ${name} is not there`)
      await storePasswordHash(created, password_hash, null, first ?? created)
      opened.push({ person: created, as })
    }
    return opened
  })
}

/** Creates the products and the choice lists. */
export const fillCatalogue = (by: Person): Promise<void> =>
  transaction(async () => {
    for (const list of Object.keys(demoProducts) as (keyof typeof demoProducts)[])
      await addChoices(list, demoProducts[list])
    for (const { model, name, category, unit, price, description = '' } of catalogue) {
      const list_price = pricePlain(Math.round(price * 100))
      const typed = { model, name, description, category, unit, list_price, active: '1' }
      await createProduct(parseDemoForm(productForm, typed), by)
    }
  })

/** Sets company name and letterhead in the settings; they appear in print. */
export async function setDemoCompanyName(by: Person): Promise<void> {
  const { shown } = await companySettingsFormValues()
  const company = '上海恒岳科学仪器有限公司'
  const letterhead = '上海市浦东新区张衡路 1000 号\n021-5555 0100'
  await saveInstallationPreferences(preferencesForm.parse({ ...shown, company, letterhead }), by)
}

/**
 * Sets everybody's monthly targets of a year: lower in January and February, higher from May to September. Returns the
 * number of changes.
 */
export const setDemoTargets = (
  year: string,
  people: { person: Person; as: DemoPerson }[],
  by: Person,
): Promise<number> => {
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`)
  const targetsOf = ({ target }: DemoPerson, index: number) => {
    const amount = target * 1_000 * (index < 2 ? 0.7 : index > 3 && index < 9 ? 1.1 : 1)
    const orders = String(Math.max(1, Math.round(target / 150)))
    return { amount: amount.toFixed(2), collected: (amount * 0.9).toFixed(2), orders, conversion: '40' }
  }
  const targets = Object.fromEntries(
    people
      .filter(({ as }) => as.target > 0)
      .map(({ person, as }) => [
        person.id,
        Object.fromEntries(months.map((month, index) => [month, targetsOf(as, index)])),
      ]),
  )
  return transaction(() => saveTargets(parseDemoForm(targetsForm, { targets }), by))
}
