import { activePeople, findAccount } from '../accounts/repository.ts'
import type { Translate } from '../i18n/translate.ts'
import { choices } from '../preferences/repository.ts'
import { presets } from '../values/periods.ts'
import { fresh } from '../web/form-state.ts'
import { dimensions, productModels } from './dimensions.ts'
import { addressOf, comparisons, measures, type Question } from './question.ts'
import { customerCalled } from './said.ts'
import type { SalesForm } from './views.ts'
import { wordOf } from './words.ts'

/** The report's parameters as a form, with what it offers. */
export async function salesForm(question: Question, t: Translate): Promise<SalesForm> {
  const { asked, preset } = question
  const { customer_id, owner_id } = asked
  const [people, region, category, product, owner] = await Promise.all([
    activePeople(),
    choices('region'),
    choices('category'),
    productModels(),
    owner_id === null ? undefined : findAccount(owner_id),
  ])
  const gone = owner && !people.some(({ id }) => id === owner.id) ? [owner] : []
  const option = (value: string) => ({ value, label: t(wordOf(value)) })
  const empty = (label: string) => ({ value: '', label })
  const typed = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value ?? '')]))
  return {
    form: fresh(typed),
    presets: presets.map((name) => ({
      label: t(`reports.preset_${name}`),
      href: addressOf('/reports/sales', { asked, preset: name }),
      current: name === preset,
    })),
    preset: preset && t(`reports.preset_${preset}`),
    groups: dimensions.map((name) => option(name)),
    measures: measures.map((name) => option(name)),
    comparisons: [empty(t('reports.no_comparison')), ...comparisons.map((name) => option(name))],
    people: [
      empty(t('list.filter_off')),
      ...[...people, ...gone].map(({ id, name }) => ({ value: String(id), label: name })),
    ],
    offered: { region, product, category },
    narrowed: Boolean(asked.region || asked.product || asked.category || owner_id),
    customer:
      customer_id === null
        ? null
        : {
            id: customer_id,
            name: await customerCalled(customer_id),
            without: addressOf('/reports/sales', question, { customer_id: null }),
          },
  }
}
